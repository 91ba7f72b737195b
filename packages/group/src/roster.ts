/**
 * The roster: who belongs to a group, with which role, and whose device is whose.
 *
 * A pure function of the set of verified actions: every member and every relay derives it alone and
 * gets the same, whatever order the actions came in. No clock, no arrival order. Rules RO1 to RO47.
 */
import type { DeviceKey, GroupId, PersonId, Policy, RecordId, Role, Writer } from '@parley/protocol'
import { type ActionGraph, newActionGraph } from './action-graph.ts'
import type { Court } from './court.ts'
import { newIdentities } from './identities.ts'
import { newJudgment } from './judgment.ts'
import { leaveToName } from './leaving.ts'
import { type LiveLink, liveLinks } from './links.ts'
import type { Departed, JoinRequest, LoggedAction, Member } from './member.ts'
import {
  departedPeople,
  logOf,
  openRequests,
  peopleAsTheyCame,
  peopleInOrder,
  presentPeople,
} from './presence.ts'
import type { Answer, Bar, Question } from './question.ts'
import { type Recipient, recipientsOf } from './recipients.ts'
import { newSights } from './sight.ts'
import type { Verdict, VerifiedAction } from './verified-action.ts'
import { decide } from './verdicts.ts'

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
  /** Everybody present or departed, in the order in which they first came. */
  readonly comers: readonly PersonId[]
  readonly policy: Policy
  /** An action of a type this version does not know is held. */
  readonly usesUnknown: boolean
  /** Every held action, those it builds on before it. */
  readonly log: readonly LoggedAction[]
  /** Held actions nobody builds on yet, in ascending order of id. */
  readonly heads: readonly RecordId[]
  readonly links: ReadonlyMap<RecordId, LiveLink>
  readonly recipients: readonly Recipient[]
  /** By the chain of any held introduction, whether the person is present or not. */
  personOf(device: DeviceKey): PersonId | undefined
  /** Every known device with the writer's prefix; the signature picks among them. */
  devicesOf(writer: Writer): readonly DeviceKey[]
  /** Held with its whole past, valid or not. */
  hasAction(id: RecordId): boolean
  /** Whether `heads` are or build on `id`. */
  isInPast(id: RecordId, heads: readonly RecordId[]): boolean
  /** A leave that an action on these heads must name, so that it revives nothing (RO14, RO47). */
  leaveToName(heads: readonly RecordId[]): RecordId | undefined
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

/** Well under a second for 10,000 actions; memory grows with the square of their count (6 MB). */
export function reduceRoster(group: GroupId, actions: readonly VerifiedAction[]): Roster {
  const graph = newActionGraph(actions)
  const identities = newIdentities(group, graph)
  const court = decide(group, graph, identities)
  const sights = newSights(court)
  const { everything } = sights
  const whyNot = newJudgment(court, sights)
  const rankAlone = newRankAlone(group, graph)
  const links = liveLinks(court, everything)
  const people = peopleInOrder(court)
  const gathering = { court, sight: everything, people }
  let recipients: readonly Recipient[] | undefined
  let comers: readonly PersonId[] | undefined

  return {
    group,
    ...foundingOf(court),
    members: presentPeople(gathering),
    requests: openRequests(gathering),
    departed: departedPeople(gathering),
    get comers() {
      return (comers ??= peopleAsTheyCame(gathering))
    },
    policy: everything.policy,
    usesUnknown: graph.ordered.some(({ action }) => action.type === 'unknown'),
    get log() {
      return logOf(court)
    },
    heads: graph.heads,
    links,
    get recipients() {
      return (recipients ??= recipientsOf({ court, sights, links, people }))
    },
    personOf: identities.personOf,
    devicesOf: identities.devicesOf,
    hasAction: graph.has,
    isInPast: (id, heads) =>
      graph.has(id) && heads.some((head) => head === id || graph.isAncestor(id, head)),
    leaveToName(heads) {
      const sight = sights.from(heads)
      return sight && leaveToName(court, sight.holds)
    },
    judge(question) {
      const bar = whyNot(question)
      if (bar === undefined) return 'valid'
      return bar === 'waits' ? 'waits' : 'invalid'
    },
    whyNot,
    rankAt: (person, heads) => sights.from(heads)?.standing(person)?.role,
    rankAlone,
    deviceIsLive: identities.isLive,
    verdictOf: (id) => court.byId.get(id),
    hlcOf: (id) => graph.get(id)?.header.hlc ?? 0n,
  }
}

/** Somebody's own document is founded by any device of theirs, and always sealed. */
function foundingOf({ graph, byId, owner }: Court): { founded: boolean; encrypted: boolean } {
  if (owner !== undefined) return { founded: true, encrypted: true }
  const founding = graph.ordered.find(
    ({ id, action }) => action.type === 'found' && byId.get(id) === 'valid',
  )?.action
  return {
    founded: founding !== undefined,
    encrypted: founding?.type === 'found' && founding.encrypted,
  }
}

/** Each answer is a reduction of its own, so few are remembered. */
const REMEMBERED_ALONE = 256

function newRankAlone(group: GroupId, graph: ActionGraph): Roster['rankAlone'] {
  const known = new Map<string, ReadonlyMap<PersonId, Member>>()
  return (person, heads) => {
    if (!heads.every(graph.has)) return undefined
    const key = [...heads].sort().join()
    const members = known.get(key) ?? membersAlone(group, graph, heads)
    if (known.size >= REMEMBERED_ALONE) known.clear()
    known.set(key, members)
    return members.get(person)?.role
  }
}

function membersAlone(
  group: GroupId,
  graph: ActionGraph,
  heads: readonly RecordId[],
): ReadonlyMap<PersonId, Member> {
  const past = graph.ordered.filter(({ id }) =>
    heads.some((head) => head === id || graph.isAncestor(id, head)),
  )
  return reduceRoster(group, past).members
}
