/**
 * Notes: what this person's devices tell each other, by key.
 *
 * A note counts at once on the device it is made on and is kept there; it goes into the person's own
 * document when that can be written. Of two notes under one key the newest (hlc, record id) counts,
 * wherever they were made. Values are what JSON can say. Rules OW1 to OW4, OW27.
 */
import { type Hlc, MAX_CLOCK_LEAD_MS, parseBytes, type RecordId, toUtf8 } from '@parley/protocol'
import type { DeviceStore, Stop, StoreChange, TabChannel } from '../ports.ts'
import type { OwnClock } from '../writing/own-clock.ts'

export interface Notes {
  /** `undefined`: never said, or unsaid. */
  get(key: string): unknown
  /** When it was said or unsaid last, as far as it is known here. */
  saidAt(key: string): Hlc | undefined
  /** Keys that say something. */
  keys(prefix: string): readonly string[]
  /** `undefined` unsays it. Kept on this device when resolved; rejects with StorageFailed. */
  set(key: string, value: unknown): Promise<void>
  onChange(listen: () => void): Stop
  /** In no document yet, oldest first. */
  waiting(): readonly WaitingNote[]
  /**
   * As it stands on disk: `undefined` when another tab has written it, or something newer. With the time
   * there is where it was made by a date so far ahead that no relay takes it.
   */
  current(note: WaitingNote): Promise<WaitingNote | undefined>
  /** To be written together with the record that says it; call `written` once that is on disk. */
  change(note: WaitingNote): StoreChange
  written(note: WaitingNote): void
  /** Read in the document. */
  learn(told: readonly ToldNote[]): Promise<void>
  /** The document was rebuilt and says only these: what else was told waits again. */
  relearn(told: readonly ToldNote[]): Promise<void>
  close(): void
}

export interface WaitingNote {
  readonly key: string
  readonly hlc: Hlc
  readonly value: Uint8Array
}

export interface ToldNote extends WaitingNote {
  readonly id: RecordId
}

interface Kept extends WaitingNote {
  /** `''` for one that waits, and for one whose record was not read yet. */
  readonly id: RecordId | ''
  readonly isWaiting: boolean
}

export interface NotesPorts {
  readonly store: DeviceStore
  readonly tabs: TabChannel
  readonly ownClock: OwnClock
}

const PREFIX = 'note/'
/** Half of what relays allow: what time it is there is known here only roughly. */
const MAX_AHEAD_MS = MAX_CLOCK_LEAD_MS / 2

export async function openNotes(ports: NotesPorts): Promise<Notes> {
  const notes = new KeptNotes(ports)
  await notes.open()
  return notes
}

class KeptNotes implements Notes {
  readonly #ports: NotesPorts
  readonly #kept = new Map<string, Kept>()
  readonly #values = new Map<string, unknown>()
  readonly #listeners = new Set<() => void>()
  #stop: Stop | undefined

  constructor(ports: NotesPorts) {
    this.#ports = ports
  }

