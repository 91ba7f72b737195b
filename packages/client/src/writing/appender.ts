/**
 * The appender: the one way an own record comes into being.
 *
 * Strictly in turn, one append after another: clock, draft, sign, outbox durable, apply, and by that
 * sent. A record that is on screen is therefore on disk. When a write to disk fails its writer is
 * given up, for a failed write may yet turn out to have happened, and no place may hold two records.
 */
import { encodeUpdate } from '@parley/gate'
import {
  bytesToSign,
  type Place,
  type RecordId,
  recordIdOf,
  signedRecord,
  type Writer,
} from '@parley/protocol'
import type { StoreChange, TabChannel } from '../ports.ts'
import type { Draft } from './drafts.ts'
import type { Outbox, OutboxRecord } from './outbox.ts'

export interface AppenderPorts {
  readonly doc: string
  readonly outbox: Outbox
  readonly tabs: TabChannel
  sign(message: Uint8Array): Uint8Array
  /** A writer that is in neither the document nor the outbox. */
  newWriter(): Writer
  placesOf(writer: Writer): number
  /** Durable, and about to be applied. */
  onSigned?(records: readonly OwnRecord[]): void
  /** Into the Y.Doc, as this tab's own. */
  apply(update: Uint8Array): void
}

export interface OwnRecord {
  readonly id: RecordId
  readonly place: Place
  readonly bytes: Uint8Array
}

export interface Appender {
  /** All or none, with consecutive clocks, in one update. Rejects with StorageFailed or what a draft throws. */
  append(
    drafts: readonly Draft[],
    alongside?: readonly StoreChange[],
  ): Promise<readonly OwnRecord[]>
  /** Nothing is appended while this runs, and what waited is appended after it; it must not append itself. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  /** The next append begins a new writer. */
  changeWriter(): void
}

export function newAppender(ports: AppenderPorts): Appender {
  let turn: Promise<unknown> = Promise.resolve()
  let writer: Writer | undefined

  async function appendInTurn(
    drafts: readonly Draft[],
    alongside: readonly StoreChange[],
  ): Promise<readonly OwnRecord[]> {
    writer ??= ports.newWriter()
    const own = writer
    const clock = ports.placesOf(own)
    const records = signAll(ports, { doc: ports.doc, writer: own, clock }, drafts)
    const entries = records.map(({ place, bytes }): OutboxRecord => ({ ...place, bytes }))
    try {
      await ports.outbox.put(entries, alongside)
    } catch (error) {
      writer = undefined
      throw error
    }
    ports.onSigned?.(records)
    const run = records.map(({ bytes }) => bytes)
    ports.apply(encodeUpdate(ports.doc, [{ writer: own, clock, records: run }]))
    ports.tabs.post({ type: 'wrote', doc: ports.doc, records: entries })
    return records
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  return {
    append: (drafts, alongside = []) => inTurn(() => appendInTurn(drafts, alongside)),
    inTurn,
    changeWriter() {
      writer = undefined
    },
  }
}

function signAll(
  ports: AppenderPorts,
  first: Place,
  drafts: readonly Draft[],
): readonly OwnRecord[] {
  const records: OwnRecord[] = []
  for (const draft of drafts) {
    const place = { ...first, clock: first.clock + records.length }
    const unsigned = draft(
      place,
      records.map(({ id }) => id),
    )
    const bytes = signedRecord(unsigned, ports.sign(bytesToSign(place, unsigned)))
    records.push({ id: recordIdOf(place, bytes), place, bytes })
  }
  return records
}
