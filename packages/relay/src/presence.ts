/**
 * Who is here: one sealed entry for each session that follows a group, passed on and never kept.
 *
 * The relay cannot read it; it sees to it that nobody speaks under another device's ids and that an entry
 * ends with its session. Above 100 people it says only how many. Relays on one log tell each other who is
 * at which. Rules RE42, RE75.
 */
import type { Roster } from '@parley/group'
import {
  ByteWriter,
  type DeviceKey,
  encodePresenceEntries,
  encodeTyped,
  idBytes,
  MESSAGE_TYPE,
  parseDocName,
  type PersonId,
  type PresenceEntry,
  prefixOf,
  segmentDoc,
  writerPrefix,
} from '@parley/protocol'
import { isPresent, mayRead } from './access.ts'
import type { Catalogue } from './catalogue.ts'
import type { Client } from './client.ts'
import { DOUBT_MS, type Doubts, newDoubts } from './doubts.ts'
import type { FanOut } from './fan-out.ts'
import { NO_NEIGHBOURS, watchNeighbours } from './neighbours.ts'
import type { OpenDocs } from './open-docs.ts'
import type { Clock, Neighbours } from './ports.ts'
import { encodeAbroad, encodeWho, parseAbroad } from './presence-abroad.ts'

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
/** Another relay that asks who is here makes this one say all of it, which is much more than was asked. */
const ANSWER_MS = 1_000
const ENTRIES_PER_FRAME = 64
/** The relay's own entry: a count. */
const COUNT_ID = 0

interface Ports {
  readonly docs: OpenDocs
  readonly fanOut: FanOut
  readonly clock: Clock
  readonly catalogue: Catalogue
  readonly neighbours: Neighbours
}

/** Somebody whose session is at another relay on the same log. */
interface Abroad {
  readonly device: DeviceKey
  /** Which relay. */
  readonly from: string
}

type Speaker = Client | Abroad

interface RoomPorts extends Ports {
  /** This relay said something. */
  noteHeard(from: string): void
}

export function newPresenceBoard(ports: Ports): PresenceBoard {
  const rooms = new Map<string, Room>()
  const entered = new Map<Client, Set<string>>()
  const everywhere = (work: (room: Room) => void): void => [...rooms.values()].forEach(work)
  const watch = watchNeighbours(ports.neighbours, {
    clock: ports.clock,
    onGone: (from) => everywhere((room) => room.forget(from)),
    onReturn: () => everywhere((room) => room.ask()),
    onDoubt: (from) => everywhere((room) => room.doubt(from)),
    onBack: () => everywhere((room) => room.beginAgain()),
  })

  function roomOf(doc: string): Room {
    const room = rooms.get(doc) ?? new Room(doc, { ...ports, noteHeard: watch.note })
    rooms.set(doc, room)
    return room
  }

  function enter(client: Client, doc: string): void {
    entered.set(client, (entered.get(client) ?? new Set()).add(doc))
  }

  function leave(client: Client, doc: string): void {
    rooms.get(doc)?.leave(client)
    closeEmpty(doc)
  }

  function closeEmpty(doc: string): void {
    const room = rooms.get(doc)
    if (room?.isEmpty() !== true) return
    room.close()
    rooms.delete(doc)
  }

  return {
    take(client, { doc, entry }) {
      const isTaken = roomOf(doc).take(client, entry)
      if (isTaken) enter(client, doc)
      closeEmpty(doc)
    },
    greet(client, doc) {
      // Who only listens keeps a room too where others may be at another relay.
      const isShared = ports.neighbours !== NO_NEIGHBOURS && parseDocName(doc)?.kind !== 'segment'
      if (isShared) enter(client, doc)
      const room = isShared ? roomOf(doc) : rooms.get(doc)
      if (isShared) room?.listen(client)
      room?.greet(client)
    },
    leave(client, only) {
      if (only !== undefined) return leave(client, only)
      for (const doc of entered.get(client) ?? []) leave(client, doc)
      entered.delete(client)
    },
    close() {
      watch.stop()
      for (const room of rooms.values()) room.close()
    },
  }
}

class Room {
  readonly #doc: string
  readonly #ports: RoomPorts
  readonly #entries = new Map<Speaker, PresenceEntry>()
  /** Sessions at this relay that said nothing and are told. */
  readonly #listening = new Set<Client>()
  /** By relay and id. */
  readonly #abroad = new Map<string, Abroad>()
  readonly #doubts: Doubts<Abroad>
  readonly #stopHearing: () => void
  #cancelAskingAgain: (() => void) | undefined
  #isCounted = false
  #countClock = 0
  #cancelCount: (() => void) | undefined
  /** There while all was said a moment ago. */
  #cancelAnswer: (() => void) | undefined
  #isAskedAgain = false

  constructor(doc: string, ports: RoomPorts) {
    this.#doc = doc
    this.#ports = ports
    const { neighbours, clock } = ports
    this.#doubts = newDoubts(clock)
    this.#stopHearing = neighbours.hear(doc, (said, from) => this.#hear(said, from))
    this.ask()
  }

