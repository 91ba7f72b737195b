/**
 * The sorted list of a timeline: one flat array. What belongs at the end is pushed, a few others are
 * placed by binary search, many at once are merged in one pass. Rule TL11.
 */
import type { RecordId, Writer } from '@parley/protocol'
import type { Message } from './message.ts'

/** A message at its place. Never changed, only replaced. */
export interface Slot {
  readonly order: bigint
  readonly writer: Writer
  readonly clock: number
  readonly segment: number
  readonly id: RecordId
  readonly message: Message
}

export interface SlotChange {
  readonly before: Slot | undefined
  /** `undefined`: it is a message no longer. */
  readonly after: Slot | undefined
}

export interface SortedMessages {
  change(changes: readonly SlotChange[]): void
  /** Oldest first; the same array until a change. */
  messages(): readonly Message[]
}

/** More moves than this at once are cheaper merged than spliced. */
const SPLICES_AT_MOST = 16

/** By order key, writer, clock; segment, id and message only part what no honest writer makes equal. */
export function compareSlots(a: Slot, b: Slot): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return (
    a.writer - b.writer ||
    a.clock - b.clock ||
    a.segment - b.segment ||
    byText(a.id, b.id) ||
    byText(a.message.key, b.message.key)
  )
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

export function newSortedMessages(): SortedMessages {
  let slots: Slot[] = []
  let snapshot: readonly Message[] = []
  let isStale = false

  return {
    change(changes) {
      const moves: SlotChange[] = []
      for (const change of changes) {
        const { before, after } = change
        if (before === undefined || after === undefined || compareSlots(before, after) !== 0)
          moves.push(change)
        else slots[placeOf(slots, before)] = after
      }
      isStale ||= changes.length > 0
      const gone = new Set(moves.flatMap(({ before }) => before ?? []))
      const come = moves.flatMap(({ after }) => after ?? []).sort(compareSlots)
      if (gone.size > SPLICES_AT_MOST) slots = slots.filter((slot) => !gone.has(slot))
      else for (const slot of gone) slots.splice(placeOf(slots, slot), 1)
      slots = withAdded(slots, come)
    },
    messages() {
      if (!isStale) return snapshot
      isStale = false
      const before = snapshot
      const isSame =
        before.length === slots.length && slots.every(({ message }, at) => message === before[at])
      if (!isSame) snapshot = slots.map(({ message }) => message)
      return snapshot
    },
  }
}

/** `come` is sorted; `slots` may be changed and returned. */
function withAdded(slots: Slot[], come: readonly Slot[]): Slot[] {
  const [first] = come
  const last = slots.at(-1)
  if (first === undefined) return slots
  if (last === undefined || compareSlots(last, first) < 0) {
    for (const slot of come) slots.push(slot)
    return slots
  }
  if (come.length > SPLICES_AT_MOST) return merged(slots, come)
  for (const slot of come) slots.splice(placeOf(slots, slot), 0, slot)
  return slots
}

function merged(left: readonly Slot[], right: readonly Slot[]): Slot[] {
  const all: Slot[] = []
  let at = 0
  for (const slot of right) {
    for (let next = left[at]; next !== undefined && compareSlots(next, slot) < 0; next = left[at]) {
      all.push(next)
      at++
    }
    all.push(slot)
  }
  return all.concat(left.slice(at))
}

/** The index of the slot, or the one where it belongs. */
function placeOf(slots: readonly Slot[], wanted: Slot): number {
  let low = 0
  let high = slots.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const slot = slots[middle]
    if (slot !== undefined && compareSlots(slot, wanted) < 0) low = middle + 1
    else high = middle
  }
  return low
}
