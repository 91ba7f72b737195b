/**
 * What happens in a soak: devices come from ever new addresses, write, take back, lose their lines and
 * come back, and strangers knock. The same seed makes the same choices; when the relay answers is its own.
 */
import { platform } from 'node:os'
import { hlcAt, parseDocName } from '@parley/protocol'
import type { Written } from '../people/person.ts'
import { newPerson } from '../people/person.ts'
import { newSociety, type Society } from '../people/society.ts'
import { Device } from './device.ts'
import { type Entry, Ledger } from './ledger.ts'
import { dial, type Leaving } from './line.ts'
import { newRandom, type Random } from './random.ts'

const GROUP_PEOPLE = 10
/** Between two acts of one device, on average. */
const ACT_MS = 4_000
const TICK_MS = 50
/** Records of a group after which its next segment is begun. */
const SEGMENT_RECORDS = 500
const STRANGER_MS = 3_000
/** Sealed, of a post or an edit. */
const LEAST_BYTES = 60
const USUAL_BYTES = 660
const LEAVINGS: readonly Leaving[] = ['cut', 'cut', 'close', 'stall']

export interface Happened {
  came: number
  wrote: number
  wroteAway: number
  tookBack: number
  strangers: number
  /** What a relay should not have done, and how often. */
  readonly complaints: Map<string, number>
  /** For which of its reasons it asked somebody to come back later, and how often. */
  readonly putOff: Map<string, number>
}

export interface Playing {
  readonly seconds: number
  readonly signal: AbortSignal
  readonly mostBytes?: number
}

interface Flapping {
  readonly device: Device
  readonly room: Room
  readonly own: Entry[]
  pageLoad: number
  actsAt: number
}

/** A group, and how much was written in it. */
interface Room {
  readonly society: Society
  written: number
}

export class Load {
  readonly ledger = new Ledger()
  readonly happened: Happened = {
    ...{ came: 0, wrote: 0, wroteAway: 0, tookBack: 0, strangers: 0 },
    complaints: new Map(),
    putOff: new Map(),
  }
  readonly #all: Flapping[] = []
  readonly #random: Random
  readonly #port: number
  #mostBytes = USUAL_BYTES
  #strangerAt = 0
  #hlc = 0n

  constructor({ clients, seed, port }: { clients: number; seed: number; port: number }) {
    this.#random = newRandom(seed)
    this.#port = port
    for (let left = clients; left > 0; left -= GROUP_PEOPLE) {
      const society = newSociety(Math.min(left, GROUP_PEOPLE))
      const room = { society, written: 0 }
      for (const person of society.people) this.#all.push(this.#flapping(person, room))
    }
  }

  get devices(): readonly Device[] {
    return this.#all.map(({ device }) => device)
  }

  /** Every group is on the relay when this resolves. */
  async found(): Promise<void> {
    for (const { device, room } of this.#all) {
      if (device.person !== room.society.people[0]) continue
      for (const action of room.society.actions) device.write(action)
      this.#come(device)
    }
  }

  /** Until the time is over or the signal comes; with contents of at most so many bytes. */
  async play({ seconds, signal, mostBytes = USUAL_BYTES }: Playing): Promise<void> {
    this.#mostBytes = mostBytes
    const endsAt = Date.now() + seconds * 1_000
    for (const one of this.#all) one.actsAt = Date.now() + this.#random.below(ACT_MS)
    while (Date.now() < endsAt && !signal.aborted) {
      for (const one of this.#all) if (one.actsAt <= Date.now()) this.#act(one)
      if (this.#strangerAt <= Date.now()) this.#knock()
      await new Promise((resolve) => setTimeout(resolve, TICK_MS))
    }
  }

  /** Everybody comes who is away. */
  gather(): void {
    for (const { device } of this.#all) if (device.isAway) this.#come(device)
  }

  /** Nobody is left at the relay. */
  dismiss(): void {
    for (const { device } of this.#all) device.leave('cut')
  }

  #flapping(person: Society['people'][number], room: Room): Flapping {
    const { ledger, happened } = this
    const device = new Device({
      ...{ person, society: room.society, ledger },
      complain: (what) => count(happened.complaints, what),
      putOff: (reason) => count(happened.putOff, reason),
    })
    return { device, room, own: [], pageLoad: 1, actsAt: 0 }
  }

  #act(one: Flapping): void {
    const random = this.#random
    one.actsAt = Date.now() + random.span(ACT_MS)
    if (one.device.isAway) {
      if (random.isLuck(0.3)) return this.#write(one)
      if (random.isLuck(0.2)) one.pageLoad++
      return this.#come(one.device)
    }
    if (random.isLuck(0.25)) {
      const how = LEAVINGS[random.below(LEAVINGS.length)] ?? 'cut'
      one.device.leave(how)
    } else if (random.isLuck(0.12)) this.#takeBack(one)
    else this.#write(one)
  }

  /** A post or an edit: to a relay they are the same. */
  #write({ device, room, own, pageLoad }: Flapping): void {
    const segment = Math.floor(room.written++ / SEGMENT_RECORDS)
    const sealedBytes = LEAST_BYTES + this.#random.below(this.#mostBytes - LEAST_BYTES)
    const post = { ...this.#header(room), segment, sealedBytes, pageLoad }
    own.push(device.write(device.person.post(room.society.group, post)))
    this.happened.wrote++
    if (device.isAway) this.happened.wroteAway++
  }

  #takeBack({ device, room, own, pageLoad }: Flapping): void {
    const [target] = own.splice(this.#random.below(own.length), 1)
    if (target === undefined) return
    const segment = segmentOf(target.written)
    const how = { ...this.#header(room), segment, pageLoad }
    const { group } = room.society
    target.retract = device.write(device.person.retract(group, [target.written], how))
    this.happened.tookBack++
  }

  #header({
    society: { heads },
  }: Room): Pick<Parameters<Device['person']['post']>[1], 'hlc' | 'heads'> {
    return { hlc: hlcAt(Date.now()) + (++this.#hlc % 1_000n), heads }
  }

  #come(device: Device): void {
    device.come(this.#port, this.#newAddress())
    this.happened.came++
  }

  /** Somebody who belongs to no group here, or never says who they are. */
  #knock(): void {
    this.#strangerAt = Date.now() + this.#random.span(STRANGER_MS)
    this.happened.strangers++
    const [port, localAddress] = [this.#port, this.#newAddress()]
    const nothing = (): void => undefined
    const asks = this.#random.isLuck(0.5)
    const doc = this.#all[this.#random.below(this.#all.length)]?.room.society.group ?? ''
    const line = dial({
      ...{ port, localAddress, person: newPerson(), digests: () => [], onEnd: nothing },
      onFrame: ({ type }) => {
        if (type === 'places' && asks) line.step1(doc, Uint8Array.of(0))
      },
    })
    setTimeout(() => line.end('cut'), this.#random.span(STRANGER_MS))
  }

  /** Anywhere on loopback: who comes back has moved on. Only Linux has more than one address there. */
  #newAddress(): string {
    if (platform() !== 'linux') return '127.0.0.1'
    const part = (): number => 1 + this.#random.below(254)
    return `127.${part()}.${part()}.${part()}`
  }
}

function segmentOf({ doc }: Written): number {
  const name = parseDocName(doc)
  return name?.kind === 'segment' ? name.segment : 0
}

export function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}
