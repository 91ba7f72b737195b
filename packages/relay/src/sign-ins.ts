/**
 * What people bring to say who a site knows them as. Rule RE64.
 *
 * Whether a sign-in counts, every reader decides alone, without a clock. This relay adds its own: a token
 * that is over is not taken from whom it is for, whatever time they claim, nor more of them than anybody needs.
 */
import { type AcceptedRecord, isGoodAt, signInBy } from '@parley/gate'
import { rankOf } from '@parley/group'
import {
  type DeviceKey,
  hlcMs,
  MAX_SIGN_INS,
  type NackReason,
  type SigningSite,
  toDeviceKey,
} from '@parley/protocol'
import type { Application } from './application.ts'
import { isOwn } from './time-policy.ts'

/** Within so long nobody signs in more often than their readers look at (RO60). */
const PERIOD_MS = 30 * 86_400_000

/**
 * Why a sign-in is not taken from its own person; passed on by others it is, as all that may count elsewhere.
 * For one update, asked in order.
 */
export function newSignInTrial(
  application: Application,
): (one: AcceptedRecord) => NackReason | undefined {
  const { group, by, verifySite, now } = application
  let heldCount: number | undefined
  return (one) => {
    const { record, place, device } = one
    if (record.kind !== 'action' || record.action.type !== 'signin') return undefined
    if (device === undefined || by.refills.has(group.id) || !isOwn(one, application))
      return undefined
    heldCount ??= signInsSince(now - PERIOD_MS, toDeviceKey(device), application)
    if (heldCount >= MAX_SIGN_INS) return 'policy:token'
    heldCount++
    const { site } = group.roster().policy
    const claims = claimsUnder(site, signInBy({ place, record, device }, verifySite))
    return claims !== undefined && isGoodAt(claims, now) ? undefined : 'policy:token'
  }
}

/** Of the device's person. The time that each claims is that of a token, which was good when it was taken. */
function signInsSince(from: number, device: DeviceKey, { group }: Application): number {
  const roster = group.roster()
  const person = roster.personOf(device)
  return roster.log.filter(
    (one) => one.action.type === 'signin' && one.person === person && hlcMs(one.hlc) >= from,
  ).length
}

function claimsUnder(site: SigningSite | undefined, claimsBy: ReturnType<typeof signInBy>) {
  if (site === undefined || claimsBy === undefined) return undefined
  const claims = site.keys.map(claimsBy).find((said) => said !== undefined)
  const isTooMuch = claims?.role !== undefined && rankOf(claims.role) > rankOf(site.role)
  return isTooMuch ? undefined : claims
}
