/** All that a relay keeps, as a backup has it: the store, and the secret of invitations, a file beside it. */
import { encodeBackup, INVITATIONS_KEY, type LevelJournal, type StoreEntry } from '@parley/relay'
import { readSecret } from './invitations.ts'

/** How many tables of the store do not fit their checksums: the backup has what is in them all the same. */
export const DAMAGED_HEADER = 'parley-damaged-tables'

/** In the place of a backup. */
export const KEPT_IN_NATS =
  'What is kept in NATS is not in the data folder. Stop the relays and copy it into a folder with "parley migrate --from nats --to ./copy" and the PARLEY_NATS of the relays, or back up the stream with the tools of NATS.'

export function encodeKept(
  journal: Pick<LevelJournal, 'entries'>,
  data: string,
): AsyncGenerator<Uint8Array> {
  return encodeBackup(keptEntries(journal, data))
}

async function* keptEntries(
  journal: Pick<LevelJournal, 'entries'>,
  data: string,
): AsyncGenerator<StoreEntry> {
  const secret = await readSecret(data)
  if (secret !== undefined) yield { key: INVITATIONS_KEY, value: secret }
  yield* journal.entries()
}
