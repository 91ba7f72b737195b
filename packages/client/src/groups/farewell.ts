/**
 * What an own unsent leave waits for. No relay takes anything of who has left, so the leave goes out
 * when nothing that was written before it is unsent any more, in whichever tab. Rule GS62.
 *
 * Until then it is kept back from the line of the group document, with what builds on it. Which leave
 * may go is known to this tab alone and only while it is open: the next start asks its disk anew.
 */
import { groupDoc, type GroupId, parseDocName, parseRecord, type Writer } from '@parley/protocol'
import type { Device } from '../device.ts'
import { firstBuildingOn, idsOf } from '../syncing/taking-back.ts'
import type { OutboxRecord } from '../writing/outbox.ts'

/** By writer, the clock from which on records are kept back. */
export type Held = ReadonlyMap<Writer, number>

export interface Farewell {
  /** Of the group document: what no relay is told yet. */
  heldBack(): Held
  /** A leave is kept back, and of the group document a relay has all that comes before it. */
  isNext(): boolean
  /** What it waits for may have gone. */
  look(): void
}

export interface FarewellPorts {
  readonly device: Pick<Device, 'outbox' | 'notices'>
  readonly group: GroupId
  /** The leave may go out. */
  onFree(): void
}

const NOTHING: Held = new Map()

export function newFarewell({ device, group, onFree }: FarewellPorts): Farewell {
  const { outbox, notices } = device
  const doc = groupDoc(group)
  const free = new Set<string>()
  let isLooking = false

  function heldBack(): Held {
    const acts = outbox.recordsOf(doc)
    const leaves = acts.filter((record) => isLeave(record) && !free.has(keyOf(record)))
    return leaves.length === 0 ? NOTHING : withFollowers(acts, clocksOf(leaves))
  }

  /** What builds on the leave was written after it, and waits for it in turn. */
  function isOwed(held: Held): boolean {
    const ids = idsOf(outbox.recordsOf(doc).filter((record) => isWithin(held, record)))
    return outbox.docs().some((name) => {
      const parsed = parseDocName(name)
      if (parsed?.kind !== 'segment' || parsed.group !== group) return false
      const written = outbox.recordsOf(name)
      const after = clocksOf(firstBuildingOn(written, ids))
      return written.some((record) => !isWithin(after, record))
    })
  }

  /** What another tab wrote, and could not tell yet, is on disk. */
  async function lookOnDisk(): Promise<void> {
    await outbox.reload()
    const held = heldBack()
    if (held.size === 0 || isOwed(held)) return
    for (const record of outbox.recordsOf(doc)) if (isLeave(record)) free.add(keyOf(record))
    onFree()
  }

  return {
    heldBack,
    isNext() {
      const held = heldBack()
      return held.size > 0 && outbox.recordsOf(doc).every((record) => isWithin(held, record))
    },
    look() {
      const held = heldBack()
      if (isLooking || held.size === 0 || isOwed(held)) return
      isLooking = true
      lookOnDisk()
        .catch(() => notices.tell('storage-failing', group))
        .finally(() => (isLooking = false))
    },
  }
}

function withFollowers(records: readonly OutboxRecord[], first: Held): Held {
  const held = records.filter((record) => isWithin(first, record))
  const more = clocksOf([...held, ...firstBuildingOn(records, idsOf(held))])
  const isMore = records.some((record) => isWithin(more, record) && !isWithin(first, record))
  return isMore ? withFollowers(records, more) : first
}

function clocksOf(places: readonly Pick<OutboxRecord, 'writer' | 'clock'>[]): Held {
  const clocks = new Map<Writer, number>()
  for (const { writer, clock } of places)
    clocks.set(writer, Math.min(clock, clocks.get(writer) ?? Infinity))
  return clocks
}

function isWithin(held: Held, { writer, clock }: OutboxRecord): boolean {
  return clock >= (held.get(writer) ?? Infinity)
}

function isLeave({ bytes }: OutboxRecord): boolean {
  const record = parseRecord(bytes)
  return record?.kind === 'action' && record.action.type === 'leave'
}

function keyOf({ writer, clock }: OutboxRecord): string {
  return `${writer}/${clock}`
}
