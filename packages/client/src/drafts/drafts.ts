/**
 * What somebody has begun to write, in every group and thread of this device: kept over restarts, shared by
 * all tabs, and together with what this person's other devices told of theirs.
 *
 * What was typed here a moment ago stays as it is, whatever is heard meanwhile. Says when there is something
 * to tell, and tells nobody itself. Rules GS88, SP11, OW21 to OW24.
 */
import type { DeviceKey, GroupId, Hlc } from '@parley/protocol'
import { newSettable, type Settable } from '../live.ts'
import type { Clock, DeviceStore, Stop, TabChannel, TabMessage } from '../ports.ts'
import type { OwnClock } from '../writing/own-clock.ts'
import { groupOf, parseEntry, rowsOf, type DraftPlace, type ToldDrafts } from './draft-content.ts'
import { type DraftEntry, ownToTell, shownOf, writtenOver } from './draft-entries.ts'
import { type DraftRow, parseRow, rowChange, ROWS } from './draft-rows.ts'
import { newSaving, type Saving } from './saving.ts'

export interface Draft {
  readonly live: Settable<string>
  set(text: string): void
}

export interface Drafts {
  /** The same each time. */
  at(place: DraftPlace): Draft
  /** All of this tab's on disk when resolved. Rejects with StorageFailed. */
  keep(): Promise<void>
  /** What this device has to tell, of groups that this person is in. */
  toTell(): ToldDrafts
  /** All that another device tells; of groups that this person is not in nothing is taken. */
  hear(device: DeviceKey, told: ToldDrafts): void
  /** What shows of that device is this one's own from now on. */
  adopt(device: DeviceKey): void
  /** The others that something is known of. */
  heardOf(): ReadonlySet<DeviceKey>
  hearTab(message: TabMessage): void
  /** The group leaves this device. */
  forget(group: GroupId): void
  /** Something is to be told: `soon` when it was sent or cleared. */
  onToTell(listen: (soon: boolean) => void): Stop
  /** What a list of groups shows may be another. */
  onShown(listen: () => void): Stop
  close(): void
}

export interface DraftsPorts {
  readonly store: DeviceStore
  readonly tabs: TabChannel
  readonly clock: Clock
  readonly ownClock: OwnClock
  me(): DeviceKey
  isIn(group: GroupId): boolean
  onFailed(group: GroupId | undefined): void
}

/** So long what was typed stands as it is; longer than it takes to tell it. */
const HOLD_MS = 5_000

/** One place, as this tab holds it. */
interface HeldPlace extends Draft {
  readonly place: DraftPlace
  readonly entries: Map<DeviceKey, DraftEntry>
  readonly saving: Saving
  release: Stop | undefined
}

export async function openDrafts(ports: DraftsPorts): Promise<Drafts> {
  const rows = await ports.store.list(ROWS)
  return new DeviceDrafts(
    ports,
    new Map(rows.map(([key, value]) => [key.slice(ROWS.length), parseRow(value)])),
  )
}

class DeviceDrafts implements Drafts {
  readonly #ports: DraftsPorts
  readonly #places = new Map<DraftPlace, HeldPlace>()
  readonly #toTell = new Set<(soon: boolean) => void>()
  readonly #shown = new Set<() => void>()

  constructor(ports: DraftsPorts, rows: ReadonlyMap<DraftPlace, DraftRow>) {
    this.#ports = ports
    for (const [place, { own, heard }] of rows) {
      const { entries } = this.#hold(place)
      for (const [device, entry] of heard) entries.set(device, entry)
      if (own !== undefined) entries.set(ports.me(), own)
      this.#show(place)
    }
  }

  at(place: DraftPlace): Draft {
    return this.#hold(place)
  }

