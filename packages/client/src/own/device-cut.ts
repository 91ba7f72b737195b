/** How far one device has been read in a document without segments: its cut, when it goes out. */
import {
  type Cut,
  CUT_DIGEST_BYTES,
  cutDigest,
  type CutEntry,
  type DeviceKey,
  type GroupId,
  idBytes,
  prefixOf,
  recordIdOf,
  writerPrefix,
} from '@parley/protocol'
import type { LiveDoc } from '../syncing/live-doc.ts'

export function deviceCut(live: LiveDoc, group: GroupId, key: DeviceKey): Cut {
  const prefix = writerPrefix(group, idBytes(key))
  const records = live.records()
  return [...records.writers()]
    .filter((writer) => prefixOf(writer) === prefix)
    .map((writer): CutEntry => {
      const clock = records.placesOf(writer)
      const ids = Array.from({ length: clock }, (_, at) => {
        const bytes = records.recordAt(writer, at)
        return bytes && recordIdOf({ doc: live.name, writer, clock: at }, bytes)
      }).filter((id) => id !== undefined)
      const digest = ids.length === clock ? cutDigest(ids) : new Uint8Array(CUT_DIGEST_BYTES)
      return { segment: undefined, writer, clock, digest }
    })
}
