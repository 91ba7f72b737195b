/**
 * Read marks of a group: what this device received and read, told to the others; and what they told.
 *
 * The own mark goes out in a burst's wake, rarer in larger groups; above fifty people it says what was
 * read and nothing else, and relays give it to nobody but this person's own devices. Marks of others
 * are opened only when somebody looks at a tick; those of the own devices when it is asked what was read.
 */
import {
  covers,
  hasPlace,
  joinPlaces,
  mergeMarks,
  type Message,
  NO_PLACES,
  type SegmentPlace,
} from '@parley/group'
import type {
  DeviceKey,
  PersonId,
  PlaceSet,
  PlaceVector,
  ReadMark,
  SealedMark,
} from '@parley/protocol'
import type { Stop } from '../ports.ts'
import { type KeptReach, openKeptReach, type Told } from './kept-reach.ts'
import { type KeptRead, loadRead, readChange } from './kept-read.ts'
import {
  fittedRead,
  isBoundless,
  isSigned,
  type MarkPorts,
  openMark,
  sealMark,
} from './sealed-marks.ts'

export interface Marks {
  /** What this person has read, on any device. The same set until it grows. */
  read(): PlaceSet
  /** True when this added to it. */
  addRead(places: PlaceSet): boolean
  /** Something was received: the others will be told. */
  announce(): void
  /** Keys or people changed: what could not be told for want of them is told. */
  retry(): void
  receive(mark: SealedMark): void
  /** Whether others are told, and tell. */
  isShared(): boolean
  /** How far an own message has come among others. */
  reach(message: ReachAsked): Reach
  /** Those people by name; who has read it has received it too. */
  reached(message: Sayable): ReachedPeople
  onChange(listen: () => void): void
  close(): void
}

/** A message, and where what it says now stands: whoever lacks its newest edit has something else (GS109). */
type Sayable = SegmentPlace & Partial<Pick<Message, 'said'>>
export type ReachAsked = Pick<Message, 'hlc'> & Sayable

export interface Reach {
  readonly receivedBy: number
  readonly readBy: number
  /** Of how many: of others who are in the group and could have read it, and of whoever received it and is gone. */
  readonly ofCount: number
  /** What at least one other once told, though it may not be known any more who. Never less than it was (GS99). */
  readonly told: Told | undefined
}

/** Whoever is in the group, and who has told it while they were. */
export interface ReachedPeople {
  readonly received: readonly PersonId[]
  readonly read: readonly PersonId[]
}

export interface MarksPorts extends MarkPorts {
  /** Places held, by segment and writer. */
  received(): PlaceVector
}

/** Above this many, marks are told to the own devices only. */
const MAX_PEOPLE = 50
const ANNOUNCE_AFTER_MS = 400
/** With everyone announcing to everyone, the pause grows with the group. */
const PAUSE_PER_PERSON_MS = 150
/** Marks kept unopened, for want of a key or a membership that may yet come. */
const MAX_SEALED = 256
const MAX_SEALED_OF_ONE = 8
const MAX_SEALED_OF_MINE = 32
const NOTHING: ReadMark = { received: new Map(), read: NO_PLACES }

export async function openMarks(ports: MarksPorts): Promise<Marks> {
  const { device, group } = ports
  const { store } = device
  const kept = await loadRead(store, group)
  return new GroupMarks(ports, kept, await openKeptReach(store, group))
}

class GroupMarks implements Marks {
  readonly #ports: MarksPorts
  readonly #listeners: (() => void)[] = []
  readonly #sealed = new Map<DeviceKey, SealedMark>()
  readonly #counters = new Map<DeviceKey, number>()
  readonly #opened = new Map<PersonId, ReadMark>()
  readonly #reach: KeptReach
  #read: PlaceSet
  #counter: number
  /** What the last mark said was read. */
  #told: PlaceSet | undefined
  #cancel: Stop | undefined
  #isOwed = false

  constructor(ports: MarksPorts, kept: KeptRead, reach: KeptReach) {
    this.#ports = ports
    this.#reach = reach
    this.#read = kept.read
    this.#counter = kept.counter
  }

  read(): PlaceSet {
    this.#openSealed((person) => person === this.#me())
    return this.#read
  }

