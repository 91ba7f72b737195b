/**
 * The actions that lie on disk, verified again on loading: whatever is there, a roster only ever holds
 * verified actions.
 *
 * A device is known once a verified record introduces it, its own or somebody else's, so records are
 * looked at until nobody new becomes known.
 */
import {
  type AcceptedRecord,
  type HeldRecord,
  rootSigning,
  signInBy,
  verifyJoin,
  verifyRecord,
} from '@parley/gate'
import type { VerifiedAction } from '@parley/group'
import {
  type Action,
  type GroupId,
  idBytes,
  introducedDevice,
  type Introduction,
  type ParsedRecord,
  parseRecord,
  type Place,
  prefixOf,
  type RecordId,
  recordIdOf,
  toDeviceKey,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { siteVerifier } from './site-verifier.ts'

interface Parsed {
  readonly id: RecordId
  readonly place: Place
  readonly record: Extract<ParsedRecord, { kind: 'action' }>
}

/** Whom an action introduces, with a device of theirs. */
export function introducedPerson(action: Action): Introduction | undefined {
  return 'person' in action && typeof action.person !== 'string' ? action.person : undefined
}

/** The action in an accepted record; other kinds are no part of the roster. */
export function actionIn(
  { id, place, record, device }: AcceptedRecord,
  verify: Verifier,
): VerifiedAction | undefined {
  if (device === undefined || record.kind !== 'action') return undefined
  return verifiedAction({ id, place, record }, { device, verify })
}

export function verifiedActions(
  group: GroupId,
  held: Iterable<HeldRecord>,
  verify: Verifier,
): readonly VerifiedAction[] {
  const nobody = (): readonly Uint8Array[] => []
  const verified = signedActions(group, parsedActions(held), { verify, devicesOf: nobody })
  const invites = new Map(
    verified.flatMap(({ one: { id }, action: { action } }) =>
      action.type === 'invite' ? [[id, action] as const] : [],
    ),
  )
  return verified.flatMap(({ one: { record }, action }) => {
    if (action.action.type !== 'join') return [action]
    const invite = invites.get(action.action.invite)
    const isJoin = invite && verifyJoin({ record, group }, invite.signPublic, verify)
    return isJoin === true ? [action] : []
  })
}

/** What is known of a group that new records come to. */
interface KnownGroup {
  readonly id: GroupId
  devicesOf(writer: Writer): readonly Uint8Array[]
  invite(id: RecordId): { readonly signPublic: Uint8Array } | undefined
}

/** Those among new records of a group that is known already, verified like any that come from outside. */
export function newlyVerified(
  { id, devicesOf, invite }: KnownGroup,
  held: Iterable<HeldRecord>,
  verify: Verifier,
): readonly AcceptedRecord[] {
  const parsed = parsedActions(held)
  const invites = new Map<RecordId, Uint8Array>()
  for (const {
    id: record,
    record: { action },
  } of parsed)
    if (action.type === 'invite') invites.set(record, action.signPublic)
  return signedActions(id, parsed, { verify, devicesOf }).flatMap(({ one, action }) => {
    const { record } = one
    const { action: act, device } = action
    if (act.type === 'join') {
      const signPublic = invite(act.invite)?.signPublic ?? invites.get(act.invite)
      if (signPublic === undefined || !verifyJoin({ record, group: id }, signPublic, verify))
        return []
    }
    return [{ ...one, device: idBytes(device) }]
  })
}

function parsedActions(held: Iterable<HeldRecord>): readonly Parsed[] {
  return [...held].flatMap(({ place, bytes }): Parsed[] => {
    const record = parseRecord(bytes)
    if (record?.kind !== 'action') return []
    return [{ id: recordIdOf(place, bytes), place, record }]
  })
}

interface Signed {
  readonly one: Parsed
  readonly action: VerifiedAction
}

function signedActions(
  group: GroupId,
  parsed: readonly Parsed[],
  { verify, devicesOf }: { readonly verify: Verifier } & Pick<KnownGroup, 'devicesOf'>,
): readonly Signed[] {
  const devices = new Map<number, Uint8Array[]>()
  const signed: Signed[] = []
  let waiting = parsed
  for (;;) {
    const unknown: Parsed[] = []
    for (const one of waiting) {
      const { place, record } = one
      const keys = [...devicesOf(place.writer), ...(devices.get(prefixOf(place.writer)) ?? [])]
      const device = verifyRecord({ place, record, devices: keys }, verify)
      const action = device && verifiedAction(one, { device, verify })
      if (action === undefined) {
        unknown.push(one)
        continue
      }
      signed.push({ one, action })
      const person = introducedPerson(action.action)
      if (person === undefined) continue
      const newcomer = introducedDevice(person)
      const prefix = writerPrefix(group, newcomer)
      devices.set(prefix, [...(devices.get(prefix) ?? []), newcomer])
    }
    if (unknown.length === waiting.length) return signed
    waiting = unknown
  }
}

function verifiedAction(
  { id, place, record }: Parsed,
  { device, verify }: { readonly device: Uint8Array; readonly verify: Verifier },
): VerifiedAction {
  const { header, action } = record
  const isSignedBy = rootSigning({ place, record }, verify)
  const signedInBy = signInBy({ place, record, device }, siteVerifier(verify))
  return {
    id,
    device: toDeviceKey(device),
    writer: place.writer,
    header,
    action,
    ...(isSignedBy && { isSignedBy }),
    ...(signedInBy && { signedInBy }),
  }
}
