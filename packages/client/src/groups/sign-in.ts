/**
 * Signing in with a token of the site that the group's policy names: checked here first, so that whoever
 * gave it hears what is wrong with it, then written as a record like any other. Works offline.
 */
import { isGoodAt } from '@parley/gate'
import { rankOf } from '@parley/group'
import { type GroupId, parseSiteToken, type SigningSite, type SiteToken } from '@parley/protocol'
import type { Device } from '../device.ts'
import { thumbprintOf } from '../identity/thumbprint.ts'
import type { Acts } from '../membership/acts.ts'
import type { Membership } from '../membership/membership.ts'
import type { SignInAnswer } from '../model-people.ts'

export interface SignInPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly acts: Acts
}

export async function signIn(ports: SignInPorts, text: string): Promise<SignInAnswer> {
  const { device, group, membership, acts } = ports
  const roster = membership.roster()
  if (!roster.members.has(device.identity.person)) return 'not-in'
  const token = parseSiteToken(text)
  if (token === undefined) return 'not-a-token'
  const { claims } = token
  const { site } = roster.policy
  if (claims.audience !== group) return 'other-group'
  if (claims.thumbprint !== thumbprintOf(device.identity)) return 'other-device'
  if (!isGoodAt(claims, device.ownClock.now())) return 'expired'
  if (site === undefined) return 'no-site'
  if (claims.role !== undefined && rankOf(claims.role) > rankOf(site.role)) return 'too-much'
  if (!(await isSignedBySite(membership, site, token))) return 'other-key'
  const signedIn = membership.roster().members.get(device.identity.person)?.signedIn
  const role = claims.role ?? site.role
  const isSaid = signedIn?.subject === claims.subject && signedIn.name === claims.name
  if (!isSaid || signedIn.role !== role) await acts.signIn(text)
  return 'signed-in'
}

async function isSignedBySite(
  { sites }: Membership,
  { keys }: SigningSite,
  token: SiteToken,
): Promise<boolean> {
  if (token.algorithm === 'ES256') await sites.ready()
  return keys.some(
    (key) => key.algorithm === token.algorithm && sites.verifyNow(key, token) === true,
  )
}
