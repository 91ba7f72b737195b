/**
 * The link itself: says who we are, lists what we hold, lets every followed document sync through
 * its own provider, and hands everything else the relay says to whom it concerns.
 *
 * What the relay says is untrusted. Bytes that nobody can read end the socket, never the program.
 */
import {
  CLOSE_CODE,
  type DeviceKey,
  encodePresenceEntries,
  encodeSealedMark,
  encodeTyped,
  type Frame,
  type GroupId,
  type InventoryPlaces,
  linkEndOf,
  MESSAGE_TYPE,
  parseAcks,
  parseChallenge,
  parseClose,
  parseDocName,
  parseFrame,
  parsePlaces,
  parsePresenceEntries,
  parseRefusals,
  parseSealedMark,
  type PresenceEntry,
  type SealedMark,
  toDeviceKey,
} from '@parley/protocol'
import type { Stop } from '../ports.ts'
import { DocLine, type LinePorts } from './doc-line.ts'
import { introduction } from './introduction.ts'
import type { FollowedDoc, Following, LinkPorts, RelayLink, RelayTime } from './link-model.ts'
import { type HeldLink, LinkProofs } from './link-proofs.ts'
import { Listeners } from './listeners.ts'
import { lookalikeClass } from './lookalike.ts'
import { quietAwareness } from './quiet-awareness.ts'
import { type Room, type RoomEvents, Rooms } from './rooms.ts'
import { type LinkState, Wire } from './wire.ts'

/** Half the patience of a provider, and some. */
const SIGN_OF_LIFE_EVERY_MS = 8_000

type Session =
  | { readonly state: 'greeting' }
  | { readonly state: 'proving' | 'open'; readonly nonce: Uint8Array }

export class SocketLink implements RelayLink {
  readonly #ports: LinkPorts
  readonly #device: DeviceKey
  readonly #wire: Wire
  readonly #proofs: LinkProofs
  readonly #rooms: Rooms
  readonly #lines = new Map<string, DocLine>()
  /** Ended in this session: what the relay took of them it may acknowledge after it shut them. */
  readonly #endedLines = new Map<string, DocLine>()
  readonly #linePorts: LinePorts
  readonly #states = new Listeners<[]>()
  readonly #places = new Listeners<[docs: readonly InventoryPlaces[]]>()
  readonly #marks = new Listeners<[group: GroupId, mark: SealedMark]>()
  readonly #presences = new Listeners<[group: GroupId, entries: readonly PresenceEntry[]]>()
  readonly #relayTimes = new Listeners<[told: RelayTime]>()
  #session: Session = { state: 'greeting' }
  #breathedAt = 0
  #isClosed = false

