/**
 * Who a person is to the site whose key the policy pins, and what that makes of a guest. Rules RO52 to RO54
 * and RO60.
 *
 * A site says who somebody is and never gives power: it makes a member of a guest at most. So nothing here
 * enters a verdict, and a stolen key of a site cannot moderate.
 */
import {
  MAX_SIGN_INS,
  type PersonId,
  type Policy,
  type RecordId,
  type SiteClaims,
  type SigningSite,
  type SiteRole,
} from '@parley/protocol'
import type { Court } from './court.ts'
import { newestOf } from './lists.ts'
import { type SignIn, type Standing, standingIn, type Tenure, type View } from './tenure.ts'
import { rankOf } from './verified-action.ts'

/** Somebody as a site knows them. */
export interface SignedIn {
  /** The name of the site, as the policy has it. */
  readonly site: string
  /** The site's own word for the person. */
  readonly subject: string
  /** `undefined`: the site leaves it to them. Untrusted in its looks, as every name is. */
  readonly name: string | undefined
  readonly role: SiteRole
  /** The record that says so. */
  readonly by: RecordId
}

/** As one looks from somewhere; each person is looked up once. */
export function newSignedIn(
  court: Court,
  view: View,
  policy: () => Policy,
): (person: PersonId) => SignedIn | undefined {
  const { people, graph, signers } = court
  if (signers.size === 0) return () => undefined
  const known = new Map<PersonId, SignedIn | undefined>()
  let shutOut: ReadonlySet<string> | undefined
  return (person) => {
    const tenure = people.get(person)
    const { site } = policy()
    if (known.has(person) || site === undefined || tenure === undefined) return known.get(person)
    shutOut ??= subjectsShutOut(court, view, site)
    const signIns = countedIn(tenure, view, site).filter(
      ({ claims }) => shutOut?.has(claims.subject) !== true,
    )
    const [newest] = [...newestOf(signIns, graph)].sort((a, b) => (a.id < b.id ? -1 : 1))
    const signedIn = newest && {
      site: site.name,
      subject: newest.claims.subject,
      name: newest.claims.name,
      role: newest.claims.role ?? site.role,
      by: newest.id,
    }
    known.set(person, signedIn)
    return signedIn
  }
}

/** RO53: of a guest it makes what the site says, unless somebody of the group gave them a role by hand. */
export function raisedBy(
  signedIn: SignedIn | undefined,
  standing: Standing | undefined,
  tenure: Tenure | undefined,
  view: View,
): Standing | undefined {
  if (signedIn?.role !== 'member' || standing?.role !== 'guest') return standing
  if (tenure?.roles.some(view.counts) === true) return standing
  return { ...standing, role: signedIn.role, roleBy: signedIn.by }
}

interface Counted extends SignIn {
  readonly claims: SiteClaims
}

/** RO52: signed by a key that the policy pins now, and asking for no more than it gives; RO60: of the last ones. */
function countedIn({ signIns }: Tenure, view: View, site: SigningSite): readonly Counted[] {
  const last = signIns.filter(view.counts).slice(-MAX_SIGN_INS)
  return last.flatMap((one) => {
    const claims = claimsOf(one, site)
    const isTooMuch = claims?.role !== undefined && rankOf(claims.role) > rankOf(site.role)
    return claims === undefined || isTooMuch ? [] : [{ ...one, claims }]
  })
}

function claimsOf(one: SignIn, { keys }: SigningSite): SiteClaims | undefined {
  for (const key of keys) {
    const claims = one.claimsUnder(key)
    if (claims !== undefined) return claims
  }
  return undefined
}

/** RO54: of people who were removed and are not back. Another device does not make them somebody else. */
function subjectsShutOut(
  { people, graph, signers }: Court,
  view: View,
  site: SigningSite,
): ReadonlySet<string> {
  const subjects = new Set<string>()
  for (const person of signers) {
    const tenure = people.get(person)
    if (tenure === undefined || standingIn(tenure, view, graph) !== undefined) continue
    if (!tenure.departures.some((one) => one.type === 'removed' && view.counts(one))) continue
    for (const { claims } of countedIn(tenure, view, site)) subjects.add(claims.subject)
  }
  return subjects
}
