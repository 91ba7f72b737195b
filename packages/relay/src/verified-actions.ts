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
  introducedDevice,
  type Introduction,
  type ParsedRecord,
  parseRecord,
  type Place,
  prefixOf,
  type RecordId,
  recordIdOf,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { siteVerifier } from './site-verifier.ts'

interface Parsed {
  readonly id: RecordId
  readonly place: Place
  readonly record: ParsedRecord
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
  return device && verifiedAction({ id, place, record }, { device, verify })
}

export function verifiedActions(
  group: GroupId,
  held: Iterable<HeldRecord>,
  verify: Verifier,
): readonly VerifiedAction[] {
  const verified = signedActions(group, parsedActions(held), verify)
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

function parsedActions(held: Iterable<HeldRecord>): readonly Parsed[] {
  return [...held].flatMap(({ place, bytes }): Parsed[] => {
    const record = parseRecord(bytes)
    return record?.kind === 'action' ? [{ id: recordIdOf(place, bytes), place, record }] : []
  })
}

interface Signed {
  readonly one: Parsed
  readonly action: VerifiedAction
}

function signedActions(
  group: GroupId,
  parsed: readonly Parsed[],
  verify: Verifier,
): readonly Signed[] {
  const devices = new Map<number, Uint8Array[]>()
  const signed: Signed[] = []
  let waiting = parsed
  for (;;) {
    const unknown: Parsed[] = []
    for (const one of waiting) {
      const { place, record } = one
      const keys = devices.get(prefixOf(place.writer)) ?? []
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
): VerifiedAction | undefined {
  if (record.kind !== 'action') return undefined
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