  constructor(ports: LinkPorts) {
    const { clock, random, origin } = ports
    this.#ports = ports
    this.#device = toDeviceKey(ports.device.publicKey)
    const send = (frame: Uint8Array): void => this.#wire.send(frame)
    this.#proofs = new LinkProofs({ origin, device: this.#device, clock, random, send })
    this.#rooms = new Rooms(send, () => this.#session.state === 'open')
    this.#wire = new Wire(ports, {
      onFrame: (bytes) => this.#receive(bytes),
      onDown: () => this.#sessionLost(),
      onState: () => this.#states.tell(),
    })
    const serverUrl = ports.url.replace(/\/+$/, '')
    this.#linePorts = {
      serverUrl,
      lookalikes: lookalikeClass(serverUrl, (doc) => this.#lines.get(doc)),
      awareness: quietAwareness(),
      clock,
      random,
      isSessionOpen: () => this.#session.state === 'open',
      send,
      onEnd: (line) => {
        if (this.#lines.get(line.name) !== line) return
        this.#lines.delete(line.name)
        this.#endedLines.set(line.name, line)
      },
    }
  }

  state(): LinkState {
    return this.#wire.state()
  }

  onState(listen: () => void): Stop {
    return this.#states.add(listen)
  }

  follow(doc: FollowedDoc): Following {
    if (this.#lines.has(doc.name)) throw new Error(`${doc.name} is followed already`)
    const line = new DocLine(this.#linePorts, doc)
    if (this.#isClosed) return line
    this.#lines.set(doc.name, line)
    line.start()
    return line
  }

  proveLink(link: HeldLink): Stop {
    return this.#proofs.add(link)
  }

  enterRoom(name: string, events: RoomEvents): Room {
    return this.#rooms.enter(name, events)
  }

  sendMark(doc: string, mark: SealedMark): void {
    if (this.#session.state !== 'open') return
    this.#wire.send(encodeTyped(doc, MESSAGE_TYPE.mark, encodeSealedMark(mark)))
  }

  sendPresence(group: GroupId, entry: PresenceEntry): void {
    if (this.#lines.get(group)?.isOpen() !== true) return
    this.#wire.send(encodeTyped(group, MESSAGE_TYPE.awareness, encodePresenceEntries([entry])))
  }

  onPresence(listen: (group: GroupId, entries: readonly PresenceEntry[]) => void): Stop {
    return this.#presences.add(listen)
  }

  onPlaces(listen: (docs: readonly InventoryPlaces[]) => void): Stop {
    return this.#places.add(listen)
  }

  onMark(listen: (group: GroupId, mark: SealedMark) => void): Stop {
    return this.#marks.add(listen)
  }

  onRelayTime(listen: (told: RelayTime) => void): Stop {
    return this.#relayTimes.add(listen)
  }

  wake(): void {
    this.#wire.wake()
  }

  hurry(): void {
    this.#wire.hurry()
  }

  rest(): void {
    this.#wire.rest()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#session = { state: 'greeting' }
    for (const line of this.#lines.values()) line.stop()
    this.#wire.close()
    this.#proofs.close()
    this.#rooms.clear()
    for (const listeners of [
      this.#states,
      this.#places,
      this.#marks,
      this.#presences,
      this.#relayTimes,
    ])
      listeners.clear()
  }

  #sessionLost(): void {
    this.#session = { state: 'greeting' }
    this.#endedLines.clear()
    this.#proofs.sessionLost()
    for (const line of this.#lines.values()) line.sessionLost()
  }

  #receive(bytes: Uint8Array): void {
    const frame = parseFrame(bytes)
    if (frame === undefined || !this.#dispatch(frame)) return this.#wire.drop()
    this.#breathe()
  }

  /** False: the relay broke the protocol, and the socket with it. */
  #dispatch(frame: Frame): boolean {
    if (frame.doc === '') return this.#dispatchOwn(frame)
    return this.#session.state === 'open' ? this.#dispatchDoc(frame) : true
  }

  #dispatchOwn(frame: Frame): boolean {
    if (frame.type === MESSAGE_TYPE.challenge) return this.#challenged(frame.payload)
    if (frame.type === MESSAGE_TYPE.inventory) return this.#toldPlaces(frame.payload)
    return true
  }

  #challenged(payload: Uint8Array): boolean {
    const challenge = parseChallenge(payload)
    if (challenge === undefined || this.#session.state !== 'greeting') return false
    this.#session = { state: 'proving', nonce: challenge.nonce }
    for (const frame of introduction(challenge.nonce, this.#ports)) this.#wire.send(frame)
    const heardAt = this.#ports.clock.now()
    const dialledAt = this.#wire.dialledAt() ?? heardAt
    this.#relayTimes.tell({ relayAt: challenge.relayAt, dialledAt, heardAt })
    return true
  }

  #toldPlaces(payload: Uint8Array): boolean {
    const docs = parsePlaces(payload)
    if (docs === undefined || this.#session.state === 'greeting') return false
    // The first one lets us in; what it names is no answer to the proofs that follow it.
    if (this.#session.state === 'proving') this.#openSession(this.#session.nonce)
    else this.#stir(new Set(docs.map(({ doc }) => doc)))
    if (docs.length > 0) this.#places.tell(docs)
    return true
  }

  /** The relay knows these documents: what it refused of their groups it may give now. */
  #stir(docs: ReadonlySet<string>): void {
    const groups = new Set([...docs].flatMap((doc) => parseDocName(doc)?.group ?? []))
    for (const group of groups) this.#proofs.heard(group)
    for (const line of this.#lines.values()) {
      const group = parseDocName(line.name)?.group
      if (group !== undefined && groups.has(group)) line.stirred(docs.has(line.name))
    }
  }

  #openSession(nonce: Uint8Array): void {
    this.#session = { state: 'open', nonce }
    this.#wire.openSession()
    this.#proofs.sessionOpened(nonce)
    this.#rooms.sessionOpened()
    for (const line of this.#lines.values()) line.sessionOpened()
  }

  #dispatchDoc(frame: Frame): boolean {
    const line = this.#lines.get(frame.doc)
    switch (frame.type) {
      case MESSAGE_TYPE.sync:
        line?.receive(frame.payload)
        return true
      case MESSAGE_TYPE.ack: {
        const acks = parseAcks(frame.payload)
        const told = line ?? this.#endedLines.get(frame.doc)
        if (acks !== undefined) told?.followed.onAcks(acks)
        return acks !== undefined
      }
      case MESSAGE_TYPE.nack: {
        const refusals = parseRefusals(frame.payload)
        if (refusals !== undefined) line?.followed.onRefusals(refusals)
        return refusals !== undefined
      }
      case MESSAGE_TYPE.mark:
        return this.#toldMark(frame)
      case MESSAGE_TYPE.linking:
        this.#rooms.receive(frame.doc, frame.payload)
        return true
      case MESSAGE_TYPE.awareness:
        return this.#toldPresence(frame)
      case MESSAGE_TYPE.close:
        return this.#toldClose(frame, line)
      default:
        return true
    }
  }

  #toldMark(frame: Frame): boolean {
    const name = parseDocName(frame.doc)
    const mark = parseSealedMark(frame.payload)
    if (name === undefined || name.kind === 'segment' || mark === undefined) return false
    this.#marks.tell(name.group, mark)
    return true
  }

  #toldPresence(frame: Frame): boolean {
    const name = parseDocName(frame.doc)
    const entries = parsePresenceEntries(frame.payload)
    if (entries === undefined) return false
    if (name?.kind === 'group') this.#presences.tell(name.group, entries)
    return true
  }

  #toldClose(frame: Frame, line: DocLine | undefined): boolean {
    const code = parseClose(frame.payload)
    if (code === undefined) return false
    if (this.#rooms.closed(frame.doc, code)) return true
    const name = parseDocName(frame.doc)
    const end = linkEndOf(code)
    const isRefusal = code === CLOSE_CODE.forbidden || end !== undefined
    const isForGroup = isRefusal && name?.kind === 'group'
    if (!isForGroup || !this.#proofs.refused(name.group, end)) line?.closed(code)
    return true
  }

  /** Providers drop their socket after 30 s of silence: whatever was heard was heard for all. */
  #breathe(): void {
    const now = this.#ports.clock.now()
    if (now - this.#breathedAt < SIGN_OF_LIFE_EVERY_MS) return
    this.#breathedAt = now
    for (const line of this.#lines.values()) line.breathe()
  }
}
