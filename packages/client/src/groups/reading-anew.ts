/** What is shown is made once more, from the documents that are open: others are, or other records are in them. */
import type { Reader } from '../reading/reader.ts'
import type { Parts } from './parts.ts'

export function readAnew({ judging, history, leftovers, segments }: Parts, reader: Reader): void {
  judging.forget()
  history.reset()
  leftovers.forget()
  reader.forget()
  for (const [segment, doc] of segments.opened())
    reader.read(segment, [...doc.records().all()], true)
}
