/**
 * Tells this person's other devices what was begun here, and hears what they tell: in one mark for each
 * device in the person's own document, which replaces the one before. Nothing of it stays in the document.
 *
 * It goes out when one has paused, at once when one turns away, and as soon as a draft was sent. A person
 * with one device tells nobody. Which mark of each device was heard last is kept, so that no relay brings an
 * older one back after a restart. Rules OW21, OW25, OW26, OW28.
 */
import { type DeviceKey, personDoc, type SealedMark } from '@parley/protocol'
import {
  isSigned,
  MAX_OPEN_MARK_BYTES,
  openedMark,
  sealInMark,
} from '../conversation/sealed-marks.ts'
import type { Device } from '../device.ts'
import { ownKey } from '../own/own-acts.ts'
import type { Person } from '../own/person.ts'
import type { Stop } from '../ports.ts'
import { encodeDrafts, parseDrafts, type ToldDrafts } from './draft-content.ts'

export interface Courier {
  /** Devices, keys, groups or the line may be others than before. */
  look(): void
  receive(mark: SealedMark): void
  /** What is to be told is told now. */
  tellNow(): void
  close(): void
}

export interface CourierPorts {
  readonly device: Device
  person(): Person | undefined
}

/** After the last key, and at the latest after the first one that was not told. */
const PAUSE_MS = 3_000
const LATEST_MS = 15_000
/** A draft that was sent must not be met on another device. */
const SENT_MS = 200
/** Marks that wait for a key, or for their device to be known. */
const MAX_SEALED = 64
/** The highest counter of this device's marks that was given. */
const COUNTER = 'drafts'
/** Before each other device: the counter of its mark that was heard last. */
const HEARD = 'drafts-heard/'

export async function openCourier(ports: CourierPorts): Promise<Courier> {
  const { store } = ports.device
  const counter = await store.get(COUNTER)
  const courier = new DraftCourier(ports, typeof counter === 'number' ? counter : 0)
  courier.heardBefore(await store.list(HEARD))
  return courier
}

class DraftCourier implements Courier {
  readonly #ports: CourierPorts
  readonly #stops: Stop[]
  readonly #counters = new Map<DeviceKey, number>()
  readonly #sealed = new Map<DeviceKey, SealedMark>()
  readonly #heard = new Map<DeviceKey, ToldDrafts>()
  #counter: number
  /** What the last mark of this run said, to whom; undefined until one went out on this line. */
  #told: string | undefined
  #cancel: Stop | undefined
  #changedAt: number | undefined

  constructor(ports: CourierPorts, counter: number) {
    this.#ports = ports
    this.#counter = counter
    const { device } = ports
    this.#stops = [
      device.drafts.onToTell((soon) => this.#tellSoon(soon)),
      device.link.onState(() => {
        if (!this.#isConnected()) this.#told = undefined
      }),
    ]
  }

  /** The last one itself is taken once more: what it said may not have been kept. */
  heardBefore(rows: readonly (readonly [string, unknown])[]): void {
    for (const [key, counter] of rows)
      if (typeof counter === 'number')
        this.#counters.set(key.slice(HEARD.length) as DeviceKey, counter - 1)
  }

  look(): void {
    this.#open()
    const live = this.#ports.person()?.devices()
    const { drafts } = this.#ports.device
    if (live !== undefined && live.size > 0)
      for (const device of drafts.heardOf()) if (!live.has(device)) this.#letGo(device)
    for (const [device, told] of this.#heard) drafts.hear(device, told)
    if (this.#cancel === undefined) this.tellNow()
  }

  receive(mark: SealedMark): void {
    const { device } = this.#ports
    const group = this.#ports.person()?.doc.group
    if (group === undefined || mark.counter <= (this.#counters.get(mark.device) ?? 0)) return
    if (this.#sealed.size >= MAX_SEALED || !isSigned({ device, group }, mark)) return
    this.#counters.set(mark.device, mark.counter)
    if (mark.device === ownKey(device)) {
      // Of before this device's clock, or its disk, was set back.
      this.#counter = Math.max(this.#counter, mark.counter)
      return
    }
    this.#sealed.set(mark.device, mark)
    this.look()
  }

  tellNow(): void {
    const { device } = this.#ports
    const person = this.#ports.person()
    if (person?.doc.isSynced() !== true || !this.#isConnected() || person.isOut()) return
    if (person.devices().size < 2) return
    const key = person.doc.membership.epochKey()
    const drafts = device.drafts.toTell()
    if (key === undefined || (drafts.size === 0 && this.#counter === 0)) return
    const content = encodeDrafts(drafts, MAX_OPEN_MARK_BYTES)
    const said = `${person.devices().size} ${new TextDecoder().decode(content)}`
    this.#rest()
    if (said === this.#told) return
    this.#told = said
    this.#counter = Math.max(this.#counter + 1, device.clock.now())
    // If this is not kept, the clock is above it at the next start.
    device.store.write([{ type: 'put', key: COUNTER, value: this.#counter }]).catch(() => undefined)
    const sealing = { counter: this.#counter, key }
    const mark = sealInMark({ device, group: person.doc.group }, content, sealing)
    device.link.sendMark(personDoc(device.identity.person), mark)
  }

  close(): void {
    this.tellNow()
    this.#rest()
    for (const stop of this.#stops.splice(0)) stop()
  }

  #tellSoon(soon: boolean): void {
    const { clock } = this.#ports.device
    const now = clock.now()
    this.#changedAt ??= now
    this.#cancel?.()
    const pauseMs = Math.max(0, Math.min(PAUSE_MS, this.#changedAt + LATEST_MS - now))
    this.#cancel = clock.after(soon ? SENT_MS : pauseMs, () => {
      this.#rest()
      this.tellNow()
    })
  }

  #isConnected(): boolean {
    return this.#ports.device.link.state().state === 'connected'
  }

  #rest(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#changedAt = undefined
  }

  /** What waits for a key, or for its device to be known, waits. */
  #open(): void {
    const person = this.#ports.person()
    if (person === undefined) return
    const { group, membership } = person.doc
    for (const mark of this.#sealed.values()) {
      const { device, epoch } = mark
      if (!person.devices().has(device)) continue
      if (epoch !== undefined && !membership.keyring.has(epoch)) continue
      this.#sealed.delete(device)
      this.#keepHeard(mark)
      const content = openedMark({ group, membership }, mark)
      if (content !== undefined) this.#hear(device, parseDrafts(content))
    }
  }

  /** Of own devices alone: anybody can sign a mark with a key that they made. */
  #keepHeard({ device, counter }: SealedMark): void {
    const { store } = this.#ports.device
    // If this is not kept, a relay could bring back what was heard since the one that is.
    store.write([{ type: 'put', key: HEARD + device, value: counter }]).catch(() => undefined)
  }

  /** Whoever has that device now has no say here; what it left in the box goes to the one that removed it. */
  #letGo(device: DeviceKey): void {
    const removed = this.#ports.person()?.removed() ?? []
    if (removed.some(({ key, isByThis }) => key === device && isByThis))
      this.#ports.device.drafts.adopt(device)
    this.#hear(device, new Map())
  }

  #hear(device: DeviceKey, told: ToldDrafts): void {
    if (told.size === 0) this.#heard.delete(device)
    else this.#heard.set(device, told)
    this.#ports.device.drafts.hear(device, told)
  }
}
