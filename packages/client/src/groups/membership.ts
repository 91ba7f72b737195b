/**
 * What a group document says once its signatures are checked: roster, keys, names.
 *
 * Records come in any order; each waits until the device behind its writer is known. Nothing here is
 * stored: it is computed anew from the records at every start.
 */
import { type HeldRecord, verifyJoin, verifyRecord } from '@parley/gate'
import {
  type HeldEpoch,
  type HeldGrant,
  reduceRoster,
  type Roster,
  usableEpoch,
  type VerifiedAction,
} from '@parley/group'
import {
  equalBytes,
  type GroupId,
  type Hlc,
  type ParsedRecord,
  parseNaming,
  parseRecord,
  type PersonId,
  prefixOf,
  type RecordId,
  recordIdOf,
  toDeviceKey,
  type DeviceKey,
  introducedDevice,
  writerPrefix,
  type Writer,
} from '@parley/protocol'
import { rowTag, unpad } from '@parley/sealing'
import type { Verifier } from '@parley/signing'
import { cleanName } from '../names.ts'
import type { EpochKey } from '../writing/drafts.ts'
import { type Keyring, newKeyring } from '../reading/keyring.ts'
import { openBody, type SealedBody } from '../reading/open-body.ts'

export interface Membership {
  roster(): Roster
  readonly keyring: Keyring
  /** The epoch to write under; `undefined` while this device holds no usable key. */
  epochKey(): EpochKey | undefined
  groupName(): string | undefined
  nameOf(person: PersonId): string | undefined
  /** Another number when names or members may have changed. */
  version(): number
  /** When this person came in, by the clock of their device; messages from before are history to them. */
  cameAt(person: PersonId): Hlc | undefined
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** Records whose signature no known device made. */
  receive(records: readonly HeldRecord[]): readonly HeldRecord[]
  /** A box of ours was added to the keyring: sealed names may open now. */
  reconsider(): void
  clear(): void
}

interface Waiting {
  readonly held: HeldRecord
  readonly record: ParsedRecord
  readonly id: RecordId
}

interface SealedName extends SealedBody {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly isAbout: boolean
}

interface Newest {
  readonly name: string
  readonly hlc: Hlc
  readonly id: RecordId
}

interface Names {
  about: Newest | undefined
  readonly people: Map<PersonId, Newest>
}

export function newMembership(group: GroupId, verify: Verifier): Membership {
  return new HeldMembership(group, verify)
}

class HeldMembership implements Membership {
  readonly keyring: Keyring
  readonly #group: GroupId
  readonly #verify: Verifier
  readonly #introduced = new Map<number, Uint8Array[]>()
  #held = newHeldRecords()
  #roster: Roster
  #epoch: { readonly key: EpochKey | undefined } | undefined
  #names: Names | undefined
  #version = 0

  constructor(group: GroupId, verify: Verifier) {
    this.#group = group
    this.#verify = verify
    this.keyring = newKeyring(group)
    this.#roster = reduceRoster(group, [])
  }

  roster(): Roster {
    return this.#roster
  }

  epochKey(): EpochKey | undefined {
    this.#epoch ??= { key: this.#chooseEpoch() }
    return this.#epoch.key
  }

  groupName(): string | undefined {
    return this.#readNames().about?.name
  }

  nameOf(person: PersonId): string | undefined {
    return this.#readNames().people.get(person)?.name
  }

  version(): number {
    return this.#version
  }

  cameAt(person: PersonId): Hlc | undefined {
    const admission = this.#roster.members.get(person)?.admittedBy
    return admission && this.#roster.hlcOf(admission)
  }

  devicesOf(writer: Writer): readonly Uint8Array[] {
    return this.#introduced.get(prefixOf(writer)) ?? []
  }

