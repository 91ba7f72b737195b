/**
 * Names for those who cannot look back: where newcomers read only what comes after them, the names
 * said before are closed to them too, so whoever writes says theirs again.
 */
import { headsFor, rankOf } from '@parley/group'
import { encodeNaming, RECORD_TYPE } from '@parley/protocol'
import type { SaidName } from '../membership/said-names.ts'
import { type Draft, draftSealed } from '../writing/drafts.ts'
import type { GrantingPorts } from './granting.ts'

/** Nothing where everybody reads everything, or what is to be said has been said under this key. */
export function draftNamesAgain({
  device,
  membership,
  placesHeld,
}: GrantingPorts & { readonly placesHeld: number }): readonly Draft[] {
  const roster = membership.roster()
  const epoch = membership.epochKey()
  const { person } = device.identity
  const role = roster.members.get(person)?.role
  if (roster.policy.history === 'everything' || epoch === undefined || role === undefined) return []
  const { own, group } = membership.saidNames(person)
  const isLacking = (said: SaidName | undefined): said is SaidName =>
    said !== undefined && !said.epochs.includes(epoch.id)
  const again = (recordType: number, { name, hlc }: SaidName): Draft =>
    draftSealed({
      recordType,
      hlc,
      heads: headsFor(roster, person),
      placesHeld,
      epoch,
      content: encodeNaming({ name }),
      random: device.random,
    })
  return [
    ...(isLacking(own) ? [again(RECORD_TYPE.profile, own)] : []),
    ...(isLacking(group) && rankOf(role) >= rankOf('admin')
      ? [again(RECORD_TYPE.about, group)]
      : []),
  ]
}
