/**
 * Read marks of a group: what this device received and read, told to the others; and what they told.
 *
 * The own mark goes out in a burst's wake, rarer in larger groups, and not at all above fifty people.
 * Marks of others are opened only when somebody looks at a tick.
 */
import { covers, mergeMarks, mergeVectors } from '@parley/group'
import {
  type DeviceKey,
  encodeReadMark,
  type GroupId,
  idBytes,
  markAad,
  markBytesToSign,
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
import type { Membership } from './membership.ts'

export interface Marks {
  /** What this person has read, on any device. */
  read(): PlaceVector
  /** True when this moved it. */
  addRead(vector: PlaceVector): boolean
  /** Something was received: the others will be told. */
  announce(): void
  receive(mark: SealedMark): void
  /** People, other than this one, whose devices hold this place; and who have read it. */
  reach(place: { readonly segment: number; readonly writer: number; readonly clock: number }): { readonly receivedBy: number; readonly readBy: number }
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
const NOTHING: ReadMark = { received: new Map(), read: new Map() }

export async function openMarks(ports: MarksPorts): Promise<Marks> {
  const { device, group, membership } = ports
  const storeKey = `read/${group}`
  const listeners: (() => void)[] = []
  const sealed = new Map<DeviceKey, SealedMark>()
  const opened = new Map<PersonId, ReadMark>()
  const me = device.identity.person
  const kept = parseKept(await device.store.get(storeKey))
  let read = kept.read
  let counter = kept.counter
  let cancel: (() => void) | undefined

  function save(): void {
    const value = { counter, mark: encodeReadMark({ received: new Map(), read }) }
    // If this is not kept, messages count as unread again after a restart: no harm is done.
    device.store.write([{ type: 'put', key: storeKey, value }]).catch(() => undefined)
  }

  function send(): void {
    cancel = undefined
    const key = membership.epochKey()
    if (membership.roster().members.size > MAX_PEOPLE || (key === undefined && membership.roster().encrypted)) return
    counter = Math.max(counter + 1, device.clock.now())
    save()
    const nonce = device.random(NONCE_BYTES)
    const named = { device: toDeviceKey(device.identity.device.publicKey), counter, epoch: key?.id }
    const plaintext = pad(encodeReadMark({ received: ports.received(), read }))
    const body = key === undefined ? plaintext : seal({ key32: key.key, nonce24: nonce, plaintext, aad: markAad(group, named) })
    const unsigned = { ...named, nonce, sealed: body }
    device.link.sendMark(group, { ...unsigned, signature: device.sign(markBytesToSign(group, unsigned)) })
  }

  function announce(): void {
    const pause = ANNOUNCE_AFTER_MS + membership.roster().members.size * PAUSE_PER_PERSON_MS
    cancel ??= device.clock.after(pause, send)
  }

  function openSealed(): void {
    for (const mark of sealed.values()) {
      const person = membership.roster().personOf(mark.device)
      const content = person && openMark(ports, mark)
      if (person === undefined || content === undefined) continue
      sealed.delete(mark.device)
      opened.set(person, mergeMarks(opened.get(person) ?? NOTHING, content))
      if (person === me) read = mergeVectors(read, content.read)
    }
  }

  return {
    read() {
      return read
    },
    addRead(vector) {
      const merged = mergeVectors(read, vector)
      if (merged === read) return false
      read = merged
      save()
      announce()
      return true
    },
    announce,
    receive(mark) {
      if (mark.counter <= (sealed.get(mark.device)?.counter ?? 0)) return
      sealed.set(mark.device, mark)
      for (const listen of listeners) listen()
    },
    reach(place) {
      openSealed()
      let receivedBy = 0
      let readBy = 0
      for (const [person, mark] of opened) {
        if (person === me || !membership.roster().members.has(person)) continue
        if (covers(mark.received, place) || covers(mark.read, place)) receivedBy++
        if (covers(mark.read, place)) readBy++
      }
      return { receivedBy, readBy }
    },
    onChange(listen) {
      listeners.push(listen)
    },
    close() {
      cancel?.()
    },
  }
}

/** A mark that is signed by its device and sealed for this group, or `undefined`. */
function openMark({ device, group, membership }: MarksPorts, mark: SealedMark): ReadMark | undefined {
  const { signature, ...unsigned } = mark
  const publicKey = idBytes(mark.device)
  if (!device.verifyNow({ publicKey, message: markBytesToSign(group, unsigned), signature })) return undefined
  if (mark.epoch === undefined) {
    const plain = membership.roster().encrypted ? undefined : unpad(mark.sealed)
    return plain && parseReadMark(plain)
  }
  const key32 = membership.keyring.keyOf(mark.epoch)
  const padded = key32 && open({ key32, nonce24: mark.nonce, sealed: mark.sealed, aad: markAad(group, mark) })
  const content = padded && unpad(padded)
  return content && parseReadMark(content)
}

function parseKept(value: unknown): { counter: number; read: PlaceVector } {
  if (typeof value !== 'object' || value === null) return { counter: 0, read: new Map() }
  const { counter, mark } = value as Record<string, unknown>
  const parsed = mark instanceof Uint8Array ? parseReadMark(mark) : undefined
  return { counter: typeof counter === 'number' ? counter : 0, read: parsed?.read ?? new Map() }
}
