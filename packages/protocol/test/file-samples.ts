/** A group's file of two documents: evidence and an update of a segment after one of the group document. */
import {
  concatBytes,
  encodeEvidence,
  encodeTyped,
  groupDoc,
  MESSAGE_TYPE,
  newGroupFileWriter,
  segmentDoc,
  syncFrame,
} from '../src/index.ts'
import { GROUP, RECORDS, run, WRITER } from './samples.ts'

const SEGMENT = segmentDoc(GROUP, 3)
const EVIDENCE = [{ writer: WRITER, clock: 1, record: RECORDS[0]?.bytes ?? new Uint8Array(0) }]

/** What the file says, in its order. */
export const FILE_PARTS = [
  { doc: groupDoc(GROUP), segment: undefined, type: 'update', update: run(300, 0x01) },
  { doc: SEGMENT, segment: 3, type: 'evidence', evidence: EVIDENCE },
  { doc: SEGMENT, segment: 3, type: 'update', update: run(5, 0x02) },
] as const

export function sampleFrames(): readonly Uint8Array[] {
  return FILE_PARTS.map((part) =>
    part.type === 'update'
      ? syncFrame(part.doc, 'update', part.update)
      : encodeTyped(part.doc, MESSAGE_TYPE.evidence, encodeEvidence(part.evidence)),
  )
}

export function fileOf(frames: readonly Uint8Array[]): Uint8Array {
  const writer = newGroupFileWriter(GROUP)
  const begin = writer.begin()
  const told = frames.map((frame) => writer.frame(frame))
  return concatBytes(begin, ...told, writer.end())
}
