/**
 * Everyone a key was ever rightly granted to: people by each of their boxes, and links, now or before.
 *
 * Those that are no longer live are remembered, because an epoch granted to one must not be written
 * with.
 */
import { equalBytes, type PersonId, type RecordId } from '@parley/protocol'
import { boxName } from './box-name.ts'
import type { Court } from './court.ts'
import { isLinkLive, type LiveLink } from './links.ts'
import type { PeopleInOrder } from './presence.ts'
import type { Sights } from './sight.ts'
import type { BoxGift, Tenure } from './tenure.ts'

/** A box that keys may have been granted to, now or before. */
export interface Recipient {
  readonly boxPublic: Uint8Array
  /** The admissions or the invite that made it one. */
  readonly since: readonly RecordId[]
  /** A present person's newest box, or a live link. */
  readonly isLive: boolean
  /** Whether an honest holder gives it the key: a link that needs approval gets none. */
  readonly isOwed: boolean
  readonly isPerson: boolean
  /** The person said this box again: a row for it did not open, so whoever can checks those that come. */
  readonly isWary: boolean
  /**
   * Whether somebody who knew no more than `heads` would take it for live: a grant to one that its
   * author knew to be gone is no grant. False when a head is not held.
   */
  knownAt(heads: readonly RecordId[]): boolean
  /** Whether the person (with whatever box) or the link was there, for one who knew no more. */
  presentAt(heads: readonly RecordId[]): boolean
}

interface Known {
  readonly court: Court
  readonly sights: Sights
  readonly links: ReadonlyMap<RecordId, LiveLink>
  readonly people: PeopleInOrder
}

export function recipientsOf(known: Known): readonly Recipient[] {
  const people = known.people.flatMap(([person, tenure]) =>
    tenure.admissions.length === 0 ? [] : boxesOf(known, person, tenure),
  )
  return [...people, ...invitesOf(known)]
}

function boxesOf({ sights }: Known, person: PersonId, tenure: Tenure): Recipient[] {
  const isPresent = sights.everything.standing(person) !== undefined
  const current = sights.everything.box(person)
  const since = tenure.admissions.map(({ id }) => id)
  return sayingsOf(tenure.boxes).map(({ box, count }) => {
    const isNewest = current !== undefined && equalBytes(current.box, box)
    return {
      boxPublic: box,
      since,
      isLive: isPresent && isNewest,
      isOwed: isPresent && isNewest,
      isPerson: true,
      isWary: count > 1,
      knownAt(heads) {
        const sight = sights.asSeenFrom(heads)
        if (sight?.standing(person) === undefined) return false
        if (!isPresent) return true // whoever is gone has kept all their boxes
        const then = sight.box(person)
        return then !== undefined && equalBytes(then.box, box)
      },
      presentAt(heads) {
        return sights.asSeenFrom(heads)?.standing(person) !== undefined
      },
    }
  })
}

interface Saying {
  readonly box: Uint8Array
  readonly count: number
}

/** Each box once, and how often it was said: by any number of introductions, and by each `box` act. */
function sayingsOf(gifts: readonly BoxGift[]): readonly Saying[] {
  const [only] = gifts
  if (gifts.length === 1 && only !== undefined) return [{ box: only.box, count: 1 }]
  const sayings = new Map<string, { readonly box: Uint8Array; count: number }>()
  const introduced = new Set<string>()
  for (const { box, generation } of gifts) {
    const name = boxName(box)
    const saying = sayings.get(name) ?? { box, count: 0 }
    sayings.set(name, saying)
    if (generation === undefined && introduced.has(name)) continue
    if (generation === undefined) introduced.add(name)
    saying.count++
  }
  return [...sayings.values()]
}

function invitesOf({ court, sights, links }: Known): Recipient[] {
  return court.graph.ordered.flatMap(({ id, action }): Recipient[] => {
    if (action.type !== 'invite' || court.byId.get(id) !== 'valid') return []
    const { boxPublic, needsApproval } = action
    const isLive = links.has(id)
    const knownAt = (heads: readonly RecordId[]) => {
      const sight = sights.asSeenFrom(heads)
      return sight !== undefined && isLinkLive(court, id, sight)
    }
    return [
      {
        boxPublic,
        since: [id],
        isLive,
        isOwed: isLive && !needsApproval,
        isPerson: false,
        isWary: false,
        knownAt,
        presentAt: knownAt,
      },
    ]
  })
}