  /** Who is at other relays. */
  ask(): void {
    this.#ports.neighbours.tell(this.#doc, encodeWho())
  }

  /** That relay was away: it says again who is there, and of the others it could not say that they went. */
  doubt(from: string): void {
    const said = [...this.#abroad.values()].filter((speaker) => speaker.from === from)
    this.#doubts.begin(said, (speaker) => this.#leaveAbroad(speaker))
  }

  /** This relay was away. Twice, since servers that were away too do not know at once who listens. */
  beginAgain(): void {
    this.#doubts.begin(this.#abroad.values(), (speaker) => this.#leaveAbroad(speaker))
    this.#tellAgain()
    this.#cancelAskingAgain?.()
    this.#cancelAskingAgain = this.#ports.clock.after(DOUBT_MS / 2, () => this.#tellAgain())
  }

  #tellAgain(): void {
    this.ask()
    this.#tellOwn()
  }

  /** Nobody of this relay is in it. */
  isEmpty(): boolean {
    return this.#entries.size === this.#abroad.size && this.#listening.size === 0
  }

  listen(client: Client): void {
    this.#listening.add(client)
  }

  /** That relay has ended, and with it all sessions there. */
  forget(from: string): void {
    for (const speaker of [...this.#abroad.values()])
      if (speaker.from === from) this.#leaveAbroad(speaker)
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
    this.#tellAbroad(client, entry)
    return true
  }

  leave(client: Client): void {
    this.#listening.delete(client)
    const entry = this.#entries.get(client)
    if (entry === undefined) return
    this.#entries.delete(client)
    this.#changed([gone(entry)], client)
    this.#tellAbroad(client, gone(entry))
  }

  greet(client: Client): void {
    if (isRelay(client)) return
    if (this.#isCounted) return client.send(this.#frame([this.#count()]))
    const others = [...this.#entries].flatMap(([other, entry]) => (other === client ? [] : [entry]))
    for (const some of chunks(others)) client.send(this.#frame(some))
  }

  close(): void {
    this.#cancelCount?.()
    this.#cancelAnswer?.()
    this.#cancelAskingAgain?.()
    this.#doubts.close()
    this.#stopHearing()
  }

  #tellAbroad({ device }: Speaker, entry: PresenceEntry): void {
    this.#ports.neighbours.tell(this.#doc, encodeAbroad(device, entry))
  }

  #hear(untrusted: Uint8Array, from: string): void {
    const said = parseAbroad(untrusted)
    if (said === undefined) return
    this.#ports.noteHeard(from)
    if (said.type === 'who') return this.#answerWho()
    const { device, entry } = said
    const key = keyOf(from, entry.id)
    const known = this.#abroad.get(key)
    const knownClock = known === undefined ? -1 : (this.#entries.get(known)?.clock ?? -1)
    if (entry.clock < knownClock) return
    // After the last clock there is none for the end.
    if (entry.state === undefined) return known && this.#leaveAbroad(known)
    if (known !== undefined) this.#doubts.confirm(known)
    if (entry.clock === knownClock) return
    const speaker = known ?? { device, from }
    this.#abroad.set(key, speaker)
    this.#entries.set(speaker, entry)
    this.#changed([entry], speaker)
  }

  /** All relays hear it, so one answer is for whoever asked until then. */
  #answerWho(): void {
    this.#isAskedAgain = this.#cancelAnswer !== undefined
    if (this.#isAskedAgain || this.#entries.size === this.#abroad.size) return
    this.#cancelAnswer = this.#ports.clock.after(ANSWER_MS, () => {
      this.#cancelAnswer = undefined
      if (this.#isAskedAgain) this.#answerWho()
    })
    this.#tellOwn()
  }

  #tellOwn(): void {
    for (const [speaker, entry] of this.#entries)
      if (!isAbroad(speaker)) this.#tellAbroad(speaker, entry)
  }

  #leaveAbroad(speaker: Abroad): void {
    const entry = this.#entries.get(speaker)
    if (entry === undefined) return
    this.#abroad.delete(keyOf(speaker.from, entry.id))
    this.#entries.delete(speaker)
    this.#changed([gone(entry)], speaker)
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

  #changed(entries: readonly PresenceEntry[], except: Speaker): void {
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

  #say(entries: readonly PresenceEntry[], except?: Speaker): void {
    const roster = this.#roster()
    if (roster === undefined) return
    const only = (client: Client): boolean => !isRelay(client) && mayRead(roster, client)
    const to = { doc: this.#doc, rosters: [roster], only }
    const isHere = except !== undefined && !isAbroad(except)
    this.#ports.fanOut.tell(this.#frame(entries), isHere ? { ...to, except } : to)
  }

  #frame(entries: readonly PresenceEntry[]): Uint8Array {
    return encodeTyped(this.#doc, MESSAGE_TYPE.awareness, encodePresenceEntries(entries))
  }
}

function isAbroad(speaker: Speaker): speaker is Abroad {
  return 'from' in speaker
}

function keyOf(from: string, id: number): string {
  return `${from} ${id}`
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
