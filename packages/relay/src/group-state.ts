/**
 * A group as this relay knows it: the roster its verified actions reduce to, and its read marks.
 *
 * Built from the group document when that is loaded, and kept up to date by what the gate accepts.
 * Signatures are verified again on loading: whatever lies on disk, a roster only ever holds verified
 * actions.
 */
import {
  type AcceptedRecord,
  type HeldRecord,
  introducedIn,
  verifyJoin,
  verifyRecord,
} from '@parley/gate'
import { reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type DeviceKey,
  type GroupId,
  idBytes,
  type ParsedRecord,
  parseRecord,
  parseSealedMark,
  type Place,
  prefixOf,
  type RecordId,
  recordIdOf,
  type SealedMark,
  toDeviceKey,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'

export type Invite = Extract<Action, { type: 'invite' }>

export interface GroupState {
  readonly id: GroupId
  /** The same value until an action is accepted. */
  roster(): Roster
  /** What the roster would be with these too. */
  rosterWith(accepted: readonly AcceptedRecord[]): Roster
  add(accepted: readonly AcceptedRecord[]): void
  /** Keys of every device with this writer's prefix. */
  devicesOf(writer: Writer): readonly Uint8Array[]
  invite(id: RecordId): Invite | undefined
  /** The newest read mark of each device. */
  readonly marks: Map<DeviceKey, SealedMark>
}

/** From what lies on disk: the records of the group document, and encoded marks. */
export function newGroupState(
  id: GroupId,
  stored: { readonly records: Iterable<HeldRecord>; readonly marks: readonly Uint8Array[] },
  verify: Verifier,
): GroupState {
  const actions = verifiedActions(id, stored.records, verify)
  const marks = stored.marks.flatMap((bytes) => parseSealedMark(bytes) ?? [])
  const invites = new Map<RecordId, Invite>()
  const keys = new Map<DeviceKey, Uint8Array>()
  let roster: Roster | undefined
  actions.forEach(noteInvite)

  function noteInvite({ id: record, action }: VerifiedAction): void {
    if (action.type === 'invite') invites.set(record, action)
  }
  /** Asked for every record that is judged. */
  function bytesOf(device: DeviceKey): Uint8Array {
    const known = keys.get(device) ?? idBytes(device)
    keys.set(device, known)
    return known
  }
  function current(): Roster {
    return (roster ??= reduceRoster(id, actions))
  }

  return {
    id,
    roster: current,
    rosterWith(accepted) {
      const more = accepted.flatMap((one) => actionIn(one) ?? [])
      return more.length === 0 ? current() : reduceRoster(id, [...actions, ...more])
    },
    add(accepted) {
      const more = accepted.flatMap((one) => actionIn(one) ?? [])
      if (more.length === 0) return
      actions.push(...more)
      more.forEach(noteInvite)
      roster = undefined
    },
    devicesOf: (writer) => current().devicesOf(writer).map(bytesOf),
    invite: (record) => invites.get(record),
    marks: new Map(marks.map((mark) => [mark.device, mark])),
  }
}

/** The action in an accepted record; other kinds are no part of the roster. */
function actionIn({ id, place, record, device }: AcceptedRecord): VerifiedAction | undefined {
  return device && verifiedAction({ id, place, record, device })
}

interface Parsed {
  readonly id: RecordId
  readonly place: Place
  readonly record: ParsedRecord
}

function verifiedAction(one: Parsed & { readonly device: Uint8Array }): VerifiedAction | undefined {
  const { id, place, record, device } = one
  if (record.kind !== 'action') return undefined
  const { header, action } = record
  return { id, device: toDeviceKey(device), writer: place.writer, header, action }
}

/** Introductions carry their own key and come first: they say whose keys the others need. */
function verifiedActions(
  group: GroupId,
  held: Iterable<HeldRecord>,
  verify: Verifier,
): VerifiedAction[] {
  const parsed = [...held].flatMap(({ place, bytes }): Parsed[] => {
    const record = parseRecord(bytes)
    return record?.kind === 'action' ? [{ id: recordIdOf(place, bytes), place, record }] : []
  })
  const verified = (one: Parsed, devices: readonly Uint8Array[]): VerifiedAction[] => {
    const device = verifyRecord({ place: one.place, record: one.record, devices }, verify)
    const action = device && verifiedAction({ ...one, device })
    return action === undefined ? [] : [action]
  }
  const introducing = parsed.flatMap((one) => (introducedIn(one.record) ? verified(one, []) : []))
  const devices = byPrefix(group, introducing)
  const others = parsed.flatMap((one) => {
    if (introducedIn(one.record) !== undefined) return []
    return verified(one, devices.get(prefixOf(one.place.writer)) ?? [])
  })
  const invites = new Map(others.map((other) => [other.id, other.action]))
  const records = new Map(parsed.map((one) => [one.id, one.record]))
  const admitted = introducing.filter(({ id, action }) => {
    const invite = action.type === 'join' ? invites.get(action.invite) : undefined
    const record = records.get(id)
    if (action.type !== 'join' || record === undefined) return action.type === 'found'
    return invite?.type === 'invite' && verifyJoin({ record, group }, invite.signPublic, verify)
  })
  return [...admitted, ...others]
}

function byPrefix(
  group: GroupId,
  introducing: readonly VerifiedAction[],
): Map<number, Uint8Array[]> {
  const devices = new Map<number, Uint8Array[]>()
  for (const { device } of introducing) {
    const key = idBytes(device)
    const prefix = writerPrefix(group, key)
    devices.set(prefix, [...(devices.get(prefix) ?? []), key])
  }
  return devices
}
