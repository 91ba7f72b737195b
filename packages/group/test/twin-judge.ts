/** The slow twin, fifth part: Valid(E) and cuts (DESIGN 4, Envelopes). */
import type {
  CutEntry,
  DeviceKey,
  PersonId,
  Policy,
  RecordId,
  Role,
  Writer,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import { type ActionOf, type Facts, isOf, personOfRoot, rank } from './twin-facts.ts'
import { isVouchedFor } from './twin-devices.ts'
import type { Decided } from './twin-ranks.ts'
import { muteIn, policyIn, roleIn, type View, viewAmong } from './twin-views.ts'

export type EnvelopeAct = 'post' | 'react' | 'retract' | 'moderate' | 'key' | 'name' | 'any'

export interface Judged {
  readonly device: DeviceKey
  readonly heads: readonly RecordId[]
  readonly place: {
    readonly segment: number | undefined
    readonly writer: Writer
    readonly clock: number
  }
  readonly act: EnvelopeAct
  digestOf?(upTo: {
    readonly segment: number | undefined
    readonly writer: Writer
    readonly clock: number
  }): Uint8Array | undefined
}

const MODERATOR = rank('moderator')
const MEMBER = rank('member')

export function judgeEnvelope(
  facts: Facts,
  { valid, undevices }: Decided,
  envelope: Judged,
): 'valid' | 'waits' | 'invalid' {
  const { heads, device, act } = envelope
  if (!heads.every((head) => facts.get(head) !== undefined)) return 'waits'
  const person = facts.personOf(device)
  if (person === undefined || !isVouchedFor(facts, device, undevices)) return 'invalid'
  const view = knownAt(facts, valid, heads)
  if (view.known.some((one) => isOf(one, 'undevice') && one.action.device === device))
    return 'invalid'
  const role = roleIn(facts, view, person)
  if (role === undefined) return 'invalid'
  if (isBarredByMute(act) && muteIn(facts, view, person)?.until === 0) return 'invalid'
  const policy = policyIn(facts, view)
  if (!mayDo(act, role, policy)) return 'invalid'
  const against = valid
    .filter((one) => !view.known.includes(one))
    .filter((one) => isAgainst(facts, one, { person, device, act, policy, valid, view }))
  return against.every((one) => isInside(valid, one, envelope)) ? 'valid' : 'invalid'
}

/** Valid actions at or before the heads. */
export function knownAt(
  facts: Facts,
  valid: readonly VerifiedAction[],
  heads: readonly RecordId[],
): View {
  const known = valid.filter(({ id }) =>
    heads.some((head) => head === id || facts.isBefore(id, head)),
  )
  return viewAmong(valid, known)
}

/** Taking back what one said, and handing on keys, a mute does not bar. */
function isBarredByMute(act: EnvelopeAct): boolean {
  return act !== 'key' && act !== 'retract'
}

export function mayDo(act: EnvelopeAct, role: Role, policy: Policy): boolean {
  if (act === 'key' || act === 'name' || act === 'retract') return true
  const own = rank(role)
  if (act === 'moderate') return own >= MODERATOR
  if (own < MEMBER && !policy.guestsMayPost) return false
  if (policy.locked && own < MODERATOR) return false
  return act !== 'post' || Math.max(own, MEMBER) >= rank(policy.postingRole)
}

interface Author {
  readonly person: PersonId
  readonly device: DeviceKey
  readonly act: EnvelopeAct
  readonly policy: Policy
  readonly valid: readonly VerifiedAction[]
  /** What the record knows. */
  readonly view: View
}

/** Acts that leave of the author's records only what lies inside their cut. */
function isAgainst(facts: Facts, one: VerifiedAction, author: Author): boolean {
  const { person, device, act, policy } = author
  if (isOf(one, 'remove')) return one.action.person === person
  if (isOf(one, 'leave'))
    return facts.personOf(one.device) === person && endsStay(facts, one, author)
  if (isOf(one, 'mute'))
    return isBarredByMute(act) && one.action.person === person && one.action.until === 0
  if (isOf(one, 'undevice')) return one.action.device === device
  if (!isOf(one, 'role') || one.action.person !== person) return false
  return !mayDo(act, one.action.role, policy)
}

/** Who is not in when they leave takes a request back: only what came beside that is ended by it. */
function endsStay(facts: Facts, leave: VerifiedAction, { person, valid, view }: Author): boolean {
  const then = knownAt(facts, valid, leave.header.parents)
  if (roleIn(facts, then, person) !== undefined) return true
  return view.known.some((one) => {
    const comes =
      isOf(one, 'found', 'add', 'join') && personOfRoot(one.action.person.root) === person
    return comes && !facts.isBefore(one.id, leave.id)
  })
}

/** One entry that holds the place is enough, unless it names other records there than those held. */
function isInside(
  valid: readonly VerifiedAction[],
  act: VerifiedAction,
  { place, digestOf }: Judged,
): boolean {
  return [act, ...valid.filter((one) => isOf(one, 'cut') && one.action.of === act.id)]
    .flatMap(cutIn)
    .filter(
      ({ segment, writer, clock }) =>
        segment === place.segment && writer === place.writer && place.clock < clock,
    )
    .some((entry) => {
      const digest = digestOf?.(entry)
      if (digest === undefined || entry.digest.every((byte) => byte === 0)) return true
      return digest.every((byte, at) => byte === entry.digest[at])
    })
}

function cutIn(one: VerifiedAction): readonly CutEntry[] {
  return isOf(one, 'remove', 'role', 'mute', 'leave', 'undevice', 'cut')
    ? (one as ActionOf<'leave'>).action.cut
    : []
}