  addRead(places: PlaceSet): boolean {
    this.read()
    if (!this.#join(places)) return false
    this.announce()
    return true
  }

  announce(): void {
    if (!this.isShared() && this.#told === this.#read) return
    const { device, membership } = this.#ports
    const peopleCount = Math.min(membership.roster().members.size, MAX_PEOPLE)
    const pause = ANNOUNCE_AFTER_MS + peopleCount * PAUSE_PER_PERSON_MS
    this.#cancel ??= device.clock.after(pause, () => this.#send())
  }

  retry(): void {
    if (this.#isOwed) this.announce()
  }

  receive(mark: SealedMark): void {
    if (mark.counter <= (this.#counters.get(mark.device) ?? 0) || !this.#hasRoom(mark)) return
    if (!this.isShared() && this.#personOf(mark) !== this.#me()) return
    if (!isSigned(this.#ports, mark)) return
    this.#counters.set(mark.device, mark.counter)
    this.#sealed.set(mark.device, mark)
    for (const listen of this.#listeners) listen()
  }

  isShared(): boolean {
    return this.#ports.membership.roster().members.size <= MAX_PEOPLE
  }

  reach(message: ReachAsked): Reach {
    const { received, read } = this.reached(message)
    if (received.length > 0) this.#note(message, read.length > 0 ? 'read' : 'received')
    return {
      receivedBy: received.length,
      readBy: read.length,
      ofCount: this.#couldReadCount(message, received),
      told: this.isShared() ? this.#toldOf(message) : undefined,
    }
  }

  #note(message: Sayable, told: Told): void {
    this.#reach.note(message, told)
    if (message.said !== undefined) this.#reach.note(message.said, 'received')
  }

  #toldOf(message: Sayable): Told | undefined {
    const { said } = message
    const hasText = said === undefined || this.#reach.of(said) !== undefined
    return hasText ? this.#reach.of(message) : undefined
  }

  /** Asked of every own message whenever anything is drawn: nothing of it is copied. */
  reached(message: Sayable): ReachedPeople {
    const { said } = message
    const received: PersonId[] = []
    const read: PersonId[] = []
    if (!this.isShared()) return { received, read }
    this.#openSealed(() => true)
    for (const [person, mark] of this.#opened) {
      if (person === this.#me()) continue
      if (said !== undefined && !hasReceived(mark, said)) continue
      if (hasPlace(mark.read, message)) read.push(person)
      if (hasReceived(mark, message)) received.push(person)
    }
    return { received, read }
  }

  onChange(listen: () => void): void {
    this.#listeners.push(listen)
  }

  close(): void {
    this.#cancel?.()
  }

  /** What waits for a key that nobody has leaves room for the marks of others, and of the own devices (AT197). */
  #hasRoom(mark: SealedMark): boolean {
    if (this.#sealed.has(mark.device)) return true
    const person = this.#personOf(mark)
    const same = [...this.#sealed.values()].filter((one) => this.#personOf(one) === person).length
    if (person === this.#me()) return same < MAX_SEALED_OF_MINE
    return this.#sealed.size < MAX_SEALED && (person === undefined || same < MAX_SEALED_OF_ONE)
  }

  #me(): PersonId {
    return this.#ports.device.identity.person
  }

  #personOf(mark: SealedMark): PersonId | undefined {
    return this.#ports.membership.roster().personOf(mark.device)
  }

  #save(): void {
    const { device, group } = this.#ports
    const change = readChange(group, { counter: this.#counter, read: this.#read })
    // If this is not kept, messages count as unread again after a restart: no harm is done.
    device.store.writeSoon([change]).catch(() => undefined)
  }

  #send(): void {
    this.#cancel = undefined
    const { device, group, membership, received } = this.#ports
    const { encrypted, members } = membership.roster()
    const key = membership.epochKey()
    this.#isOwed = !members.has(this.#me()) || (key === undefined && encrypted)
    if (this.#isOwed) return
    this.#counter = Math.max(this.#counter + 1, device.clock.now())
    const read = this.read()
    this.#save()
    const content = { received: this.isShared() ? received() : NOTHING.received, read }
    device.link.sendMark(group, sealMark(this.#ports, content, { counter: this.#counter, key }))
    this.#told = read
  }

  /** Marks whose person or key is not here yet stay sealed; what does not open with its key never will. */
  #openSealed(isWanted: (person: PersonId) => boolean): void {
    const { membership } = this.#ports
    for (const mark of this.#sealed.values()) {
      const person = this.#personOf(mark)
      if (
        person === undefined ||
        !isWanted(person) ||
        !this.#isHeard(person) ||
        (mark.epoch !== undefined && !membership.keyring.has(mark.epoch))
      )
        continue
      this.#sealed.delete(mark.device)
      const content = openMark(this.#ports, mark)
      if (content === undefined) continue
      const merged = mergeMarks(this.#opened.get(person) ?? NOTHING, content)
      this.#opened.set(person, isBoundless(merged) ? content : merged)
      if (person === this.#me()) this.#join(content.read)
    }
  }

  /** Where newcomers look back at nothing, who came after a message is not waited for. */
  #couldReadCount({ hlc }: ReachAsked, received: readonly PersonId[]): number {
    const { membership } = this.#ports
    const { members, policy } = membership.roster()
    const goneCount = received.filter((person) => !members.has(person)).length
    if (policy.history === 'everything' || !this.isShared())
      return members.size - (members.has(this.#me()) ? 1 : 0) + goneCount
    const could = [...members.keys()].filter((person) => (membership.cameAt(person) ?? 0n) <= hlc)
    const people = new Set([...could, ...received])
    people.delete(this.#me())
    return people.size
  }

  /** What somebody tells who is not in the group says nothing of what was written without them. */
  #isHeard(person: PersonId): boolean {
    return person === this.#me() || this.#ports.membership.roster().members.has(person)
  }

  /** Kept, so that nothing is unread again after a start without a relay. */
  #join(places: PlaceSet): boolean {
    const joined = joinPlaces(this.#read, places)
    if (joined === this.#read) return false
    this.#read = fittedRead(joined)
    this.#save()
    return true
  }
}

/** What was read was received. */
function hasReceived({ received, read }: ReadMark, place: SegmentPlace): boolean {
  return hasPlace(read, place) || covers(received, place)
}
