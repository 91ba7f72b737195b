/**
 * Read marks of a group: what this device received and read, told to the others; and what they told.
 *
 * The own mark goes out in a burst's wake, rarer in larger groups, and not at all above fifty people.
 * Marks of others are opened only when somebody looks at a tick; those of the own devices when it
 * is asked what was read.
 */
import { covers, mergeMarks, mergeVectors } from '@parley/group'
import {
  type DeviceKey,
  encodeReadMark,
  type GroupId,
  idBytes,
  markAad,
  markBytesToSign,
  MAX_MARK_BYTES,
  NONCE_BYTES,
  parseReadMark,
  type PersonId,
  type PlaceVector,
  type ReadMark,
  type SealedMark,
  toDeviceKey,
} from '@parley/protocol'
import { open, pad, seal, unpad } from '@parley/sealing'
import type { Device } from '../device.ts'
import type { Stop } from '../ports.ts'
import type { Membership } from '../membership/membership.ts'

export interface Marks {
  /** What this person has read, on any device. */
  read(): PlaceVector
  /** True when this moved it. */
  addRead(vector: PlaceVector): boolean
  /** Something was received: the others will be told. */
  announce(): void
  /** Keys or people changed: what could not be told for want of them is told. */
  retry(): void
  receive(mark: SealedMark): void
  /** People, other than this one, whose devices hold this place; and who have read it. */
  reach(place: { readonly segment: number; readonly writer: number; readonly clock: number }): {
    readonly receivedBy: number
    readonly readBy: number
  }
  onChange(listen: () => void): void
  close(): void
}

export interface MarksPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  /** Places held, by segment and writer. */
  received(): PlaceVector
}

const MAX_PEOPLE = 50
const ANNOUNCE_AFTER_MS = 400
/** With everyone announcing to everyone, the pause grows with the group. */
const PAUSE_PER_PERSON_MS = 150
/** Marks kept unopened, for want of a key or a membership that may yet come. */
const MAX_SEALED = 256
/** Before padding, which adds an eighth, and the seal. */
const MAX_OPEN_MARK_BYTES = Math.floor((MAX_MARK_BYTES * 8) / 9) - 64
const NOTHING: ReadMark = { received: new Map(), read: new Map() }

export async function openMarks(ports: MarksPorts): Promise<Marks> {
  return new GroupMarks(ports, parseKept(await ports.device.store.get(keptKey(ports.group))))
}

class GroupMarks implements Marks {
  readonly #ports: MarksPorts
  readonly #listeners: (() => void)[] = []
  readonly #sealed = new Map<DeviceKey, SealedMark>()
  readonly #counters = new Map<DeviceKey, number>()
  readonly #opened = new Map<PersonId, ReadMark>()
  #read: PlaceVector
  #counter: number
  #cancel: Stop | undefined
  #isOwed = false

  constructor(ports: MarksPorts, kept: KeptMark) {
    this.#ports = ports
    this.#read = kept.read
    this.#counter = kept.counter
  }

  read(): PlaceVector {
    this.#openSealed((person) => person === this.#me())
    return this.#read
  }

  addRead(vector: PlaceVector): boolean {
    const before = this.read()
    const merged = mergeVectors(before, vector)
    if (merged === before) return false
    this.#read = merged
    this.#save()
    this.announce()
    return true
  }

  announce(): void {
    const { device, membership } = this.#ports
    const pause = ANNOUNCE_AFTER_MS + membership.roster().members.size * PAUSE_PER_PERSON_MS
    this.#cancel ??= device.clock.after(pause, () => this.#send())
  }

