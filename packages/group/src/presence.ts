/** Who is in the group, who asks to be, and who was: what everything together comes to. */
import type { PersonId, RecordId } from '@parley/protocol'
import type { Court } from './court.ts'
import { newestOf } from './lists.ts'
import type { Departed, JoinRequest, LoggedAction, Member } from './member.ts'
import type { Sight } from './sight.ts'
import { comingIn, type Decided, type Departure, type Tenure } from './tenure.ts'
import { introducing } from './verified-action.ts'

/** Everybody anything was ever done to, and where it is seen from. */
export interface Gathering {
  readonly court: Court
  readonly sight: Sight
  readonly people: PeopleInOrder
}

/** In ascending order of id. */
export type PeopleInOrder = readonly (readonly [PersonId, Tenure])[]

export function peopleInOrder({ people }: Court): PeopleInOrder {
  return [...people.keys()].sort().flatMap((person) => {
    const tenure = people.get(person)
    return tenure === undefined ? [] : [[person, tenure] as const]
  })
}

export function presentPeople({ court, sight, people }: Gathering): ReadonlyMap<PersonId, Member> {
  const members = new Map<PersonId, Member>()
  const view = { counts: ({ at }: Decided) => sight.holds(at), admits: sight.admits }
  for (const [person, tenure] of people) {
    const standing = sight.standing(person)
    const box = sight.box(person)
    if (standing === undefined || box === undefined) continue
    const mute = sight.mute(person)
    const { role, roleBy, admittedBy } = standing
    members.set(person, {
      person,
      role,
      roleBy,
      admittedBy,
      cameBy: comingIn(tenure, view, court.graph) ?? admittedBy,
      box: box.box,
      boxGeneration: box.generation ?? 0,
      devices: court.identities.liveDevicesOf(person),
      signedIn: sight.signedIn(person),
      mute: mute && { until: mute.until ?? 0, by: mute.by, action: mute.id },
    })
  }
  return members
}

/** Requests end with an `add` of the person, a refusal that knows of them, or the person's own leave. */
export function openRequests({
  court,
  sight,
  people,
}: Gathering): ReadonlyMap<RecordId, JoinRequest> {
  const requests = new Map<RecordId, JoinRequest>()
  for (const [person, { admissions, departures }] of people) {
    if (sight.standing(person) !== undefined) continue
    const leaves = departures.filter(({ type }) => type === 'left')
    const adds = admissions.filter((one) => one.invite === undefined)
    for (const admission of admissions) {
      const { id, at, role, invite } = admission
      const isAnswered = adds.some((add) => court.graph.builds(add.at, at))
      const isWithdrawn = leaves.some((leave) => !court.graph.builds(at, leave.at))
      if (invite === undefined || isAnswered || isWithdrawn || court.uninvites.has(id)) continue
      if (sight.admits(admission)) continue
      const join = court.graph.get(id)
      const introduced = join && introducing(join)
      if (join === undefined || introduced === undefined) continue
      requests.set(id, {
        join: id,
        person,
        device: join.device,
        invite: invite.id,
        role,
        box: introduced.box,
        hlc: join.header.hlc,
        introduction: introduced.introduction,
      })
    }
  }
  return requests
}

/** People with an admission that let them in, who are not present. */
export function departedPeople({
  court,
  sight,
  people,
}: Gathering): ReadonlyMap<PersonId, Departed> {
  const departed = new Map<PersonId, Departed>()
  for (const [person, tenure] of people) {
    if (sight.standing(person) !== undefined) continue
    if (!tenure.admissions.some(sight.admits)) continue
    const last = lastDeparture(court, tenure)
    if (last !== undefined) departed.set(person, { type: last.type, by: last.by, action: last.id })
  }
  return departed
}

/** Everybody with an admission that let them in, in the order of their first. */
export function peopleAsTheyCame({ sight, people }: Gathering): readonly PersonId[] {
  return people
    .flatMap(([person, { admissions }]) => {
      const came = admissions.filter(sight.admits).map(({ at }) => at)
      return came.length === 0
        ? []
        : [{ person, at: came.reduce((one, two) => Math.min(one, two)) }]
    })
    .sort((one, two) => one.at - two.at)
    .map(({ person }) => person)
}

/** Among the newest a removal before a leave, then the highest rank, then the lowest id. */
function lastDeparture({ graph }: Court, { departures }: Tenure): Departure | undefined {
  const weight = (one: Departure) => (one.type === 'removed' ? one.rank : -1)
  const [last] = [...newestOf(departures, graph)].sort(
    (a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1),
  )
  return last
}

/** Every held action, those it builds on before it. */
export function logOf({ graph, identities, byId }: Court): readonly LoggedAction[] {
  return graph.ordered.map(({ id, device, header, action }) => ({
    id,
    person: identities.personOf(device),
    device,
    hlc: header.hlc,
    action,
    verdict: byId.get(id) ?? 'invalid',
    role: header.claimedRole,
  }))
}
