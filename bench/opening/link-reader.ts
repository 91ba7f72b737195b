/** What somebody who holds a group's link reads in it: the key that its messages are sealed with. */
import { type DocRecords, recordsIn } from '@parley/gate'
import {
  concatBytes,
  groupDoc,
  type GroupId,
  idBytes,
  type Invitation,
  parseRecord,
} from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair, deriveInvite, openFromBox, rowTag } from '@parley/sealing'
import * as Y from 'yjs'
import type { Said } from '../people/person.ts'

export interface LinkReader {
  /** An update of the group's document. */
  take(update: Uint8Array): void
  /** `undefined` until a grant for the link is here. */
  key(): Omit<Said, 'text'> | undefined
}

export function newLinkReader({ group, secret }: Invitation): LinkReader {
  const doc = new Y.Doc()
  const records = recordsIn(doc, groupDoc(group))
  const box = boxKeyPair(deriveInvite({ secret16: secret, gid32: idBytes(group) }).boxSeed32)
  return {
    take: (update) => Y.applyUpdate(doc, update),
    key: () => keyIn(records, group, box),
  }
}

function keyIn(
  records: DocRecords,
  group: GroupId,
  box: BoxKeyPair,
): ReturnType<LinkReader['key']> {
  for (const { bytes } of records.all()) {
    const record = parseRecord(bytes)
    if (record?.kind !== 'grant') continue
    const { epoch, ephemeral, rows } = record.grant
    const tag = Buffer.from(rowTag(ephemeral, box.publicKey))
    for (const row of rows) {
      if (!tag.equals(row.tag)) continue
      const key = openFromBox({
        recipientSecret: box.secretKey,
        recipientPublic: box.publicKey,
        ephemeralPublic: ephemeral,
        context: concatBytes(idBytes(group), idBytes(epoch)),
        sealed: row.sealed,
      })
      if (key !== undefined) return { epoch, key }
    }
  }
  return undefined
}
