/**
 * What was decided in the person's own document is done in every group: a device that is out there
 * goes out here, and the new box is announced. Rules OW12, OW13.
 *
 * Whoever removed a device does it at once; the others wait a while and do what was left undone, for
 * each of them would cut off by what it has read itself.
 */
import { headsFor, type Member } from '@parley/group'
import {
  type Action,
  type Cut,
  type DeviceKey,
  equalBytes,
  idBytes,
  prefixOf,
  toBase64url,
  writerPrefix,
} from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import type { KeyPair } from '@parley/signing'
import type { Device } from '../device.ts'
import { draftsWithCut } from '../membership/cuts.ts'
import type { Session } from '../groups/session.ts'
import { type OwnBox, rootOf } from '../identity/identity.ts'
import type { Stop } from '../ports.ts'
import { type ActBasis, draftBox, headerOf, rootSignsUndevice } from './own-acts.ts'
import type { Person } from './person.ts'

export interface Healing {
  /** In every group where something is due now. Rejects with StorageFailed. */
  look(root?: KeyPair): Promise<void>
  close(): void
}

export interface HealingPorts {
  readonly device: Device
  readonly person: Person
  sessions(): Iterable<Session>
}

const OTHERS_WAIT_MS = 60_000
const JITTER_MS = 128

export function newHealing(ports: HealingPorts): Healing {
  return new TurnByTurnHealing(ports)
}

class TurnByTurnHealing implements Healing {
  readonly #ports: HealingPorts
  readonly #firstSeenAt = new Map<string, number>()
  readonly #waitMs: number
  #turn: Promise<unknown> = Promise.resolve()
  #cancel: Stop | undefined
  #isClosed = false

  constructor(ports: HealingPorts) {
    this.#ports = ports
    this.#waitMs = OTHERS_WAIT_MS + (ports.device.random(1)[0] ?? 0) * JITTER_MS
  }

  look(root?: KeyPair): Promise<void> {
    const { device, person } = this.#ports
    const result = this.#turn.then(async () => {
      const isNothing = person.removed().length === 0 && device.identity.box.generation === 0
      if (this.#isClosed || isNothing || person.isOut()) return
      const signer = root ?? rootOf(device.identity)
      for (const session of this.#ports.sessions()) await this.#heal(session, signer)
    })
    this.#turn = result.catch(() => undefined)
    return result
  }

  close(): void {
    this.#isClosed = true
    this.#cancel?.()
  }

  async #heal(session: Session, root: KeyPair | undefined): Promise<void> {
    const { device, person } = this.#ports
    const me = device.identity.person
    if (session.status.state() !== 'ready') return
    const removed = person.removed()
    for (const { key, isByThis } of removed) {
      const roster = session.membership.roster()
      const isHere = roster.personOf(key) === me && roster.deviceIsLive(key)
      if (isHere && this.#isDue(`${session.id}/${key}`, isByThis))
        await this.#removeIn(session, key, root)
    }
    const member = session.membership.roster().members.get(me)
    const { box } = device.identity
    if (member === undefined || equalBytes(member.box, box.publicKey)) return
    if (!this.#isAnnounced(box)) return
    const fault = this.#faultOf(session, member)
    const isOwn = fault !== 'foreign' && removed.some(({ isByThis }) => isByThis)
    const what = `${session.id}/box ${box.generation} for ${toBase64url(member.box)}`
    if (fault !== undefined && this.#isDue(what, isOwn)) await this.#announceIn(session)
  }

  /**
   * Why the group's box gives way to the own newest one. A removed device may have claimed any
   * generation for its box, so theirs is not asked for; the new act builds on it and counts (RO24).
   * One that nobody here knows may be another device's, newer still: that is waited for.
   */
  #faultOf(
    session: Session,
    { box, boxGeneration }: Member,
  ): 'stolen' | 'older' | 'foreign' | undefined {
    const { device, person } = this.#ports
    const roster = session.membership.roster()
    const out = new Set(person.removed().map(({ key }) => key))
    const isStolen = roster.log.some(
      ({ action, device: author, verdict }) =>
        action.type === 'box' &&
        verdict === 'valid' &&
        equalBytes(action.boxPublic, box) &&
        (out.has(author) || !roster.deviceIsLive(author)),
    )
    if (isStolen) return 'stolen'
    if (device.identity.box.generation > boxGeneration) return 'older'
    const isKnown = device.identity.boxes.some(({ publicKey }) => equalBytes(publicKey, box))
    return isKnown || !person.isSynced() ? undefined : 'foreign'
  }

  /** What another device should be doing waits; whatever waits is looked at again. */
  #isDue(what: string, isOwn: boolean): boolean {
    const { clock } = this.#ports.device
    const seenAt = this.#firstSeenAt.get(what) ?? clock.now()
    this.#firstSeenAt.set(what, seenAt)
    if (isOwn || clock.now() - seenAt >= this.#waitMs) return true
    this.#cancel ??= clock.after(this.#waitMs, () => {
      this.#cancel = undefined
      this.look().catch(() => this.#ports.device.notices.tell('storage-failing'))
    })
    return false
  }

  /** Only then is it settled which devices may have it. */
  #isAnnounced(box: OwnBox): boolean {
    const { device, person } = this.#ports
    const own = person.doc.membership.roster().members.get(device.identity.person)
    return own !== undefined && equalBytes(own.box, box.publicKey)
  }

  async #removeIn(session: Session, key: DeviceKey, root: KeyPair | undefined): Promise<void> {
    const prefix = writerPrefix(session.id, idBytes(key))
    const cut = await session.parts.cuts.cutOf((writer) => prefixOf(writer) === prefix)
    const basis = this.#basisIn(session, root)
    const header = headerOf(this.#ports.device, basis)
    const rootSignature = rootSignsUndevice(basis, key, header)
    const undevice = (part: Cut): Action => ({
      type: 'undevice',
      device: key,
      rootSignature,
      cut: part,
    })
    await session.groupDoc.appender.append(draftsWithCut(header, cut, undevice))
  }

  async #announceIn(session: Session): Promise<void> {
    const { device, person } = this.#ports
    const boxing = {
      box: device.identity.box,
      ephemeral: boxKeyPair(device.random(32)),
      devices: [...person.devices().keys()],
      rootPublic: device.identity.rootPublic,
    }
    const header = headerOf(device, this.#basisIn(session, undefined))
    await session.groupDoc.appender.append([draftBox(header, boxing)])
  }

  #basisIn(session: Session, root: KeyPair | undefined): ActBasis {
    const { person } = this.#ports.device.identity
    const roster = session.membership.roster()
    const role = roster.members.get(person)?.role ?? 'guest'
    return { group: session.id, role, parents: headsFor(roster, person), root }
  }
}
