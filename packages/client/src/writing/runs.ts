/** Own records as an update is made of them. */
import type { Run } from '@parley/gate'
import type { Writer } from '@parley/protocol'
import type { OutboxRecord } from './outbox.ts'

type OutboxPlace = Pick<OutboxRecord, 'writer' | 'clock' | 'bytes'>

/** Records with consecutive clocks of one writer become one run. */
export function runsOf(records: readonly OutboxPlace[]): readonly Run[] {
  const sorted = records.toSorted(
    (left, right) => left.writer - right.writer || left.clock - right.clock,
  )
  const runs: { writer: Writer; clock: number; records: Uint8Array[] }[] = []
  for (const { writer, clock, bytes } of sorted) {
    const last = runs.at(-1)
    if (last !== undefined && last.writer === writer && last.clock + last.records.length === clock)
      last.records.push(bytes)
    else runs.push({ writer, clock, records: [bytes] })
  }
  return runs
}