  async keep(): Promise<void> {
    await Promise.all(Array.from(this.#places.values(), ({ saving }) => saving.keep()))
  }

  toTell(): ToldDrafts {
    const me = this.#ports.me()
    return new Map(
      [...this.#places.values()].flatMap(({ place, entries }) => {
        const own = this.#isIn(place) ? ownToTell(entries, me) : undefined
        return own === undefined ? [] : [[place, own] as const]
      }),
    )
  }

  hear(device: DeviceKey, told: ToldDrafts): void {
    const places = new Set([...this.#places.keys(), ...told.keys()])
    for (const place of places) {
      const next = this.#isIn(place) ? told.get(place) : undefined
      const before = this.#places.get(place)?.entries.get(device)
      if (next === undefined && before === undefined) continue
      this.#take(place, device, next)
    }
  }

  adopt(device: DeviceKey): void {
    const me = this.#ports.me()
    for (const { place, entries, saving } of this.#places.values()) {
      const text = entries.get(device)?.text
      if (text === undefined || shownOf(entries, me) !== device) continue
      const hlc = this.#nextAfter(entries.get(me))
      entries.set(me, writtenOver(entries, me, { text, hlc, shown: device }))
      saving.changed({ atOnce: true })
      this.#show(place)
    }
  }

  heardOf(): ReadonlySet<DeviceKey> {
    const me = this.#ports.me()
    const others = new Set<DeviceKey>()
    for (const { entries } of this.#places.values())
      for (const device of entries.keys()) if (device !== me) others.add(device)
    return others
  }

  hearTab({ type, place, text, hlc, over }: TabMessage): void {
    if (type !== 'drafted' || typeof place !== 'string' || groupOf(place) === undefined) return
    const entry = parseEntry(text, hlc, over)
    const held = this.#hold(place)
    const own = held.entries.get(this.#ports.me())
    if (entry === undefined || (own !== undefined && own.hlc >= entry.hlc)) return
    held.entries.set(this.#ports.me(), entry)
    held.saving.forget()
    this.#show(place)
  }

  forget(group: GroupId): void {
    for (const [place, held] of this.#places) {
      if (groupOf(place) !== group) continue
      held.release?.()
      held.saving.forget()
      this.#places.delete(place)
    }
    this.#tellSoon(false)
  }

  onToTell(listen: (soon: boolean) => void): Stop {
    this.#toTell.add(listen)
    return () => this.#toTell.delete(listen)
  }

  onShown(listen: () => void): Stop {
    this.#shown.add(listen)
    return () => this.#shown.delete(listen)
  }

  close(): void {
    for (const { release, saving } of this.#places.values()) {
      release?.()
      saving.close()
    }
  }

  #hold(place: DraftPlace): HeldPlace {
    const known = this.#places.get(place)
    if (known !== undefined) return known
    const { clock } = this.#ports
    const held: HeldPlace = {
      place,
      entries: new Map(),
      live: newSettable(''),
      saving: newSaving(clock, {
        write: () => this.#write(place),
        onFailed: () => this.#ports.onFailed(groupOf(place)),
      }),
      release: undefined,
      set: (text) => this.#set(held, text),
    }
    this.#places.set(place, held)
    return held
  }

  #set(held: HeldPlace, text: string): void {
    const { clock, me } = this.#ports
    const { entries, live } = held
    if (text === live.get()) return
    // What was typed a moment ago stands in the box, whatever was heard since.
    const shown = held.release === undefined ? shownOf(entries, me()) : me()
    const hlc = this.#nextAfter(entries.get(me()))
    entries.set(me(), writtenOver(entries, me(), { text, hlc, shown }))
    live.set(text)
    held.release?.()
    held.release = clock.after(HOLD_MS, () => {
      held.release = undefined
      this.#show(held.place)
    })
    // An emptied draft was sent: it must not come back after a crash. A paste is saved at once.
    held.saving.changed({ atOnce: text === '' })
    this.#tellSoon(text === '')
  }

  /** What a device tells now of one place. */
  #take(place: DraftPlace, device: DeviceKey, entry: DraftEntry | undefined): void {
    const held = this.#hold(place)
    const me = this.#ports.me()
    const before = held.entries.get(device)
    if (before !== undefined && before.hlc === entry?.hlc && before.text === entry.text) {
      held.entries.set(device, entry)
      return
    }
    if (entry === undefined) held.entries.delete(device)
    else held.entries.set(device, entry)
    const own = held.entries.get(me)
    // It goes for good: who replaced it may forget that they did.
    if (own !== undefined && own.text !== '' && ownToTell(held.entries, me)?.text !== own.text)
      held.entries.set(me, { ...own, text: '' })
    held.saving.changed({ atOnce: false })
    this.#show(place)
    this.#tellSoon(false)
  }

  #show(place: DraftPlace): void {
    const held = this.#places.get(place)
    if (held === undefined || held.release !== undefined) return
    const device = shownOf(held.entries, this.#ports.me())
    held.live.set(device === undefined ? '' : (held.entries.get(device)?.text ?? ''))
    this.#tellShown()
  }

  #tellShown(): void {
    for (const listen of this.#shown) listen()
  }

  async #write(place: DraftPlace): Promise<void> {
    const { store, tabs } = this.#ports
    const me = this.#ports.me()
    const entries = this.#places.get(place)?.entries ?? new Map<DeviceKey, DraftEntry>()
    const own = entries.get(me)
    this.#tellShown()
    const heard = new Map([...entries].filter(([device]) => device !== me))
    await store.write([rowChange(place, { own: ownToTell(entries, me), heard })])
    if (own === undefined) return
    const { text, hlc, over } = own
    tabs.post({ type: 'drafted', place, text, hlc: String(hlc), over: rowsOf(over) })
  }

  #nextAfter(own: DraftEntry | undefined): Hlc {
    const now = this.#ports.ownClock.next()
    return own === undefined || now > own.hlc ? now : own.hlc + 1n
  }

  #isIn(place: DraftPlace): boolean {
    const group = groupOf(place)
    return group !== undefined && this.#ports.isIn(group)
  }

  #tellSoon(soon: boolean): void {
    for (const listen of this.#toTell) listen(soon)
  }
}
