/**
 * Rewriting a document: the whole is put in, and what it replaces is erased, sequence by sequence, and only
 * what this relay knows to be in it. Erasing always overwrites, since what was taken out of the stream
 * with its bytes left on the disk could not be found again by a purge.
 */
import type { GroupCommit } from '../group-commit.ts'
import type { Feed } from './feed.ts'
import type { OwnWrites } from './own-writes.ts'
import { comingIn, type Stored } from './parts.ts'
import type { Reader } from './reader.ts'
import type { Change } from './writer.ts'

export interface Rewriting {
  readonly subject: string
  readonly update: Uint8Array
  /** Of a relay that follows the log; one that does not has the log alone. */
  readonly feed: Feed | undefined
}

export interface RewritingPorts {
  readonly commit: GroupCommit<Change>
  readonly reader: Reader
  readonly own: OwnWrites
}

/** Resolves once the whole is durable, with how to erase what it replaced. */
export async function rewrite(
  { subject, update, feed }: Rewriting,
  { commit, reader, own }: RewritingPorts,
): Promise<() => Promise<void>> {
  const isKnown = knownNow(feed, subject)
  let whole = { write: 0, sequence: 0 }
  await commit.add({
    subject,
    data: new Uint8Array(update),
    isWhole: true,
    onStored: (write, [sequence = 0]) => (whole = { write, sequence }),
  })
  // What this relay put in before is in it; what failed is not, until it was told that it is there.
  const isOwn = (stored: Stored): boolean =>
    stored.write < whole.write && own.outcomeOf(stored) === 'stored'
  return async () => {
    const messages = await reader.read(subject, { withoutData: true })
    // Of what began before this relay followed the feed knows no more than these messages.
    const coming = comingIn(subject, messages)
    const replaced = messages.filter(
      (stored) =>
        stored.sequence < whole.sequence &&
        !coming.has(stored.sequence) &&
        (isKnown(stored) || isOwn(stored)),
    )
    await reader.erase(replaced.map(({ sequence }) => sequence))
  }
}

/** What this relay has read or been told of a subject by now. */
function knownNow(feed: Feed | undefined, subject: string): (stored: Stored) => boolean {
  if (feed === undefined) return () => true
  const { position } = feed
  const untold = feed.untold(subject)
  return ({ sequence }) => sequence <= position && !untold.has(sequence)
}
