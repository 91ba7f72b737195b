/**
 * People that a file brings and nobody of the group let in. Anybody can make up people, well signed, with links
 * and devices of their own; a relay takes none of them from strangers, and a file is a stranger's. Rule FL10.
 */
import { type AcceptedRecord, introductionIn, verifyJoin } from '@parley/gate'
import { reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type Action,
  type GroupId,
  type PersonId,
  personIdOf,
  type RecordId,
  toDeviceKey,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { Membership } from '../membership/membership.ts'
import { verifiedAction } from '../membership/verified.ts'

/** Who asked, came by a link that had ended, or was added by somebody who might not: honest groups have few. */
const MAX_UNCOUNTED = 512

export interface StrangersPorts {
  readonly group: GroupId
  readonly membership: Membership
  /** Knows the answers of the signatures that the gate asked for. */
  readonly verify: Verifier
}

/** Of each writer the clock of the first record that is not taken for a stranger's sake. */
export function strangersIn(
  accepted: readonly AcceptedRecord[],
  ports: StrangersPorts,
): ReadonlyMap<Writer, number> {
  const { group, membership } = ports
  const unknown = unknownIn(accepted, ports)
  if (unknown.size > 0 || !accepted.some(introduces)) return unknown
  const held = peopleIn(membership.actions())
  return firstOf(accepted, newCrowded(reduceRoster(group, allOf(accepted, ports)), held))
}

/** The same for the sake of those alone whom nothing at all speaks for. */
export function unknownIn(
  accepted: readonly AcceptedRecord[],
  ports: StrangersPorts,
): ReadonlyMap<Writer, number> {
  if (!accepted.some(introduces)) return new Map()
  return firstOf(accepted, newUnknown(allOf(accepted, ports), ports))
}

function introduces({ record }: AcceptedRecord): boolean {
  return introductionIn(record) !== undefined
}

/** What is here, and what the file brings. */
function allOf(
  accepted: readonly AcceptedRecord[],
  { membership, verify }: StrangersPorts,
): readonly VerifiedAction[] {
  return [...membership.actions(), ...actionsIn(accepted, membership, verify).values()]
}

function firstOf(
  accepted: readonly AcceptedRecord[],
  isRefused: (one: AcceptedRecord) => boolean,
): ReadonlyMap<Writer, number> {
  const first = new Map<Writer, number>()
  for (const one of accepted) {
    const { writer, clock } = one.place
    if (!first.has(writer) && isRefused(one)) first.set(writer, clock)
  }
  return first
}

/** A join without its invite, or that its invite did not sign; a device of a person whom nothing else names. */
function newUnknown(
  all: readonly VerifiedAction[],
  { group, verify }: Pick<StrangersPorts, 'group' | 'verify'>,
): (one: AcceptedRecord) => boolean {
  const invites = new Map(
    all.flatMap(({ id, action }): [RecordId, Uint8Array][] =>
      action.type === 'invite' ? [[id, action.signPublic]] : [],
    ),
  )
  const known = peopleIn(all.filter(({ action }) => action.type !== 'device'))
  return ({ record }) => {
    if (record.kind !== 'action') return false
    const { action } = record
    if (action.type === 'device') return !known.has(personIdOf(action.person.root))
    if (action.type !== 'join') return false
    const key = invites.get(action.invite)
    return key === undefined || !verifyJoin({ record, group }, key, verify)
  }
}

/** Past so many who are not in, were not, and were not turned away by hand either. */
function newCrowded(
  { members, departed, log }: Roster,
  held: ReadonlySet<PersonId>,
): (one: AcceptedRecord) => boolean {
  const answered = new Set(log.flatMap(({ action }) => (isUninvite(action) ? [action.target] : [])))
  const turnedAway = new Set(
    log.flatMap(({ id, person }) => (answered.has(id) && person !== undefined ? [person] : [])),
  )
  const isUncounted = (person: PersonId): boolean =>
    !members.has(person) && !departed.has(person) && !turnedAway.has(person)
  const uncounted = new Set([...held].filter(isUncounted))
  return ({ record }) => {
    const introduced = introductionIn(record)
    const person = introduced && personIdOf(introduced.root)
    if (person === undefined || !isUncounted(person) || uncounted.has(person)) return false
    if (uncounted.size >= MAX_UNCOUNTED) return true
    uncounted.add(person)
    return false
  }
}

function isUninvite(action: Action): action is Extract<Action, { type: 'uninvite' }> {
  return action.type === 'uninvite'
}

function peopleIn(actions: Iterable<VerifiedAction>): ReadonlySet<PersonId> {
  const people = new Set<PersonId>()
  for (const { action } of actions)
    if ('person' in action && typeof action.person !== 'string')
      people.add(personIdOf(action.person.root))
  return people
}

function actionsIn(
  accepted: readonly AcceptedRecord[],
  { sites }: Membership,
  verify: Verifier,
): ReadonlyMap<RecordId, VerifiedAction> {
  return new Map(
    accepted.flatMap(({ place, record, id, device }): [RecordId, VerifiedAction][] => {
      const author = device && toDeviceKey(device)
      const signed = author && { place, record, id, author }
      const action = signed && verifiedAction(signed, { verify, verifySite: sites.verify })
      return action === undefined ? [] : [[id, action]]
    }),
  )
}
