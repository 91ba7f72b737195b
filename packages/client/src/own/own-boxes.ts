/**
 * The person's boxes, as the person's own document tells of them: opened when another device has
 * announced one, announced when this device has one that is not told there. Rule OW10.
 */
import { headsFor } from '@parley/group'
import { type DeviceKey, equalBytes, MAX_BOX_GENERATION } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import type { Device } from '../device.ts'
import { type OwnBox, rootOf } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import { type BoxAction, type Boxing, draftBox, headerOf, openBox } from './own-acts.ts'
import type { PersonDoc } from './person-doc.ts'

export interface OwnBoxes {
  /** Opens what others announced. Rejects with StorageFailed. */
  learn(): Promise<void>
  /** Boxes from before this document, and those whose announcement was lost. */
  announce(): Promise<void>
  /** A new box, kept on this device when resolved. */
  add(): Promise<OwnBox>
  /** For whom a box is: every live device but `without`, and the root. */
  boxingOf(box: OwnBox, without?: DeviceKey): Boxing
}

export interface OwnBoxesPorts {
  readonly device: Device
  readonly ownIdentity: OwnIdentity
  readonly doc: PersonDoc
  devices(): Iterable<DeviceKey>
  /** More can be read from now on. */
  onBox(): Promise<void>
}

export function newOwnBoxes(ports: OwnBoxesPorts): OwnBoxes {
  return new ToldBoxes(ports)
}

class ToldBoxes implements OwnBoxes {
  readonly #ports: OwnBoxesPorts
  /** Announcements that were tried: opening one takes a stretched phrase, or is in vain. */
  readonly #tried = new Set<string>()

  constructor(ports: OwnBoxesPorts) {
    this.#ports = ports
  }

  async learn(): Promise<void> {
    const { identity } = this.#ports.device
    for (const { id, action } of this.#announced()) {
      if (this.#tried.has(id)) continue
      this.#tried.add(id)
      if (this.#ports.device.identity.boxes.some((own) => isSame(own, action.boxPublic))) continue
      const root = rootOf(identity)?.secretKey
      const box = openBox(action, [identity.device.secretKey, ...(root ? [root] : [])])
      if (box !== undefined) await this.#hold(box)
    }
    await this.#prefer()
  }

  async announce(): Promise<void> {
    const { device, doc } = this.#ports
    for (const box of device.identity.boxes) {
      if (box.generation === 0 || this.#isTold(box)) continue
      const parents = headsFor(this.#roster(), device.identity.person)
      const basis = { group: doc.group, role: 'founder', parents, root: undefined } as const
      const draft = draftBox(headerOf(device, basis), this.boxingOf(box))
      await doc.live().appender.append([draft])
    }
  }

  async add(): Promise<OwnBox> {
    const { device } = this.#ports
    // The new act builds on the old: of one generation with it, it counts all the same.
    const generation = Math.min(device.identity.box.generation + 1, MAX_BOX_GENERATION)
    const box: OwnBox = { generation, ...boxKeyPair(device.random(32)) }
    await this.#hold(box)
    return box
  }

  boxingOf(box: OwnBox, without?: DeviceKey): Boxing {
    const { device, devices } = this.#ports
    return {
      box,
      ephemeral: boxKeyPair(device.random(32)),
      devices: Array.from(devices()).filter((key) => key !== without),
      rootPublic: device.identity.rootPublic,
    }
  }

  /**
   * Of two boxes made at once everybody takes the one that counts, and so after a removal, whatever
   * generation the removed device gave its own. One that is not told yet is newer than all told.
   */
  async #prefer(): Promise<void> {
    const { device, ownIdentity } = this.#ports
    const { person, boxes, box: newest } = device.identity
    const counted = this.#roster().members.get(person)?.box
    const chosen = counted && boxes.find((own) => isSame(own, counted))
    if (chosen === undefined || isSame(newest, chosen.publicKey)) return
    if (chosen.generation < newest.generation && !this.#isTold(newest)) return
    const generation = Math.max(chosen.generation, newest.generation)
    await ownIdentity.addBox({ ...chosen, generation })
  }

  async #hold(box: OwnBox): Promise<void> {
    const { ownIdentity, doc, onBox } = this.#ports
    await ownIdentity.addBox(box)
    doc.membership.keyring.addBox(box)
    doc.membership.reconsider()
    await onBox()
  }

  #announced(): readonly { readonly id: string; readonly action: BoxAction }[] {
    return this.#roster().log.flatMap(({ id, action, verdict }) =>
      action.type === 'box' && verdict === 'valid' ? [{ id, action }] : [],
    )
  }

  /** By any act: what a removed device told in vain is not told again for it. */
  #isTold(box: OwnBox): boolean {
    return this.#roster().log.some(
      ({ action }) => action.type === 'box' && isSame(box, action.boxPublic),
    )
  }

  #roster() {
    return this.#ports.doc.membership.roster()
  }
}

function isSame(box: OwnBox, publicKey: Uint8Array): boolean {
  return equalBytes(box.publicKey, publicKey)
}
