/**
 * Names for those who cannot look back: where newcomers read only what comes after them, what was said
 * before of people and of the group is closed to them too, so whoever writes says theirs again. Of a
 * picture that is where it lies and its key.
 */
import { rankOf } from '@parley/group'
import { type Naming, RECORD_TYPE } from '@parley/protocol'
import type { Said } from '../membership/last-said.ts'
import type { SaidProfile } from '../membership/said-names.ts'
import { draftNaming, type NamingPorts, type Saying } from '../profiles/draft-naming.ts'
import type { Draft } from '../writing/drafts.ts'

/** Nothing where everybody reads everything, or what is to be said has been said under this key. */
export function draftNamesAgain(ports: NamingPorts): readonly Draft[] {
  const { device, membership } = ports
  const roster = membership.roster()
  const epoch = membership.epochKey()
  const { person } = device.identity
  const role = roster.members.get(person)?.role
  if (roster.policy.history === 'everything' || epoch === undefined || role === undefined) return []
  const { own, group } = membership.saidNames(person)
  const again = (recordType: Saying['recordType'], said: SaidProfile) =>
    lackingOf(said)
      .filter(({ epochs }) => !epochs.includes(epoch.id))
      .map(({ hlc, over, naming }) => draftNaming(ports, { recordType, hlc, over }, naming))
  return [
    ...again(RECORD_TYPE.profile, own),
    ...(rankOf(role) >= rankOf('admin') ? again(RECORD_TYPE.about, group) : []),
  ]
}

/** What was taken back need not be said to who never heard it. */
function lackingOf({
  name,
  words,
  picture,
  talk,
  closed,
}: SaidProfile): readonly (Omit<Said<unknown>, 'value'> & { readonly naming: Naming })[] {
  return [
    ...(name ? [{ ...name, naming: { name: name.value } }] : []),
    ...(words && words.value !== '' ? [{ ...words, naming: { words: words.value } }] : []),
    ...(picture && picture.value !== 'none'
      ? [{ ...picture, naming: { picture: picture.value } }]
      : []),
    ...(talk ? [{ ...talk, naming: { talk: talk.value } }] : []),
    ...(closed ? [{ ...closed, naming: { closed: closed.value } }] : []),
  ]
}
