/**
 * Writes what no honest device would, with the device key of somebody who is or was in the group, and
 * puts it straight onto a relay's disk, as a relay would that takes everything.
 */
import * as crypto from 'node:crypto'
import { encodeUpdate } from '@parley/gate'
import { reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  actionRecordType,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  encodeRetractHeader,
  groupDoc,
  hlcAt,
  type ActionHeader,
  introducedDevice,
  type Introduction,
  newWriter,
  parseRecord,
  type PersonId,
  personIdOf,
  prefixOf,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  type Role,
  signedRecord,
  toDeviceKey,
  unsignedRecord,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import { type KeyPair, newKeyPair, nodeSigner } from '@parley/signing'
import type { Inhabitant } from './inhabitant.ts'
import type { RelayPlace, Scene } from './scene.ts'
import { recordsOn } from './taken-keys.ts'

const sign = nodeSigner(crypto)
/** Above every suffix that a society's devices came by so far, so that no place is taken. */
const SUFFIXES = 65_536

/** The unsigned record for its place. */
export type Unsigned = (place: {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
}) => Uint8Array

export class HostilePen {
  readonly person: PersonId
  readonly device: KeyPair
  /** By what that relay holds. */
  readonly roster: Roster
  readonly introductions: ReadonlyMap<PersonId, Introduction>
  readonly #society: Scene
  readonly #relay: RelayPlace

  constructor(society: Scene, { line, resident }: Inhabitant, person: PersonId) {
    this.#society = society
    this.#relay = society.relays[line.at]
    this.person = person
    const kept = resident.machine.disk.entries.get('identity') as { deviceSecret: Uint8Array }
    this.device = newKeyPair(kept.deviceSecret)
    const held = actionsOn(society, this.#relay)
    this.introductions = introductionsIn(held)
    this.roster = rosterOf(society, held)
  }

  /** The own admission, and nothing that happened since. */
  get oldHeads(): readonly RecordId[] {
    const { log } = this.roster
    const own = log.find(
      ({ action, person }) =>
        (action.type === 'join' || action.type === 'found') && person === this.person,
    )
    return own === undefined ? [] : [own.id]
  }

  /** `agoMs`: how long before now it claims to be. */
  hlc(agoMs = 0): bigint {
    return hlcAt(this.#society.time.now() - agoMs)
  }

  keyRecord(type: 'epoch' | 'grant', heads: readonly RecordId[], body: Uint8Array): Unsigned {
    const header = encodeRetractHeader({ hlc: this.hlc(), heads })
    return () => unsignedRecord(RECORD_TYPE[type], header, body)
  }

  act(
    action: Action,
    claimed: { role: Role; parents: readonly RecordId[]; agoMs?: number },
  ): Unsigned {
    const hlc = this.hlc(claimed.agoMs)
    const header = encodeActionHeader({ claimedRole: claimed.role, parents: claimed.parents, hlc })
    return () => unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
  }

  /** All by one new writer. The relay's process dies of it and starts again. */
  put(records: readonly Unsigned[], doc: string = groupDoc(this.#society.group)): void {
    const { host, disk } = this.#relay
    const prefix = writerPrefix(this.#society.group, this.device.publicKey)
    const writer = newWriter(prefix, (SUFFIXES - 1 - this.#society.forged.size) % SUFFIXES)
    const signed = records.map((unsigned, clock) => {
      const place = { doc, writer, clock }
      const bytes = unsigned(place)
      const record = signedRecord(bytes, sign(bytesToSign(place, bytes), this.device))
      this.#society.forged.add(recordIdOf(place, record))
      return record
    })
    host.kill()
    const update = encodeUpdate(doc, [{ writer, clock: 0, records: signed }])
    disk.updates.set(doc, [...(disk.updates.get(doc) ?? []), update])
    host.start()
  }
}

interface HeldAction {
  readonly header: ActionHeader
  readonly action: Action
  readonly id: RecordId
  readonly writer: Writer
}

function actionsOn({ group }: Scene, { disk }: RelayPlace): readonly HeldAction[] {
  return recordsOn(disk, group).flatMap(({ place, bytes }): HeldAction[] => {
    const record = parseRecord(bytes)
    if (record?.kind !== 'action') return []
    const { header, action } = record
    return [{ id: recordIdOf(place, bytes), writer: place.writer, header, action }]
  })
}

function introductionsIn(held: readonly HeldAction[]): ReadonlyMap<PersonId, Introduction> {
  return new Map(
    held.flatMap(({ action }) => {
      const said =
        'person' in action && typeof action.person !== 'string' ? action.person : undefined
      return said === undefined ? [] : [[personIdOf(said.root), said] as const]
    }),
  )
}

function rosterOf({ group }: Scene, held: readonly HeldAction[]): Roster {
  const devices = held.flatMap(({ action }) =>
    'person' in action && typeof action.person !== 'string'
      ? [introducedDevice(action.person)]
      : [],
  )
  const byPrefix = new Map(devices.map((device) => [writerPrefix(group, device), device]))
  return reduceRoster(
    group,
    held.flatMap((one): VerifiedAction[] => {
      const device = byPrefix.get(prefixOf(one.writer))
      return device === undefined ? [] : [{ ...one, device: toDeviceKey(device) }]
    }),
  )
}
