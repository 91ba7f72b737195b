/**
 * The roster: who belongs to a group, with which role, and whose device is whose.
 *
 * A pure function of the set of verified actions: every member and every relay derives it alone and
 * gets the same, whatever order the actions came in. No clock, no arrival order. Rules RO1 to RO14.
 */
import {
  DEFAULT_POLICY,
  type DeviceKey,
  type GroupId,
  type PersonId,
  type Policy,
  readPolicy,
  type RecordId,
  type Role,
  type Writer,
} from '@parley/protocol'
import { type ActionGraph, newActionGraph } from './action-graph.ts'
import { type Identities, newIdentities } from './identities.ts'
import type { Departed, JoinRequest, LoggedAction, Member } from './member.ts'
import type { Answer, Bar, Question } from './question.ts'
import { type LiveLink, linksAndRecipients, type Recipient } from './recipients.ts'
import type { VerifiedAction } from './verified-action.ts'
import { decide, decisiveAdmission, type Verdict, type Verdicts } from './verdicts.ts'

export interface Roster {
  readonly group: GroupId
  readonly founded: boolean
  readonly encrypted: boolean
  /** Present people. */
  readonly members: ReadonlyMap<PersonId, Member>
  /** Valid joins that wait for an `add`. */
  readonly requests: ReadonlyMap<RecordId, JoinRequest>
  /** People who were present by valid admissions and are not now. */
  readonly departed: ReadonlyMap<PersonId, Departed>
  readonly policy: Policy
  /** An action of a type this version does not know is held. */
  readonly usesUnknown: boolean
  /** Every held action, those it builds on before it. */
  readonly log: readonly LoggedAction[]
  /** Held actions nobody builds on yet, in ascending order of id. */
  readonly heads: readonly RecordId[]
  readonly links: ReadonlyMap<RecordId, LiveLink>
  readonly recipients: readonly Recipient[]
  /** By the chain of any held found or join, whether the person is present or not. */
  personOf(device: DeviceKey): PersonId | undefined
  /** Every known device with the writer's prefix; the signature picks among them. */
  devicesOf(writer: Writer): readonly DeviceKey[]
  /** Held with its whole past, valid or not. */
  hasAction(id: RecordId): boolean
  /** Whether `heads` are or build on `id`. */
  isInPast(id: RecordId, heads: readonly RecordId[]): boolean
  /** Whether a record counts, by the verdicts of the whole set of actions; 'waits': a head is not held. */
  judge(question: Question): Answer
  /** Why it does not count; `undefined` when it does. */
  whyNot(question: Question): Bar | undefined
  /** By the verdicts of the whole set, looking only at what lies in the past of `heads`. */
  rankAt(person: PersonId, heads: readonly RecordId[]): Role | undefined
  /** As if there were nothing but the past of `heads`. */
  rankAlone(person: PersonId, heads: readonly RecordId[]): Role | undefined
  /** Known, and not taken out. */
  deviceIsLive(device: DeviceKey): boolean
  /** `undefined` for an action not held, or held without its whole past. */
  verdictOf(id: RecordId): Verdict | undefined
  /** Milliseconds and counter as its author claimed them; 0 for an action not held. */
  hlcOf(id: RecordId): bigint
}

/** About a tenth of a second for 10,000 actions; memory grows with the square of their count (6 MB). */
export function reduceRoster(group: GroupId, actions: readonly VerifiedAction[]): Roster {
  const graph = newActionGraph(actions)
  const identities = newIdentities(group, graph)
  const verdicts = decide(group, graph, identities)
  const members = presentPeople(verdicts, graph, identities)
  const founding = graph.ordered.find(
    ({ id, action }) => action.type === 'found' && verdicts.byId.get(id) === 'valid',
  )?.action
  const reduced = { graph, identities, verdicts, members }
  const isInPast = (id: RecordId, heads: readonly RecordId[]) =>
    graph.has(id) && heads.some((head) => head === id || graph.isAncestor(id, head))

  function whyNot({ device, heads }: Question): Bar | undefined {
    if (!heads.every(graph.has)) return 'waits'
    const person = identities.personOf(device)
    const admissions = (person && verdicts.admissions.get(person)) ?? []
    return admissions.some(({ id }) => isInPast(id, heads)) ? undefined : 'absent'
  }

  return {
    group,
    founded: founding !== undefined,
    encrypted: founding?.type === 'found' && founding.encrypted,
    members,
    heads: graph.heads,
    ...linksAndRecipients(reduced),
    personOf: identities.personOf,
    devicesOf: identities.devicesOf,
    hasAction: graph.has,
    isInPast,
    requests: new Map(),
    departed: new Map(),
    policy: founding?.type === 'found' ? readPolicy(founding.policy) : DEFAULT_POLICY,
    usesUnknown: graph.ordered.some(({ action }) => action.type === 'unknown'),
    get log() {
      return graph.ordered.map(({ id, device, header, action }) => ({
        id,
        person: identities.personOf(device),
        device,
        hlc: header.hlc,
        action,
        verdict: verdicts.byId.get(id) ?? 'invalid',
        role: header.claimedRole,
      }))
    },
    judge(question) {
      const bar = whyNot(question)
      return bar === 'waits' ? 'waits' : bar === undefined ? 'valid' : 'invalid'
    },
    whyNot,
    rankAt: (person, heads) => (heads.every(graph.has) ? members.get(person)?.role : undefined),
    rankAlone: (person, heads) => (heads.every(graph.has) ? members.get(person)?.role : undefined),
    deviceIsLive: (device) => identities.personOf(device) !== undefined,
    verdictOf: (id) => verdicts.byId.get(id),
    hlcOf: (id) => graph.get(id)?.header.hlc ?? 0n,
  }
}

function presentPeople(
  { admissions }: Verdicts,
  graph: ActionGraph,
  identities: Identities,
): Map<PersonId, Member> {
  const members = new Map<PersonId, Member>()
  for (const [person, all] of [...admissions].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const decisive = decisiveAdmission(all, graph)
    if (decisive === undefined) continue
    const { role, box, id } = decisive
    const devices = identities.devicesOfPerson(person)
    members.set(person, {
      person,
      role,
      box,
      boxGeneration: 0,
      admittedBy: id,
      roleBy: id,
      devices,
      mute: undefined,
    })
  }
  return members
}
