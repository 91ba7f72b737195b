/** All that this device holds of a group as a file, document by document, so that only one is in memory at a time. */
import { type GroupId, newGroupFileWriter, parseDocName, segmentDoc } from '@parley/protocol'
import * as Y from 'yjs'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { framesOfUpdate } from '../link/doc-gate.ts'
import { livingDatabase } from '../syncing/open-kept.ts'

const FILE_TYPE = 'application/x-parley'
/** What is put together so far becomes the browser's to hold, on its disk if it likes. */
const HANDED_OVER_BYTES = 8 * 1_048_576

export async function writeGroup(device: Device, session: Session): Promise<Blob> {
  const writer = newGroupFileWriter(session.id)
  let whole = new Blob([copyOf(writer.begin())], { type: FILE_TYPE })
  let parts: BlobPart[] = []
  let bytes = 0
  for await (const frame of framesOf(device, session)) {
    const part = writer.frame(frame)
    parts.push(copyOf(part))
    bytes += part.length
    if (bytes < HANDED_OVER_BYTES) continue
    whole = new Blob([whole, ...parts], { type: FILE_TYPE })
    parts = []
    bytes = 0
  }
  return new Blob([whole, ...parts, copyOf(writer.end())], { type: FILE_TYPE })
}

/** The group document first, then the segments, ascending: what a relay would be sent of each. */
async function* framesOf(device: Device, session: Session): AsyncIterable<Uint8Array> {
  const { groupDoc } = session
  yield* framesOfUpdate(groupDoc.name, groupDoc.whole(), 'update') ?? []
  for (const segment of segmentsOf(device, session)) {
    const update = await wholeOf(device, session, segment)
    if (update !== undefined)
      yield* framesOfUpdate(segmentDoc(session.id, segment), update, 'update') ?? []
    await device.breathe?.()
  }
}

function segmentsOf(device: Device, { id, parts }: Session): readonly number[] {
  const { segments } = parts
  const known = Array.from({ length: segments.newest() + 1 }, (_, segment) => segment)
  const all = new Set([...known, ...segments.opened().keys(), ...unsentOf(device, id)])
  return [...all].toSorted((left, right) => left - right)
}

function unsentOf({ outbox }: Device, group: GroupId): readonly number[] {
  return outbox.docs().flatMap((doc) => {
    const name = parseDocName(doc)
    return name?.kind === 'segment' && name.group === group ? [name.segment] : []
  })
}

/** One that is not open is read beside the others, and not shown. `undefined`: nothing is kept of it here. */
async function wholeOf(
  device: Device,
  { id, parts }: Session,
  segment: number,
): Promise<Uint8Array | undefined> {
  const { segments } = parts
  const isUnsent = unsentOf(device, id).includes(segment)
  const open = segments.opened().get(segment) ?? (isUnsent && (await segments.open(segment)))
  if (open) return open.whole()
  const name = livingDatabase(device, segmentDoc(id, segment))
  if ((await device.docStore.sizeOf(name)) === 0) return undefined
  const doc = new Y.Doc()
  const kept = await device.docStore.open(name, doc)
  const update = Y.encodeStateAsUpdate(doc)
  await kept.close()
  doc.destroy()
  return update
}

/** On memory of its own, as a Blob wants it. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