  receive(records: readonly HeldRecord[]): readonly HeldRecord[] {
    const held = this.#held
    const actionsBefore = held.actions.size
    held.waiting.push(...records.flatMap((record) => parsed(record) ?? []))
    for (let before = -1; before !== held.waiting.length;) {
      before = held.waiting.length
      held.waiting = held.waiting.filter((waiting) => !this.#settle(waiting))
    }
    if (held.actions.size > actionsBefore)
      this.#roster = reduceRoster(this.#group, [...held.actions.values()])
    this.reconsider()
    return held.waiting.filter((waiting) => this.#isForged(waiting)).map((waiting) => waiting.held)
  }

  reconsider(): void {
    this.#version++
    this.#names = undefined
    this.#epoch = undefined
  }

  clear(): void {
    this.#held = newHeldRecords()
    this.#introduced.clear()
    this.#roster = reduceRoster(this.#group, [])
    this.reconsider()
  }

  /** A join whose invite is not here yet is no forgery. */
  #isForged({ held: { place }, record }: Waiting): boolean {
    const lacksInvite =
      record.kind === 'action' &&
      record.action.type === 'join' &&
      !this.#held.actions.has(record.action.invite)
    return !lacksInvite && this.devicesOf(place.writer).length > 0
  }

  /** Tags are public, so a member could announce an id that nobody has a key for: only opened ones count. */
  #chooseEpoch(): EpochKey | undefined {
    const { grants } = this.#held
    const epochs = this.#held.epochs.filter(
      ({ epoch }) => this.keyring.keyOf(epoch.epoch) !== undefined,
    )
    const id = usableEpoch({ epochs, grants, roster: this.#roster, tagOf: rowTag })
    const key = id && this.keyring.keyOf(id)
    return id && key && { id, key }
  }

  /** True when the record has found its device and its place among the held ones. */
  #settle({ held: { place }, record, id }: Waiting): boolean {
    const device = verifyRecord(
      { place, record, devices: this.devicesOf(place.writer) },
      this.#verify,
    )
    if (device === undefined) return false
    const author = toDeviceKey(device)
    switch (record.kind) {
      case 'action':
        return this.#settleAction(
          {
            id,
            device: author,
            writer: place.writer,
            header: record.header,
            action: record.action,
          },
          record,
        )
      case 'epoch':
        this.#held.epochs.push({
          id,
          device: author,
          heads: record.header.heads,
          epoch: record.epoch,
        })
        return true
      case 'grant':
        this.#held.grants.push({
          id,
          device: author,
          heads: record.header.heads,
          grant: record.grant,
        })
        this.keyring.learn(record.grant)
        return true
      case 'profile':
      case 'about':
      case 'envelope': {
        const { header, headerBytes, body } = record
        this.#held.names.push({
          place,
          id,
          device: author,
          header,
          headerBytes,
          body,
          isAbout: record.kind === 'about',
        })
        return true
      }
      case 'retract':
      case 'note':
        return true
    }
  }

  #settleAction(verified: VerifiedAction, record: ParsedRecord): boolean {
    const { id, action } = verified
    if (action.type === 'join') {
      const invite = this.#held.actions.get(action.invite)?.action
      if (
        invite?.type !== 'invite' ||
        !verifyJoin({ record, group: this.#group }, invite.signPublic, this.#verify)
      )
        return false
    }
    this.#held.actions.set(id, verified)
    if (action.type === 'found' || action.type === 'join')
      this.#introduce(introducedDevice(action.person))
    return true
  }

  #introduce(device: Uint8Array): void {
    const prefix = writerPrefix(this.#group, device)
    const known = this.#introduced.get(prefix) ?? []
    if (!known.some((key) => equalBytes(key, device)))
      this.#introduced.set(prefix, [...known, device])
  }

  #readNames(): Names {
    if (this.#names !== undefined) return this.#names
    const names: Names = { about: undefined, people: new Map() }
    for (const sealed of this.#held.names) {
      const person = this.#roster.personOf(sealed.device)
      const name = openName(sealed, this.keyring)
      if (person === undefined || name === undefined) continue
      if (this.#roster.judge({ device: sealed.device, heads: sealed.header.heads }) !== 'valid')
        continue
      const found: Newest = { name, hlc: sealed.header.hlc, id: sealed.id }
      if (sealed.isAbout) names.about = newest(names.about, found)
      else names.people.set(person, newest(names.people.get(person), found))
    }
    this.#names = names
    return names
  }
}

function newHeldRecords() {
  return {
    actions: new Map<RecordId, VerifiedAction>(),
    epochs: [] as HeldEpoch[],
    grants: [] as HeldGrant[],
    names: [] as SealedName[],
    waiting: [] as Waiting[],
  }
}

function parsed(held: HeldRecord): Waiting | undefined {
  const record = parseRecord(held.bytes)
  return record && { held, record, id: recordIdOf(held.place, held.bytes) }
}

function openName(sealed: SealedName, keyring: Keyring): string | undefined {
  const padded = openBody(sealed, keyring)
  const content = padded && unpad(padded)
  const name = content && parseNaming(content)?.name
  return name === undefined ? undefined : cleanName(name) || undefined
}

function newest(left: Newest | undefined, right: Newest): Newest {
  if (left === undefined) return right
  if (left.hlc !== right.hlc) return left.hlc > right.hlc ? left : right
  return left.id > right.id ? left : right
}