  retry(): void {
    if (this.#isOwed) this.announce()
  }

  receive(mark: SealedMark): void {
    if (mark.counter <= (this.#counters.get(mark.device) ?? 0) || this.#sealed.size >= MAX_SEALED)
      return
    if (!isSigned(this.#ports, mark)) return // before the counter is believed (AT88)
    this.#counters.set(mark.device, mark.counter)
    this.#sealed.set(mark.device, mark)
    for (const listen of this.#listeners) listen()
  }

  reach(place: { readonly segment: number; readonly writer: number; readonly clock: number }) {
    this.#openSealed(() => true)
    let receivedBy = 0
    let readBy = 0
    for (const [person, mark] of this.#opened) {
      if (person === this.#me() || !this.#ports.membership.roster().members.has(person)) continue
      if (covers(mark.received, place) || covers(mark.read, place)) receivedBy++
      if (covers(mark.read, place)) readBy++
    }
    return { receivedBy, readBy }
  }

  onChange(listen: () => void): void {
    this.#listeners.push(listen)
  }

  close(): void {
    this.#cancel?.()
  }

  #me(): PersonId {
    return this.#ports.device.identity.person
  }

  #save(): void {
    const { device, group } = this.#ports
    const value = {
      counter: this.#counter,
      mark: encodeReadMark({ received: new Map(), read: this.#read }),
    }
    // If this is not kept, messages count as unread again after a restart: no harm is done.
    device.store.write([{ type: 'put', key: keptKey(group), value }]).catch(() => undefined)
  }

  #send(): void {
    this.#cancel = undefined
    const { device, group, membership, received } = this.#ports
    const { encrypted, members } = membership.roster()
    const key = membership.epochKey()
    this.#isOwed = !members.has(this.#me()) || (key === undefined && encrypted)
    if (members.size > MAX_PEOPLE || this.#isOwed) return
    this.#counter = Math.max(this.#counter + 1, device.clock.now())
    this.#save()
    const nonce = device.random(NONCE_BYTES)
    const named = {
      device: toDeviceKey(device.identity.device.publicKey),
      counter: this.#counter,
      epoch: key?.id,
    }
    const plaintext = pad(encodeNewest({ received: received(), read: this.read() }))
    const sealed =
      key === undefined
        ? plaintext
        : seal({ key32: key.key, nonce24: nonce, plaintext, aad: markAad(group, named) })
    const unsigned = { ...named, nonce, sealed }
    device.link.sendMark(group, {
      ...unsigned,
      signature: device.sign(markBytesToSign(group, unsigned)),
    })
  }

  /** Marks whose person or key is not here yet stay sealed; what does not open with its key never will. */
  #openSealed(isWanted: (person: PersonId) => boolean): void {
    const { membership } = this.#ports
    for (const mark of this.#sealed.values()) {
      const person = membership.roster().personOf(mark.device)
      if (
        person === undefined ||
        !isWanted(person) ||
        (mark.epoch !== undefined && !membership.keyring.has(mark.epoch))
      )
        continue
      this.#sealed.delete(mark.device)
      const content = openMark(this.#ports, mark)
      if (content === undefined) continue
      this.#opened.set(person, mergeMarks(this.#opened.get(person) ?? NOTHING, content))
      if (person === this.#me()) this.#read = mergeVectors(this.#read, content.read)
    }
  }
}

/** Of the segments that are open, the newest, as many as a mark can hold: nobody looks at older ticks. */
function encodeNewest({ received, read }: ReadMark): Uint8Array {
  const segments = [...received.keys()].sort((left, right) => right - left)
  for (let count = segments.length; ; count--) {
    const kept = segments.slice(0, count)
    const bytes = encodeReadMark({ received: only(received, kept), read: only(read, kept) })
    if (bytes.length <= MAX_OPEN_MARK_BYTES || count === 0) return bytes
  }
}

function only(vector: PlaceVector, segments: readonly number[]): PlaceVector {
  return new Map([...vector].filter(([segment]) => segments.includes(segment)))
}

interface KeptMark {
  readonly counter: number
  readonly read: PlaceVector
}

function keptKey(group: GroupId): string {
  return `read/${group}`
}

function isSigned({ device, group }: MarksPorts, { signature, ...unsigned }: SealedMark): boolean {
  return device.verifyNow({
    publicKey: idBytes(unsigned.device),
    message: markBytesToSign(group, unsigned),
    signature,
  })
}

/** What a mark says that is sealed for this group, or `undefined`. */
function openMark({ group, membership }: MarksPorts, mark: SealedMark): ReadMark | undefined {
  if (mark.epoch === undefined) {
    const plain = membership.roster().encrypted ? undefined : unpad(mark.sealed)
    return plain && parseReadMark(plain)
  }
  // Nobody waits for the key of a mark: a newer one follows.
  if (!membership.keyring.has(mark.epoch)) return undefined
  const key32 = membership.keyring.keyOf(mark.epoch)
  const padded =
    key32 && open({ key32, nonce24: mark.nonce, sealed: mark.sealed, aad: markAad(group, mark) })
  const content = padded && unpad(padded)
  return content && parseReadMark(content)
}

function parseKept(value: unknown): KeptMark {
  if (typeof value !== 'object' || value === null) return { counter: 0, read: new Map() }
  const { counter, mark } = value as Record<string, unknown>
  const parsed = mark instanceof Uint8Array ? parseReadMark(mark) : undefined
  return { counter: typeof counter === 'number' ? counter : 0, read: parsed?.read ?? new Map() }
}
