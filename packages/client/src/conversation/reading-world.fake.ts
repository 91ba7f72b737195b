/**
 * One person with three devices, and others who write: the real timeline, history and marks of each
 * device, over a relay that keeps the newest mark of each, and beside it what an honest reader remembers.
 *
 * The memory knows messages by name and nothing of places, segments or sets: it is the oracle.
 */
import { type MessageKey, messageKey, type TimelineRecord } from '@parley/group'
import {
  type Content,
  type DeviceKey,
  hlcAt,
  type PersonId,
  type RecordId,
  type SealedMark,
  toDeviceKey,
  toGroupId,
  toMessageId,
  toPersonId,
  toRecordId,
} from '@parley/protocol'
import { type FakeClock, newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import type { DeviceStore } from '../ports.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { type History, openHistory } from './history.ts'
import { type Marks, openMarks } from './marks.ts'

export const DEVICES = [0, 1, 2]
export const OTHERS = [1, 2, 3]

const GROUP = toGroupId(new Uint8Array(32))
const START = 1_700_000_000_000
/** Messages of before this are history to the reader. */
const CAME_AT = START + 100
const SEGMENTS = 2
/** Longer than any pause before a mark goes out. */
const TELL_MS = 60_000

const personAt = (at: number) => toPersonId(new Uint8Array(16).fill(at + 1))
const deviceAt = (at: number) => toDeviceKey(new Uint8Array(32).fill(at + 1))
const ME = personAt(0)

interface Post {
  readonly key: MessageKey
  readonly record: TimelineRecord
  readonly isForeign: boolean
  readonly isHistory: boolean
}

interface ReaderDevice {
  readonly disk: MemoryDisk
  readonly clock: FakeClock
  /** How many records of each writer have come, in the order in which they were written. */
  readonly held: Map<number, number>
  /** What its person has read, as far as this device was told. */
  read: ReadonlySet<MessageKey>
  badge: number
  store: DeviceStore
  marks: Marks
  history: History
}

export class ReadingWorld {
  readonly #records = new Map<number, TimelineRecord[]>()
  readonly #posts: Post[] = []
  readonly #deleted = new Map<MessageKey, RecordId[]>()
  /** The newest mark of each device, and what its device remembered when it told it. */
  readonly #relay = new Map<number, { mark: SealedMark; read: ReadonlySet<MessageKey> }>()
  readonly #devices: ReaderDevice[] = []
  #count = 0

  /** Call before anything else. */
  async begin(): Promise<void> {
    for (const at of DEVICES) {
      const disk = new MemoryDisk()
      const clock = newFakeClock(START + 10_000)
      const parts = await this.#open(at, disk, clock)
      this.#devices.push({ ...parts, disk, clock, held: new Map(), read: new Set(), badge: 0 })
    }
  }

  // What people write; nobody has it yet

  posts(who: number, how: { readonly isHistory: boolean; readonly segment: number }): void {
    const messageId = toMessageId(this.#bytes(16))
    const at = how.isHistory ? START + (this.#count % 100) : START + 1_000 + this.#count
    const content: Content = { kind: 'post', messageId, text: 'x', replyTo: undefined }
    const record = this.#write(who, { content, segment: how.segment % SEGMENTS, at })
    const key = messageKey(personAt(who), messageId)
    this.#posts.push({ key, record, isForeign: who !== 0, isHistory: how.isHistory })
  }

  edits(which: number): void {
    const post = this.#postAt(which)
    if (post === undefined) return
    const { record } = post
    if (record.type !== 'content') return
    const content: Content = { kind: 'edit', messageId: record.content.messageId, text: 'y' }
    this.#write(this.#writerOf(record), { content, segment: record.segment })
  }

  reacts(who: number, which: number): void {
    const post = this.#postAt(which)
    if (post?.record.type !== 'content') return
    const { content, person, segment } = post.record
    const { messageId } = content
    this.#write(who, { content: { kind: 'react', messageId, person, emoji: '👍' }, segment })
  }

  deletes(which: number): void {
    const post = this.#postAt(which)
    if (post?.record.type !== 'content') return
    const { record, key } = post
    const line = this.#place(this.#writerOf(record), record.segment, START + 5_000 + this.#count)
    const retract: TimelineRecord = {
      ...line,
      type: 'retract',
      retract: [{ id: record.id, writer: record.writer, clock: record.clock }],
      messageId: record.content.messageId,
      postHlc: record.hlc,
      target: record.person,
      byModerator: false,
    }
    this.#add(retract)
    this.#deleted.set(key, [...(this.#deleted.get(key) ?? []), retract.id])
  }

  // What happens on a device

  /** Some more records of a writer come in. True when a foreign post was among them. */
  hears(at: number, writer: number, count: number): void {
    const device = this.#device(at)
    const before = device.held.get(writer) ?? 0
    const fresh = (this.#records.get(writer) ?? []).slice(before, before + count)
    device.held.set(writer, before + fresh.length)
    device.history.apply(fresh, false)
    this.#check(at, this.#countNew(fresh))
  }

  /** From one message on the screen to another further down. */
  looks(at: number, first: number, length: number): void {
    const device = this.#device(at)
    const shown = device.history.timeline().messages()
    const top = shown[first % Math.max(1, shown.length)]
    const bottom = shown[Math.min(shown.length - 1, (first % Math.max(1, shown.length)) + length)]
    if (top === undefined || bottom === undefined) return
    device.marks.addRead(device.history.placesTo(bottom.key, top.key))
    const keys = shown.map(({ key }) => key)
    this.#remember(device, keys.indexOf(top.key), keys.slice(0, keys.indexOf(bottom.key) + 1))
    const unread = new Set(this.#check(at, 0))
    device.history.refresh()
    const { firstUnread } = device.history.conversation.get()
    const line = keys.find((key) => unread.has(key) && !device.history.isLate(key))
    if (firstUnread !== line) throw new Error(`device ${at} draws the line at another message`)
  }

  /** Its mark goes out, and stays at the relay. */
  tells(at: number): void {
    const device = this.#device(at)
    device.marks.announce()
    device.clock.advance(TELL_MS)
    this.#check(at, 0)
  }

  /** The relay tells a device what another of its person had said last. */
  isTold(at: number, by: number): void {
    const device = this.#device(at)
    const told = this.#relay.get(by)
    if (told === undefined || at === by) return
    device.marks.receive(told.mark)
    device.read = new Set([...device.read, ...told.read])
    this.#check(at, 0)
  }

  /** All it holds is read anew from its disk. */
  async restarts(at: number): Promise<void> {
    const device = this.#device(at)
    device.marks.close()
    await device.store.write([]) // after all that was written before
    Object.assign(device, await this.#open(at, device.disk, device.clock))
    device.history.apply(this.#heldBy(device), true)
    this.#check(at, 0)
  }

  /** Everything comes together: then all devices agree. */
  settles(): readonly number[] {
    for (const at of DEVICES) for (const writer of this.#records.keys()) this.hears(at, writer, 1e9)
    for (const at of DEVICES) this.tells(at)
    for (const at of DEVICES) for (const by of DEVICES) this.isTold(at, by)
    return this.#devices.map(({ badge }) => badge)
  }

  #remember(device: ReaderDevice, firstAt: number, keys: readonly MessageKey[]): void {
    const stands = new Map(this.#unreadable(device).map((post) => [post.key, post]))
    const read = new Set(device.read)
    for (let index = keys.length - 1; index >= 0; index--) {
      const post = stands.get(keys[index] ?? ('' as MessageKey))
      if (post === undefined) continue
      if (index <= firstAt && device.read.has(post.key)) break
      // Above the screen nobody knows of what came in there late.
      if (index < firstAt && device.history.isLate(post.key)) continue
      read.add(post.key)
    }
    device.read = read
  }

  /** Posts of others that stand on this device. */
  #unreadable(device: ReaderDevice): readonly Post[] {
    const held = new Set(this.#heldBy(device).map(({ id }) => id))
    return this.#posts.filter(({ key, record, isForeign }) => {
      const isGone = this.#deleted.get(key)?.some((id) => held.has(id)) === true
      return isForeign && held.has(record.id) && !isGone
    })
  }

  /** Gives back what is unread. */
  #check(at: number, newCount: number): readonly MessageKey[] {
    const device = this.#device(at)
    const expected = this.#unreadable(device).filter(
      ({ key, isHistory }) => !isHistory && !device.read.has(key),
    )
    const badge = device.history.unreadCount()
    if (badge !== expected.length)
      throw new Error(`device ${at} counts ${badge} unread, and it is ${expected.length}`)
    if (badge > device.badge + newCount)
      throw new Error(`device ${at} went from ${device.badge} to ${badge} by ${newCount} new posts`)
    device.badge = badge
    return expected.map(({ key }) => key)
  }

  #countNew(fresh: readonly TimelineRecord[]): number {
    const ids = new Set(fresh.map(({ id }) => id))
    return this.#posts.filter(({ record, isForeign }) => isForeign && ids.has(record.id)).length
  }

  #heldBy({ held }: ReaderDevice): readonly TimelineRecord[] {
    return [...held].flatMap(([writer, count]) => this.#records.get(writer)?.slice(0, count) ?? [])
  }

  #device(at: number): ReaderDevice {
    const device = this.#devices[at]
    if (device === undefined) throw new Error('begin() comes first')
    return device
  }

  #postAt(which: number): Post | undefined {
    return this.#posts[which % Math.max(1, this.#posts.length)]
  }

  #writerOf({ writer }: TimelineRecord): number {
    return writer
  }

  #write(
    who: number,
    { content, segment, at }: { content: Content; segment: number; at?: number },
  ): TimelineRecord {
    const line = this.#place(who, segment, at ?? START + 5_000 + this.#count)
    const record: TimelineRecord = { ...line, type: 'content', content }
    this.#add(record)
    return record
  }

  #place(who: number, segment: number, at: number) {
    const clock = (this.#records.get(who) ?? []).filter((one) => one.segment === segment).length
    const id = toRecordId(this.#bytes(16))
    return { id, segment, writer: who, clock, person: personAt(who), hlc: hlcAt(at) }
  }

  #add(record: TimelineRecord): void {
    this.#records.set(record.writer, [...(this.#records.get(record.writer) ?? []), record])
  }

  #bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    new DataView(bytes.buffer).setUint32(length - 4, ++this.#count)
    return bytes
  }

  async #open(at: number, disk: MemoryDisk, clock: FakeClock) {
    const device = this.#ports(at, disk, clock)
    const roster = {
      encrypted: false,
      policy: { history: 'everything' },
      members: new Map([0, ...OTHERS].map((who) => [personAt(who), { role: 'member' }])),
      personOf: (): PersonId => ME,
    }
    const membership = {
      roster: () => roster,
      epochKey: () => undefined,
      cameAt: () => hlcAt(CAME_AT),
      version: () => 0,
      waitsForKey: () => false,
    } as unknown as Membership
    const marks = await openMarks({ device, group: GROUP, membership, received: () => new Map() })
    const history = await openHistory({
      device,
      group: GROUP,
      membership,
      marks,
      waiting: { list: () => [] } as never,
      firstSyncs: { isHistory: () => false } as never,
      nameOf: (person) => person,
      oldestShown: () => 0,
      isOlderAway: () => false,
    })
    return { store: device.store, marks, history }
  }

  #ports(at: number, disk: MemoryDisk, clock: FakeClock): Device {
    return {
      store: newMemoryStore(disk.newProcess()),
      clock,
      ownClock: { now: () => clock.now(), aheadMs: () => 0 },
      random: (length: number) => new Uint8Array(length),
      identity: { person: ME, device: { publicKey: new Uint8Array(32).fill(at + 1) } },
      settings: { get: () => undefined },
      outbox: { holds: () => false, docs: () => [], recordsOf: () => [] },
      verifyNow: () => true,
      sign: () => new Uint8Array(64),
      link: { sendMark: (_: unknown, mark: SealedMark) => this.#keep(at, mark) },
    } as unknown as Device
  }

  #keep(at: number, mark: SealedMark): void {
    const told: DeviceKey = deviceAt(at)
    if (mark.device !== told) throw new Error('a mark of another device')
    this.#relay.set(at, { mark, read: this.#device(at).read })
  }
}