  async open(): Promise<void> {
    const { store, tabs } = this.#ports
    for (const [, value] of await store.list(PREFIX)) if (isKept(value)) this.#hold(value)
    this.#stop = tabs.onMessage(({ type, key }) => {
      if (type === 'noted' && typeof key === 'string') void this.#reread(key)
    })
  }

  get(key: string): unknown {
    return this.#values.get(key)
  }

  saidAt(key: string): Hlc | undefined {
    return this.#kept.get(key)?.hlc
  }

  keys(prefix: string): readonly string[] {
    return [...this.#values.keys()].filter((key) => key.startsWith(prefix))
  }

  async set(key: string, value: unknown): Promise<void> {
    const { store, tabs, ownClock } = this.#ports
    const before = this.#kept.get(key)?.hlc ?? 0n
    const now = ownClock.next()
    const hlc = now > before ? now : before + 1n
    const bytes = value === undefined ? new Uint8Array(0) : toUtf8(JSON.stringify(value))
    const note: Kept = { key, hlc, value: bytes, id: '', isWaiting: true }
    await store.write([{ type: 'put', key: PREFIX + key, value: note }])
    tabs.post({ type: 'noted', key })
    this.#hold(note)
    this.#tell()
  }

  onChange(listen: () => void): Stop {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  waiting(): readonly WaitingNote[] {
    const waiting = [...this.#kept.values()].filter(({ isWaiting }) => isWaiting)
    return waiting.sort((left, right) => (left.hlc < right.hlc ? -1 : 1))
  }

  async current({ key, hlc }: WaitingNote): Promise<WaitingNote | undefined> {
    const found = await this.#ports.store.get(PREFIX + key)
    if (!isKept(found)) return undefined
    if (found.hlc === hlc && found.isWaiting) return this.#inTime(found)
    this.#hold(found)
    return undefined
  }

  change({ key, hlc, value }: WaitingNote): StoreChange {
    return {
      type: 'put',
      key: PREFIX + key,
      value: { key, hlc, value, id: '', isWaiting: false } satisfies Kept,
    }
  }

  written({ key, hlc, value }: WaitingNote): void {
    if (this.#kept.get(key)?.hlc === hlc) this.#hold({ key, hlc, value, id: '', isWaiting: false })
    this.#ports.tabs.post({ type: 'noted', key })
  }

  async learn(told: readonly ToldNote[]): Promise<void> {
    const changed = new Set<string>()
    for (const note of told) {
      if (!isNewer(note, this.#kept.get(note.key))) continue
      this.#hold({ ...note, isWaiting: false })
      changed.add(note.key)
    }
    if (changed.size === 0) return
    this.#tell()
    await this.#ports.store.write(
      Array.from(changed, (key) => ({
        type: 'put',
        key: PREFIX + key,
        value: this.#kept.get(key),
      })),
    )
  }

  async relearn(told: readonly ToldNote[]): Promise<void> {
    const said = new Set(told.map(({ key, hlc }) => `${hlc} ${key}`))
    const lost = [...this.#kept.values()].filter(
      ({ key, hlc, isWaiting }) => !isWaiting && !said.has(`${hlc} ${key}`),
    )
    const again = lost.map((note): Kept => ({ ...note, id: '', isWaiting: true }))
    for (const note of again) this.#hold(note)
    await this.#ports.store.write(
      again.map((note) => ({ type: 'put', key: PREFIX + note.key, value: note })),
    )
    await this.learn(told)
    this.#tell()
  }

  close(): void {
    this.#stop?.()
  }

  /** On disk it is so when it is written: until then another tab finds the note as it was. */
  #inTime(note: Kept): Kept {
    const { ownClock } = this.#ports
    const isAhead = (hlc: Hlc) => ownClock.aheadMs(hlc) > MAX_AHEAD_MS
    if (!isAhead(note.hlc)) return note
    if (isAhead(ownClock.next())) ownClock.fallBack()
    const inTime = { ...note, hlc: ownClock.next() }
    this.#hold(inTime)
    this.#tell()
    return inTime
  }

  #hold(note: Kept): void {
    this.#kept.set(note.key, note)
    const value = valueOf(note.value)
    if (value === undefined) this.#values.delete(note.key)
    else this.#values.set(note.key, value)
  }

  async #reread(key: string): Promise<void> {
    const found = await this.#ports.store.get(PREFIX + key).catch(() => undefined)
    if (!isKept(found)) return
    this.#hold(found)
    this.#tell()
  }

  #tell(): void {
    for (const listen of this.#listeners) listen()
  }
}

function isNewer(note: ToldNote, kept: Kept | undefined): boolean {
  if (kept === undefined) return true
  if (note.hlc !== kept.hlc) return note.hlc > kept.hlc
  return note.id > kept.id || kept.isWaiting
}

/** Of another device, perhaps of another version: what is no JSON says nothing. */
function valueOf(bytes: Uint8Array): unknown {
  const text = parseBytes(bytes, (reader) => new TextDecoder().decode(reader.rest()))
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text) ?? undefined
  } catch {
    return undefined
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false
  const { key, hlc, value: bytes, id, isWaiting } = value as Record<string, unknown>
  return (
    typeof key === 'string' &&
    typeof hlc === 'bigint' &&
    bytes instanceof Uint8Array &&
    typeof id === 'string' &&
    typeof isWaiting === 'boolean'
  )
}
