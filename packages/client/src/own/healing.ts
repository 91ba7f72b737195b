/**
 * What was decided in the person's own document is done in every group: a device that is out there
 * goes out here, and the new box is announced. Rules OW12, OW13.
 *
 * Whoever removed a device does it at once; the others wait a while and do what was left undone, for
 * each of them would cut off by what it has read itself.
 */
import { headsFor } from '@parley/group'
import {
  type DeviceKey,
  equalBytes,
  idBytes,
  prefixOf,
  type RecordId,
  writerPrefix,
} from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import type { KeyPair } from '@parley/signing'
import type { Device } from '../device.ts'
import { draftsWithCut } from '../groups/cuts.ts'
import type { Session } from '../groups/session.ts'
import { type OwnBox, rootOf } from '../identity/identity.ts'
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
  const { device, person } = ports
  const firstSeenAt = new Map<string, number>()
  const waitMs = OTHERS_WAIT_MS + (device.random(1)[0] ?? 0) * JITTER_MS
  let turn: Promise<unknown> = Promise.resolve()
  let cancel: (() => void) | undefined
  let isClosed = false

  /** What another device should be doing waits; whatever waits is looked at again. */
  function isDue(what: string, isOwn: boolean): boolean {
    const seenAt = firstSeenAt.get(what) ?? device.clock.now()
    firstSeenAt.set(what, seenAt)
    if (isOwn || device.clock.now() - seenAt >= waitMs) return true
    cancel ??= device.clock.after(waitMs, () => {
      cancel = undefined
      lookInTurn().catch(() => undefined)
    })
    return false
  }

  async function heal(session: Session, root: KeyPair | undefined): Promise<void> {
    const me = device.identity.person
    const isReady = () => session.membership.roster().members.has(me)
    if (!isReady() || session.status.state() !== 'ready') return
    const removed = person.removed()
    for (const { key, isByThis } of removed) {
      const roster = session.membership.roster()
      const isHere = roster.personOf(key) === me && roster.deviceIsLive(key)
      if (isHere && isDue(`${session.id}/${key}`, isByThis)) await removeIn(session, key, root)
    }
    const member = session.membership.roster().members.get(me)
    const { box } = device.identity
    const isNewer = member !== undefined && box.generation > member.boxGeneration
    if (!isNewer || equalBytes(member.box, box.publicKey) || !isAnnounced(box)) return
    const isOwn = removed.some(({ isByThis }) => isByThis)
    if (isDue(`${session.id}/box ${box.generation}`, isOwn)) await announceIn(session)
  }

  /** Only then is it settled which devices may have it. */
  function isAnnounced(box: OwnBox): boolean {
    const own = person.doc.membership.roster().members.get(device.identity.person)
    return own !== undefined && equalBytes(own.box, box.publicKey)
  }

  async function removeIn(
    session: Session,
    key: DeviceKey,
    root: KeyPair | undefined,
  ): Promise<void> {
    const prefix = writerPrefix(session.id, idBytes(key))
    const cut = await session.parts.cuts.cutOf((writer) => prefixOf(writer) === prefix)
    const basis = basisIn(session, root)
    const header = headerOf(device, basis)
    const rootSignature = rootSignsUndevice(basis, key, header)
    await session.groupDoc.appender.append(
      draftsWithCut(header, cut, (part) => ({
        type: 'undevice',
        device: key,
        rootSignature,
        cut: part,
      })),
    )
  }

  async function announceIn(session: Session): Promise<void> {
    const boxing = {
      box: device.identity.box,
      ephemeral: boxKeyPair(device.random(32)),
      devices: [...person.devices().keys()],
      rootPublic: device.identity.rootPublic,
    }
    const header = headerOf(device, basisIn(session, undefined))
    await session.groupDoc.appender.append([draftBox(header, boxing)])
  }

  function basisIn(session: Session, root: KeyPair | undefined): ActBasis {
    const roster = session.membership.roster()
    const role = roster.members.get(device.identity.person)?.role ?? 'guest'
    const parents: readonly RecordId[] = headsFor(roster, device.identity.person)
    return { group: session.id, role, parents, root }
  }

  function lookInTurn(root?: KeyPair): Promise<void> {
    const result = turn.then(async () => {
      if (isClosed || person.isOut() || person.removed().length + device.identity.box.generation === 0)
        return
      const signer = root ?? rootOf(device.identity)
      for (const session of ports.sessions()) await heal(session, signer)
    })
    turn = result.catch(() => undefined)
    return result
  }

  return {
    look: lookInTurn,
    close() {
      isClosed = true
      cancel?.()
    },
  }
}
