/** The slow twin of the reducer: what a set of verified actions says of a group, part by part. */
import type { DeviceKey, GroupId, PersonId, Policy, RecordId, Role } from '@parley/protocol'
import { introducedDevice, toDeviceKey } from '@parley/protocol'
import type { Verdict, VerifiedAction } from '../src/index.ts'
import { isLive } from './twin-devices.ts'
import { type Facts, introductionIn, isOf, newFacts, personOfRoot, rank } from './twin-facts.ts'
import { judgeEnvelope, type Judged, knownAt } from './twin-judge.ts'
import { decideAll, type Decided } from './twin-ranks.ts'
import {
  boxIn,
  isAdmitting,
  isPresent,
  muteIn,
  policyIn,
  rankIn,
  roleIn,
  type View,
  viewAmong,
} from './twin-views.ts'

export interface TwinMember {
  readonly role: Role
  readonly mutedUntil: number | undefined
  readonly devices: readonly DeviceKey[]
  readonly box: Uint8Array | undefined
  readonly boxGeneration: number
}

export interface Twin {
  readonly facts: Facts
  readonly verdicts: ReadonlyMap<RecordId, Verdict>
  /** Valid actions. */
  readonly valid: readonly VerifiedAction[]
  readonly members: ReadonlyMap<PersonId, TwinMember>
  /** Invites that still admit. */
  readonly links: ReadonlySet<RecordId>
  /** Joins that wait for an add. */
  readonly requests: ReadonlySet<RecordId>
  readonly policy: Policy
  /** Once admitted and not present now. */
  readonly departed: ReadonlySet<PersonId>
  judge(envelope: Judged): 'valid' | 'waits' | 'invalid'
  /** By the verdicts of the whole set, at or before the heads. */
  rankAt(person: PersonId, heads: readonly RecordId[]): Role | undefined
  deviceIsLive(device: DeviceKey): boolean
}

export function newTwin(group: GroupId, actions: readonly VerifiedAction[]): Twin {
  const facts = newFacts(group, actions)
  const decided = decideAll(facts)
  const { valid, verdicts, undevices } = decided
  const whole = viewAmong(valid)
  const people = new Set(
    facts.held.flatMap((one) => {
      const introduction = introductionIn(one)
      return introduction === undefined ? [] : [personOfRoot(introduction.root)]
    }),
  )
  const members = membersAmong(people, facts, decided)

  return {
    facts,
    verdicts,
    valid,
    members,
    links: liveLinks(facts, whole),
    requests: waitingRequests(facts, whole),
    policy: policyIn(facts, whole),
    departed: new Set([...people].filter((one) => !members.has(one) && wasIn(facts, valid, one))),
    judge: (envelope) => judgeEnvelope(facts, decided, envelope),
    rankAt: (person, heads) => roleIn(facts, knownAt(facts, valid, heads), person),
    deviceIsLive: (device) => isLive(facts, device, undevices),
  }
}

function membersAmong(
  people: ReadonlySet<PersonId>,
  facts: Facts,
  { valid, undevices }: Decided,
): ReadonlyMap<PersonId, TwinMember> {
  const keys = new Set(
    facts.held.flatMap((one) => {
      const introduction = introductionIn(one)
      return introduction === undefined ? [] : [toDeviceKey(introducedDevice(introduction))]
    }),
  )
  const whole = viewAmong(valid)
  const members = new Map<PersonId, TwinMember>()
  for (const person of people) {
    const role = roleIn(facts, whole, person)
    if (role === undefined) continue
    const devices = [...keys].filter(
      (key) => facts.personOf(key) === person && isLive(facts, key, undevices),
    )
    members.set(person, {
      role,
      mutedUntil: muteIn(facts, whole, person)?.until,
      devices: devices.sort(),
      ...boxIn(facts, whole, person),
    })
  }
  return members
}

/** Rule 5: nobody's removal is new to a live link. */
function liveLinks(facts: Facts, whole: View): ReadonlySet<RecordId> {
  const valid = whole.known
  const live = valid.filter((one) => {
    if (!isOf(one, 'invite')) return false
    const author = facts.personOf(one.device)
    if (author === undefined || rankIn(facts, whole, author) < rank(one.header.claimedRole))
      return false
    if (valid.some((other) => isOf(other, 'uninvite') && other.action.target === one.id))
      return false
    return valid.every((other) => !isOf(other, 'remove') || facts.isBefore(other.id, one.id))
  })
  return new Set(live.map(({ id }) => id))
}

function waitingRequests(facts: Facts, whole: View): ReadonlySet<RecordId> {
  const valid = whole.known
  const waiting = valid.filter((one) => {
    if (!isOf(one, 'join') || isAdmitting(facts, whole, one)) return false
    const person = personOfRoot(one.action.person.root)
    if (isPresent(facts, whole, person)) return false
    return !valid.some(
      (other) =>
        (isOf(other, 'uninvite') && other.action.target === one.id) ||
        (isOf(other, 'leave') &&
          facts.personOf(other.device) === person &&
          !facts.isBefore(other.id, one.id)) ||
        (isOf(other, 'add') &&
          personOfRoot(other.action.person.root) === person &&
          facts.isBefore(one.id, other.id)),
    )
  })
  return new Set(waiting.map(({ id }) => id))
}

/** Whether some valid admission let the person in, before what made them go. */
function wasIn(facts: Facts, valid: readonly VerifiedAction[], person: PersonId): boolean {
  const whole = viewAmong(valid)
  return valid.some((one) => {
    const introduction = introductionIn(one)
    if (introduction === undefined || personOfRoot(introduction.root) !== person) return false
    return isOf(one, 'found', 'add') || (isOf(one, 'join') && isAdmitting(facts, whole, one))
  })
}
