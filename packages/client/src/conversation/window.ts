/**
 * Which segments of a conversation are open, and from which one on it is shown: the newest, and older
 * ones as somebody scrolls there. See docs/decisions/0007.
 */
import { type GroupId, parseDocName } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Arrivals } from '../syncing/arrivals.ts'
import type { Segments } from '../syncing/segments.ts'

export interface WindowPorts {
  readonly device: Device
  readonly group: GroupId
  readonly arrivals: Arrivals
  segments(): Segments
  /** What a relay had of it when this device was first in step with it is here. */
  isHeld(segment: number): boolean
  /** Nothing is shown yet: the window may still move. */
  isEmpty(): boolean
  /** Resolves when what is open has been read. */
  whenRead(): Promise<void>
  /** More is to be shown. */
  onMoved(): void
}

export interface Window {
  shownFrom(): number
  openNewest(): Promise<void>
  /** The relay told of a segment. */
  learn(segment: number, placesCount: number): void
  /** Whatever of these segments is not open opens when there is time: eight of them in all. */
  want(segments: Iterable<number>): void
  /** Every segment from this one on opens when there is time, the newest first. */
  openSince(segment: number): void
  /** Opens a segment that need not be shown; true when it is read, and in step with a relay. */
  fetch(segment: number): Promise<boolean>
  /**
   * The next older segment is shown from now on; resolves when it is open and read, and as far as a relay
   * is heard in step with it. False when there is none, or it was freed and no relay is heard; `unheld`: then too.
   */
  showOlder(how?: { readonly unheld: boolean }): Promise<boolean>
  /** Resolves when what is open has been read. */
  whenRead(): Promise<void>
  /** What stands before what is shown was freed, and is not here again yet. */
  isOlderAway(): boolean
  /** These were freed: they open when somebody looks. On disk when resolved. Rejects with StorageFailed. */
  keepFreed(segments: readonly number[]): Promise<void>
  /** A relay is heard, or no longer. */
  lineMoved(): void
}

/** Segments kept open from the newest back; older ones open when somebody looks. */
const OPEN_SEGMENTS = 8
/** Older ones opened because of pins there, or threads; a hostile member may name any number. */
const MAX_WANTED = 8
/** A newest segment with fewer places is shown together with the one before. */
const SHORT_SEGMENT_PLACES = 100
/** How long a scroll to older messages waits for a relay; what comes later is shown when it comes. */
const OLDER_WAIT_MS = 3_000

export function newWindow(ports: WindowPorts): Window {
  return new NewestWindow(ports)
}

class NewestWindow implements Window {
  readonly #ports: WindowPorts
  readonly #wanted = new Set<number>()
  #from = 0
  /** Below, nothing opens by itself that is not here. */
  #freedBelow = 0

  constructor(ports: WindowPorts) {
    this.#ports = ports
  }

  shownFrom(): number {
    return this.#from
  }

  async openNewest(): Promise<void> {
    const { device, group } = this.#ports
    const segments = this.#ports.segments()
    const newest = segments.newest()
    const freedBelow = await device.store.get(freedKey(group))
    if (typeof freedBelow === 'number') this.#freedBelow = freedBelow
    await segments.open(newest)
    this.#from = this.#firstShown()
    for (const doc of device.outbox.docs()) {
      const name = parseDocName(doc)
      if (name?.kind === 'segment' && name.group === group) this.#openInBackground(name.segment)
    }
    for (let older = newest - 1; older > newest - OPEN_SEGMENTS && older >= 0; older--)
      this.#openBehind(older)
  }

  learn(segment: number, placesCount: number): void {
    const segments = this.#ports.segments()
    const before = segments.newest()
    segments.learn(segment, placesCount)
    for (
      let next = segments.newest();
      next > before && next > segments.newest() - OPEN_SEGMENTS;
      next--
    )
      this.#openInBackground(next)
    if (this.#ports.isEmpty()) this.#from = this.#firstShown()
    if (segment === segments.newest()) this.#openInBackground(segment)
    else if (Math.abs(segment - segments.newest()) < OPEN_SEGMENTS) this.#openBehind(segment)
  }

  async showOlder({ unheld } = { unheld: false }): Promise<boolean> {
    const { segments, arrivals, whenRead, onMoved } = this.#ports
    if (this.#from === 0 || (!unheld && this.#isOutOfReach(this.#from - 1))) return false
    const older = --this.#from
    onMoved()
    const doc = await segments().open(older)
    await arrivals.whenSynced(doc, OLDER_WAIT_MS)
    await whenRead()
    onMoved()
    return true
  }

  whenRead(): Promise<void> {
    return this.#ports.whenRead()
  }

  isOlderAway(): boolean {
    return this.#isAway(this.#from) || (this.#from > 0 && this.#isOutOfReach(this.#from - 1))
  }

  async keepFreed(segments: readonly number[]): Promise<void> {
    const { device, group } = this.#ports
    this.#freedBelow = Math.max(this.#freedBelow, ...segments.map((segment) => segment + 1))
    this.#from = Math.max(this.#from, this.#freedBelow)
    await device.store.write([{ type: 'put', key: freedKey(group), value: this.#freedBelow }])
  }

  lineMoved(): void {
    if (this.#freedBelow > 0) this.#ports.onMoved()
  }

  want(segments: Iterable<number>): void {
    for (const segment of segments) {
      if (this.#wanted.size >= MAX_WANTED) return
      if (segment > this.#ports.segments().newest() || this.#wanted.has(segment)) continue
      this.#wanted.add(segment)
      this.#openBehind(segment)
    }
  }

  openSince(segment: number): void {
    const segments = this.#ports.segments()
    for (let newer = segments.newest(); newer >= segment; newer--) segments.openBehind(newer)
  }

  async fetch(segment: number): Promise<boolean> {
    const { segments, arrivals, whenRead, onMoved } = this.#ports
    if (segment > segments().newest()) return false
    const doc = await segments().open(segment)
    await arrivals.whenSynced(doc, OLDER_WAIT_MS)
    await whenRead()
    onMoved()
    return doc.following()?.isSynced() === true
  }

  #isAway(segment: number): boolean {
    return segment < this.#freedBelow && !this.#ports.isHeld(segment)
  }

  #isOutOfReach(segment: number): boolean {
    return this.#isAway(segment) && this.#ports.device.link.state().state !== 'connected'
  }

  #openBehind(segment: number): void {
    if (!this.#isAway(segment)) this.#ports.segments().openBehind(segment)
  }

  #openInBackground(segment: number): void {
    const { device, group } = this.#ports
    this.#ports
      .segments()
      .open(segment)
      .catch(() => device.notices.tell('storage-failing', group))
  }

  #firstShown(): number {
    const segments = this.#ports.segments()
    const newest = segments.newest()
    const isShort =
      (segments.opened().get(newest)?.records().placesCount() ?? 0) < SHORT_SEGMENT_PLACES
    return Math.max(0, isShort ? newest - 1 : newest)
  }
}

function freedKey(group: GroupId): string {
  return `freed/${group}`
}
