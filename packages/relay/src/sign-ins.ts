/**
 * What people bring to say who a site knows them as. Rule RE64.
 *
 * Whether a sign-in counts, every reader decides alone, without a clock. This relay adds its own: a token
 * that is over is not taken from whom it is for, whatever time they claim.
 */
import { type AcceptedRecord, isGoodAt, signInBy } from '@parley/gate'
import { rankOf } from '@parley/group'
import type { NackReason, SigningSite } from '@parley/protocol'
import type { Application } from './application.ts'
import { siteVerifier } from './site-verifier.ts'
import { isOwn } from './time-policy.ts'

/** Why a sign-in is not taken from its own person; passed on by others it is, as all that may count elsewhere. */
export function reasonAgainstSignIn(
  one: AcceptedRecord,
  application: Application,
): NackReason | undefined {
  const { record, place, device } = one
  if (record.kind !== 'action' || record.action.type !== 'signin') return undefined
  const { group, by, verify, now } = application
  if (device === undefined || by.refills.has(group.id) || !isOwn(one, application)) return undefined
  const claims = claimsUnder(
    group.roster().policy.site,
    signInBy({ place, record, device }, siteVerifier(verify)),
  )
  return claims !== undefined && isGoodAt(claims, now) ? undefined : 'policy:token'
}

function claimsUnder(site: SigningSite | undefined, claimsBy: ReturnType<typeof signInBy>) {
  if (site === undefined || claimsBy === undefined) return undefined
  const claims = site.keys.map(claimsBy).find((said) => said !== undefined)
  const isTooMuch = claims?.role !== undefined && rankOf(claims.role) > rankOf(site.role)
  return isTooMuch ? undefined : claims
}
