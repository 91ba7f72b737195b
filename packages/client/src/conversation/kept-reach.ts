/**
 * How far this person's messages have come, as far as a tick ever said: kept, so that what was once said to be
 * received or read is never said to be less, whoever of those who told it goes, and over restarts.
 *
 * Only places of messages that were looked at, so that whoever makes up others fills nothing; and not who
 * told it. Rule GS99.
 */
import { covers, hasPlace, mergeMarks, NO_PLACES, placeSet, type SegmentPlace } from '@parley/group'
import { encodeReadMark, type GroupId, parseReadMark, type ReadMark } from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'
import { fittedMark, fittedRead } from './sealed-marks.ts'

export type Told = 'received' | 'read'

export interface KeptReach {
  /** A tick says so. */
  note(place: SegmentPlace, told: Told): void
  /** What at least one other has done with it; `undefined`: nothing that is known. */
  of(place: SegmentPlace): Told | undefined
}

const NOTHING: ReadMark = { received: new Map(), read: NO_PLACES }

export async function openKeptReach(store: DeviceStore, group: GroupId): Promise<KeptReach> {
  const bytes = await store.get(`reached/${group}`)
  const reached = (bytes instanceof Uint8Array && parseReadMark(bytes)) || NOTHING
  return new StoredReach(store, group, reached)
}

interface Noted {
  readonly place: SegmentPlace
  readonly told: Told
}

class StoredReach implements KeptReach {
  readonly #store: DeviceStore
  readonly #group: GroupId
  #reached: ReadMark
  /** Of what is drawn now: a list of thousands is joined in one go. */
  readonly #noted = new Map<string, Noted>()

  constructor(store: DeviceStore, group: GroupId, reached: ReadMark) {
    this.#store = store
    this.#group = group
    this.#reached = reached
  }

  note(place: SegmentPlace, told: Told): void {
    const known = this.of(place)
    if (known === 'read' || known === told) return
    if (this.#noted.size === 0) queueMicrotask(() => this.#keep())
    this.#noted.set(nameOf(place), { place, told })
  }

  of(place: SegmentPlace): Told | undefined {
    if (hasPlace(this.#reached.read, place)) return 'read'
    const noted = this.#noted.size > 0 ? this.#noted.get(nameOf(place))?.told : undefined
    return noted ?? (covers(this.#reached.received, place) ? 'received' : undefined)
  }

  #keep(): void {
    const noted = [...this.#noted.values()]
    this.#noted.clear()
    const read = placeSet(noted.filter(({ told }) => told === 'read').map(({ place }) => place))
    const merged = mergeMarks(this.#reached, { received: vectorOf(noted), read })
    this.#reached = { received: merged.received, read: fittedRead(merged.read) }
    const value = encodeReadMark(fittedMark(this.#reached))
    // If this is not kept, a tick may say less after a restart, until those who told it tell it again.
    const change = { type: 'put', key: `reached/${this.#group}`, value } as const
    this.#store.writeSoon([change]).catch(() => undefined)
  }
}

/** Whoever has a record has all that its writer wrote there before. */
function vectorOf(noted: readonly Noted[]): ReadMark['received'] {
  const vector = new Map<number, Map<number, number>>()
  for (const { place } of noted) {
    const counts = vector.get(place.segment) ?? new Map<number, number>()
    counts.set(place.writer, Math.max(counts.get(place.writer) ?? 0, place.clock + 1))
    vector.set(place.segment, counts)
  }
  return vector
}

function nameOf({ segment, writer, clock }: SegmentPlace): string {
  return `${segment}/${writer}/${clock}`
}
