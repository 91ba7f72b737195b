/**
 * What the group was, seen from somewhere: from some heads, or from everywhere, always by the
 * verdicts of the whole set. Rules RO12 and RO25 to RO29.
 */
import { type PersonId, type Policy, readPolicy, type RecordId } from '@parley/protocol'
import { unansweredJoins } from './admitting.ts'
import { type Court, removesUnknownTo } from './court.ts'
import { newestOf } from './lists.ts'
import { newSignedIn, raisedBy, type SignedIn } from './signing-in.ts'
import {
  type Admission,
  type BoxGift,
  boxIn,
  type Decided,
  type Muting,
  muteIn,
  type Standing,
  standingIn,
  type View,
} from './tenure.ts'

export interface Sight {
  readonly policy: Policy
  holds(at: number): boolean
  standing(person: PersonId): Standing | undefined
  /** Who they are to the site whose key the policy pins, whether they are present or not. */
  signedIn(person: PersonId): SignedIn | undefined
  mute(person: PersonId): Muting | undefined
  box(person: PersonId): BoxGift | undefined
  /** Whether a valid admission is more than a request. */
  admits(admission: Admission): boolean
}

export interface Sights {
  readonly everything: Sight
  /** `undefined`: a head is not held. */
  from(heads: readonly RecordId[]): Sight | undefined
  /** The same as if nobody had been removed whom the heads do not know to be removed. */
  asSeenFrom(heads: readonly RecordId[]): Sight | undefined
}

/** A hostile sender names other heads in every record. */
const REMEMBERED = 4_096

export function newSights(court: Court): Sights {
  const { graph } = court
  const requests = unansweredJoins(court)
  const known = new Map<string, Sight | undefined>()
  const holdsAll = () => true

  /** Who is asked about one after another is mostly asked about from the same heads. */
  let last: { readonly heads: readonly RecordId[]; readonly sight: Sight | undefined } | undefined

  function pastOf(heads: readonly RecordId[]): ((at: number) => boolean) | undefined {
    const indexes: number[] = []
    for (const head of heads) {
      const at = graph.indexOf(head)
      if (at === undefined) return undefined
      indexes.push(at)
    }
    return (at) => indexes.some((head) => head === at || graph.builds(head, at))
  }
  function remembered(key: string, make: () => Sight | undefined): Sight | undefined {
    if (known.has(key)) return known.get(key)
    if (known.size >= REMEMBERED) known.clear()
    const sight = make()
    known.set(key, sight)
    return sight
  }

  return {
    everything: newSight(court, holdsAll, ({ id }) => !requests.has(id)),
    from(heads) {
      return remembered(heads.join(), () => {
        const holds = pastOf(heads)
        return holds && newSight(court, holds, ({ id }) => !requests.has(id))
      })
    },
    asSeenFrom(heads) {
      if (last?.heads === heads) return last.sight
      const sight = remembered(`as seen ${heads.join()}`, () => {
        const holds = pastOf(heads)
        return holds && newSight(court, holds, admittingWithin(court, holds))
      })
      last = { heads, sight }
      return sight
    },
  }
}

/** A join is a request here only by what is held here. */
function admittingWithin(court: Court, holds: (at: number) => boolean): View['admits'] {
  const { graph, grants } = court
  return ({ id, at, invite }) => {
    if (invite === undefined || grants.get(id)?.some((grant) => holds(grant.at)) === true)
      return true
    if (invite.needsApproval) return false
    return removesUnknownTo(court, invite.at).every(
      (one) => !holds(one.at) || graph.builds(one.at, at),
    )
  }
}

function newSight(court: Court, holds: (at: number) => boolean, admits: View['admits']): Sight {
  const { graph, people } = court
  const view: View = { counts: (one: Decided) => holds(one.at), admits }
  const standings = new Map<PersonId, Standing | undefined>()
  let known: Policy | undefined
  const policy = () => (known ??= policyIn(court, view))
  const signedIn = newSignedIn(court, view, policy)
  return {
    get policy() {
      return policy()
    },
    signedIn,
    holds,
    admits,
    standing(person) {
      const before = standings.get(person)
      if (before !== undefined || standings.has(person)) return before
      const tenure = people.get(person)
      const standing = raisedBy(signedIn(person), standingIn(tenure, view, graph), tenure, view)
      standings.set(person, standing)
      return standing
    },
    mute: (person) => muteIn(people.get(person), view, graph),
    box: (person) => boxIn(people.get(person), view, graph),
  }
}

/** Among the newest: the highest rank, then the lowest id. */
function policyIn({ policies, graph }: Court, view: View): Policy {
  const [newest] = [...newestOf(policies.filter(view.counts), graph)].sort(
    (a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1),
  )
  return readPolicy(newest?.policy ?? [])
}
