/**
 * What a group document says once its signatures are checked: roster, keys, names.
 *
 * Records come in any order; each waits until the device behind its writer is known. Nothing here is
 * stored: it is computed anew from the records at every start.
 */
import { type HeldRecord, verifyJoin, verifyRecord } from '@parley/gate'
import { type HeldEpoch, type HeldGrant, reduceRoster, type Roster, usableEpoch, type VerifiedAction } from '@parley/group'
import {
  type GroupId,
  type Hlc,
  type ParsedRecord,
  parseNaming,
  parseRecord,
  type PersonId,
  type Place,
  prefixOf,
  type RecordId,
  recordIdOf,
  toDeviceKey,
  type DeviceKey,
  introducedDevice,
  writerPrefix,
  type Writer,
  toBase64url,
} from '@parley/protocol'
import { rowTag, unpad } from '@parley/sealing'
import type { Verifier } from '@parley/signing'
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
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** Epochs and grants held, for whoever adds missing rows. */
  keyRecords(): { readonly epochs: readonly HeldEpoch[]; readonly grants: readonly HeldGrant[] }
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

export function newMembership(group: GroupId, verify: Verifier): Membership {
  const keyring = newKeyring(group)
  const held = newHeldRecords()
  const introduced = new Map<number, Uint8Array[]>()
  let roster = reduceRoster(group, [])
  let epoch: { readonly key: EpochKey | undefined } | undefined
  let names: { about: Newest | undefined; people: Map<PersonId, Newest> } | undefined

  function devicesOf(writer: Writer): readonly Uint8Array[] {
    return introduced.get(prefixOf(writer)) ?? []
  }

  function introduce(device: Uint8Array): void {
    const prefix = writerPrefix(group, device)
    const known = introduced.get(prefix) ?? []
    if (!known.some((key) => toBase64url(key) === toBase64url(device))) introduced.set(prefix, [...known, device])
  }

  /** True when the record has found its device and its place among the held ones. */
  function settle({ held: { place }, record, id }: Waiting): boolean {
    const device = verifyRecord({ place, record, devices: devicesOf(place.writer) }, verify)
    if (device === undefined) return false
    if (record.kind === 'action') return settleAction({ id, place, device }, record)
    const author = toDeviceKey(device)
    const { heads } = record.header
    if (record.kind === 'epoch') held.epochs.push({ id, device: author, heads, epoch: record.epoch })
    if (record.kind === 'grant') {
      held.grants.push({ id, device: author, heads, grant: record.grant })
      keyring.learn(record.grant)
    }
    if (record.kind === 'profile' || record.kind === 'about') {
      const { header, headerBytes, body } = record
      held.names.push({ place, id, device: author, header, headerBytes, body, isAbout: record.kind === 'about' })
    }
    return true
  }

  function settleAction(
    { id, place, device }: { readonly id: RecordId; readonly place: Place; readonly device: Uint8Array },
    record: Extract<ParsedRecord, { kind: 'action' }>,
  ): boolean {
    const { action, header } = record
    if (action.type === 'join') {
      const invite = held.actions.get(action.invite)?.action
      if (invite?.type !== 'invite' || !verifyJoin({ record, group }, invite.signPublic, verify)) return false
    }
    held.actions.set(id, { id, device: toDeviceKey(device), writer: place.writer, header, action })
    if (action.type === 'found' || action.type === 'join') introduce(introducedDevice(action.person))
    return true
  }

  function chooseEpoch(): EpochKey | undefined {
    const id = usableEpoch({ epochs: held.epochs, grants: held.grants, roster, tagOf: rowTag })
    const key = id && keyring.keyOf(id)
    return id && key && { id, key }
  }

  function readNames() {
    const people = new Map<PersonId, Newest>()
    let about: Newest | undefined
    for (const sealed of held.names) {
      const person = roster.personOf(sealed.device)
      const name = openName(sealed, keyring)
      if (person === undefined || name === undefined) continue
      if (roster.judge({ device: sealed.device, heads: sealed.header.heads }) !== 'valid') continue
      const found: Newest = { name, hlc: sealed.header.hlc, id: sealed.id }
      if (sealed.isAbout) about = newest(about, found)
      else people.set(person, newest(people.get(person), found))
    }
    return { about, people }
  }

  function forget(): void {
    names = undefined
    epoch = undefined
  }

  return {
    keyring,
    devicesOf,
    roster: () => roster,
    epochKey() {
      epoch ??= { key: chooseEpoch() }
      return epoch.key
    },
    groupName: () => (names ??= readNames()).about?.name,
    nameOf: (person) => (names ??= readNames()).people.get(person)?.name,
    keyRecords: () => held,
    receive(records) {
      held.waiting.push(...records.flatMap((record) => parsed(record) ?? []))
      const actionsBefore = held.actions.size
      for (let progress = true; progress; ) {
        const before = held.waiting.length
        held.waiting = held.waiting.filter((waiting) => !settle(waiting))
        progress = held.waiting.length < before
      }
      if (held.actions.size > actionsBefore) {
        roster = reduceRoster(group, [...held.actions.values()])
      }
      forget()
      return held.waiting.filter(({ held: { place } }) => devicesOf(place.writer).length > 0).map((waiting) => waiting.held)
    },
    reconsider: forget,
    clear() {
      Object.assign(held, newHeldRecords())
      introduced.clear()
      forget()
      roster = reduceRoster(group, [])
    },
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
  return content && parseNaming(content)?.name
}

function newest(left: Newest | undefined, right: Newest): Newest {
  if (left === undefined) return right
  if (left.hlc !== right.hlc) return left.hlc > right.hlc ? left : right
  return left.id > right.id ? left : right
}
