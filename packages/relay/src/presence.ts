/**
 * Who is here: one sealed entry for each session that follows a group, passed on and never kept.
 *
 * The relay cannot read it; it sees to it that nobody speaks under another device's ids and that an entry
 * ends with its session. Above 100 people it says only how many. Rule RE42.
 */
import type { Roster } from '@parley/group'
import {
  ByteWriter,
  encodePresenceEntries,
  encodeTyped,
  idBytes,
  MESSAGE_TYPE,
  type PersonId,
  type PresenceEntry,
  prefixOf,
  segmentDoc,
  writerPrefix,
} from '@parley/protocol'
import { isPresent, mayRead } from './access.ts'
import type { Catalogue } from './catalogue.ts'
import type { Client } from './client.ts'
import type { FanOut } from './fan-out.ts'
import type { OpenDocs } from './open-docs.ts'
import type { Clock } from './ports.ts'

export interface PresenceBoard {
  take(client: Client, said: { readonly doc: string; readonly entry: PresenceEntry }): void
  /** Tells a new follower who is here. */
  greet(client: Client, doc: string): void
  /** The session no longer follows this document, or none any more. */
  leave(client: Client, doc?: string): void
  close(): void
}

/** More people are only counted; fewer than that, and they are named again. */
const NAMED_PEOPLE = { most: 100, again: 90 }
const COUNT_MS = 1_000
const ENTRIES_PER_FRAME = 64
/** The relay's own entry: a count. */
const COUNT_ID = 0

interface Ports {
  readonly docs: OpenDocs
  readonly fanOut: FanOut
  readonly clock: Clock
  readonly catalogue: Catalogue
}

export function newPresenceBoard(ports: Ports): PresenceBoard {
  const rooms = new Map<string, Room>()
  const entered = new Map<Client, Set<string>>()

  function leave(client: Client, doc: string): void {
    const room = rooms.get(doc)
    room?.leave(client)
    if (room?.isEmpty() !== true) return
    room.close()
    rooms.delete(doc)
  }

  return {
    take(client, { doc, entry }) {
      const room = rooms.get(doc) ?? new Room(doc, ports)
      if (!room.take(client, entry)) return
      rooms.set(doc, room)
      entered.set(client, (entered.get(client) ?? new Set()).add(doc))
      if (room.isEmpty()) rooms.delete(doc)
    },
    greet: (client, doc) => rooms.get(doc)?.greet(client),
    leave(client, only) {
      if (only !== undefined) return leave(client, only)
      for (const doc of entered.get(client) ?? []) leave(client, doc)
      entered.delete(client)
    },
    close() {
      for (const room of rooms.values()) room.close()
    },
  }
}

class Room {
  readonly #doc: string
  readonly #ports: Ports
  readonly #entries = new Map<Client, PresenceEntry>()
  #isCounted = false
  #countClock = 0
  #cancelCount: (() => void) | undefined

  constructor(doc: string, ports: Ports) {
    this.#doc = doc
    this.#ports = ports
  }

  isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Whether the entry is one this session may say. */
  take(client: Client, entry: PresenceEntry): boolean {
    const roster = this.#roster()
    if (roster === undefined || !this.#mayUse(client, entry, roster)) return false
    const known = this.#entries.get(client)
    if (known?.id === entry.id && entry.clock <= known.clock) return false
    if (known !== undefined && known.id !== entry.id) this.#say([gone(known)], client)
    if (entry.state === undefined) this.#entries.delete(client)
    else this.#entries.set(client, entry)
    this.#changed([entry], client)
    return true
  }

  leave(client: Client): void {
    const entry = this.#entries.get(client)
    if (entry === undefined) return
    this.#entries.delete(client)
    this.#changed([gone(entry)], client)
  }

  greet(client: Client): void {
    if (isRelay(client)) return
    if (this.#isCounted) return client.send(this.#frame([this.#count()]))
    const others = [...this.#entries].flatMap(([other, entry]) => (other === client ? [] : [entry]))
    for (const some of chunks(others)) client.send(this.#frame(some))
  }

  close(): void {
    this.#cancelCount?.()
  }

  /** AT65: an id of this very device, with which nothing is written, of a session that follows. */
  #mayUse(client: Client, { id }: PresenceEntry, roster: Roster): boolean {
    const { docs, fanOut, catalogue } = this.#ports
    if (!isPresent(roster, client.device)) return false
    if (fanOut.followingOf(client, this.#doc)?.state !== 'reading') return false
    const { group } = roster
    if (prefixOf(id) !== writerPrefix(group, idBytes(client.device))) return false
    const current = segmentDoc(group, Math.max(0, catalogue.lastSegment(group)))
    return [this.#doc, current].every(
      (doc) => (docs.peek(doc)?.live.records.placesOf(id) ?? 0) === 0,
    )
  }

  #changed(entries: readonly PresenceEntry[], except: Client): void {
    const peopleCount = this.#people().size
    if (this.#isCounted && peopleCount <= NAMED_PEOPLE.again) return this.#nameAgain()
    if (!this.#isCounted && peopleCount > NAMED_PEOPLE.most) return this.#beginCounting()
    if (this.#isCounted) return this.#countSoon()
    this.#say(entries, except)
  }

  #beginCounting(): void {
    this.#isCounted = true
    for (const some of chunks([...this.#entries.values()].map(gone))) this.#say(some)
    this.#say([this.#count()])
  }

  #nameAgain(): void {
    this.#isCounted = false
    this.#cancelCount?.()
    this.#cancelCount = undefined
    this.#say([{ id: COUNT_ID, clock: ++this.#countClock, state: undefined }])
    for (const [client, entry] of this.#entries) this.#say([entry], client)
  }

  #countSoon(): void {
    this.#cancelCount ??= this.#ports.clock.after(COUNT_MS, () => {
      this.#cancelCount = undefined
      this.#say([this.#count()])
    })
  }

  #count(): PresenceEntry {
    const state = new ByteWriter().varuint(this.#people().size).bytes()
    return { id: COUNT_ID, clock: ++this.#countClock, state }
  }

  #people(): ReadonlySet<PersonId> {
    const roster = this.#roster()
    const people = [...this.#entries.keys()].flatMap(({ device }) => roster?.personOf(device) ?? [])
    return new Set(people)
  }

  #roster(): Roster | undefined {
    return this.#ports.docs.peek(this.#doc)?.group.roster()
  }

  #say(entries: readonly PresenceEntry[], except?: Client): void {
    const roster = this.#roster()
    if (roster === undefined) return
    const only = (client: Client): boolean => !isRelay(client) && mayRead(roster, client)
    const to = { doc: this.#doc, rosters: [roster], only }
    this.#ports.fanOut.tell(this.#frame(entries), except === undefined ? to : { ...to, except })
  }

  #frame(entries: readonly PresenceEntry[]): Uint8Array {
    return encodeTyped(this.#doc, MESSAGE_TYPE.awareness, encodePresenceEntries(entries))
  }
}

/** Who is here is told to people only: it ends with a session, and a relay has none of its own to tell. */
function isRelay({ mirrors }: Client): boolean {
  return mirrors.size > 0
}

function gone({ id, clock }: PresenceEntry): PresenceEntry {
  return { id, clock: Math.min(clock + 1, 2 ** 31 - 1), state: undefined }
}

function chunks(entries: readonly PresenceEntry[]): readonly (readonly PresenceEntry[])[] {
  const parts: (readonly PresenceEntry[])[] = []
  for (let at = 0; at < entries.length; at += ENTRIES_PER_FRAME)
    parts.push(entries.slice(at, at + ENTRIES_PER_FRAME))
  return parts
}
