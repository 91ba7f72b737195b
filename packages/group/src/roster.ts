/**
 * The roster: who belongs to a group, with which role, and whose device is whose.
 *
 * A pure function of the set of verified actions: every member and every relay derives it alone and
 * gets the same, whatever order the actions came in. No clock, no arrival order. Rules RO1 to RO14.
 */
import type { DeviceKey, GroupId, PersonId, RecordId, Writer } from '@parley/protocol'
import { type ActionGraph, newActionGraph } from './action-graph.ts'
import { type Identities, newIdentities } from './identities.ts'
import type { Member } from './member.ts'
import { type LiveLink, linksAndRecipients, type Recipient } from './recipients.ts'
import type { VerifiedAction } from './verified-action.ts'
import { decide, decisiveAdmission, type Verdict, type Verdicts } from './verdicts.ts'

export interface Roster {
  readonly group: GroupId
  readonly founded: boolean
  readonly encrypted: boolean
  /** Present people. */
  readonly members: ReadonlyMap<PersonId, Member>
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
  /** Whether the device's person is present by valid actions at or before `heads`; 'waits': a head is not held. */
  judge(envelope: {
    readonly device: DeviceKey
    readonly heads: readonly RecordId[]
  }): 'valid' | 'waits' | 'invalid'
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
    judge({ device, heads }) {
      if (!heads.every(graph.has)) return 'waits'
      const person = identities.personOf(device)
      const admissions = (person && verdicts.admissions.get(person)) ?? []
      return admissions.some(({ id }) => isInPast(id, heads)) ? 'valid' : 'invalid'
    },
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
    members.set(person, { person, role, box, admittedBy: id, devices })
  }
  return members
}
