/**
 * The person's boxes, as the person's own document tells of them: opened when another device has
 * announced one, announced when this device has one that is not told there. Rule OW10.
 */
import { headsFor, type LoggedAction } from '@parley/group'
import { type DeviceKey, equalBytes } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import type { Device } from '../device.ts'
import { type OwnBox, rootOf } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import { type Boxing, draftBox, headerOf, openBox } from './own-acts.ts'
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
  const { device, ownIdentity, doc } = ports
  /** Announcements that were tried: opening one takes a stretched phrase, or is in vain. */
  const tried = new Set<string>()
  const roster = () => doc.membership.roster()

  function announced(): readonly LoggedAction[] {
    const isBox = ({ action, verdict }: LoggedAction) =>
      action.type === 'box' && verdict === 'valid'
    return roster().log.filter(isBox)
  }

  async function hold(box: OwnBox): Promise<void> {
    await ownIdentity.addBox(box)
    doc.membership.keyring.addBox(box)
    doc.membership.reconsider()
    await ports.onBox()
  }

  /** Of two boxes made at once everybody takes the one that counts. */
  async function prefer(): Promise<void> {
    const counted = roster().members.get(device.identity.person)?.box
    const [chosen] = device.identity.boxes.filter((own) => counted && isSame(own, counted))
    if (chosen === undefined || isSame(device.identity.box, chosen.publicKey)) return
    if (chosen.generation >= device.identity.box.generation) await ownIdentity.addBox(chosen)
  }

  function boxingOf(box: OwnBox, without?: DeviceKey): Boxing {
    return {
      box,
      ephemeral: boxKeyPair(device.random(32)),
      devices: Array.from(ports.devices()).filter((key) => key !== without),
      rootPublic: device.identity.rootPublic,
    }
  }

  return {
    boxingOf,
    async learn() {
      for (const { id, action } of announced()) {
        if (action.type !== 'box' || tried.has(id)) continue
        tried.add(id)
        if (device.identity.boxes.some((own) => isSame(own, action.boxPublic))) continue
        const root = rootOf(device.identity)?.secretKey
        const box = openBox(action, [device.identity.device.secretKey, ...(root ? [root] : [])])
        if (box !== undefined) await hold(box)
      }
      await prefer()
    },
    async announce() {
      const told = announced().flatMap(({ action }) =>
        action.type === 'box' ? [action.boxPublic] : [],
      )
      for (const box of device.identity.boxes) {
        if (box.generation === 0 || told.some((known) => isSame(box, known))) continue
        const parents = headsFor(roster(), device.identity.person)
        const basis = { group: doc.group, role: 'founder', parents, root: undefined } as const
        await doc.live().appender.append([draftBox(headerOf(device, basis), boxingOf(box))])
      }
    },
    async add() {
      const generation = device.identity.box.generation + 1
      const box: OwnBox = { generation, ...boxKeyPair(device.random(32)) }
      await hold(box)
      return box
    },
  }
}

function isSame(box: OwnBox, publicKey: Uint8Array): boolean {
  return equalBytes(box.publicKey, publicKey)
}
