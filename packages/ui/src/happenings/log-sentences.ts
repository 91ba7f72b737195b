/**
 * What happened in a group, one sentence an entry. A change of the rules carries all of them, so what it
 * changed is told against the rules before it.
 */
import { DEFAULT_POLICY, type LogEntry, type Policy, type Role } from '@parley/react'
import { textOnly } from '../formatting/text-only.ts'
import { isAnnouncements, spanWords } from '../rules/policy-words.ts'
import { texts, type Texts } from '../texts/catalogue.ts'
import { list } from '../texts/locale.ts'
import { moment } from '../time/dates.ts'

/** Of a message: enough to know it again. */
const MOST_LETTERS = 60

export interface Happening {
  readonly entry: LogEntry
  readonly sentence: string
}

/** `entries` newest first, as the group gives them; so is what comes back. */
export function happenings(
  entries: readonly LogEntry[],
  now: number,
  words: Texts = texts,
): readonly Happening[] {
  let before = DEFAULT_POLICY
  return entries
    .toReversed()
    .filter(({ type }) => type !== 'cut')
    .map((entry) => {
      const sentence = sentenceOf(entry, { before, now, words })
      if (entry.took && entry.policy !== undefined) before = entry.policy
      return { entry, sentence }
    })
    .toReversed()
}

interface Telling {
  /** The rules until then. */
  readonly before: Policy
  readonly now: number
  readonly words: Texts
}

function sentenceOf(entry: LogEntry, { before, now, words }: Telling): string {
  const says = words.log
  const by = named(entry.by)
  const whom = named(entry.target)
  switch (entry.type) {
    case 'policy':
      return says.policy(by, changes(before, entry.policy ?? before, words))
    case 'mute':
      return isTimed(entry.until)
        ? says.muteUntil(by, whom, moment(entry.until, now))
        : says.mute(by, whom)
    case 'role':
      return says.role(by, whom, says.a[entry.role ?? 'member'])
    case 'invite':
      return isSpecial(entry.role) ? says.inviteAs(by, words.roles[entry.role]) : says.invite(by)
    case 'add':
      return addition(entry, words)
    case 'uninvite':
      return isNamed(entry.target) ? says.decline(by, whom) : says.uninvite(by)
    case 'remove':
    case 'unmute':
      return says[entry.type](by, whom)
    case 'leave':
      return entry.asked ? says.takeBack(by) : says.leave(by)
    case 'join':
      return entry.asked ? says.ask(by) : says.join(by)
    case 'found':
    case 'device':
    case 'undevice':
    case 'box':
    case 'signin':
      return says[entry.type](by)
    case 'name':
      return says.name(by, entry.text ?? '')
    case 'description':
      return entry.text === '' ? says.descriptionGone(by) : says.description(by)
    case 'picture':
      return entry.text === '' ? says.pictureGone(by) : says.picture(by)
    case 'pin':
    case 'unpin':
      return pinning(entry.type, entry)
    case 'cut':
    case 'merge':
    case 'unknown':
      return says.unknown(by)
  }
}

/** Somebody is let in who asked, or added without having asked. */
function addition({ by, target, role, asked }: LogEntry, words: Texts): string {
  const says = words.log
  const names = [named(by), named(target)] as const
  if (!isSpecial(role)) return asked ? says.add(...names) : says.addAlone(...names)
  return asked ? says.addAs(...names, says.a[role]) : says.addAloneAs(...names, says.a[role])
}

/** What an own eye may still see of the message goes along, in one line. */
function pinning(type: 'pin' | 'unpin', { by, target, text = '' }: LogEntry): string {
  const says = texts.log
  const names = [named(by), named(target)] as const
  const line = briefly(text)
  return line === '' ? says[type](...names) : says[`${type}Text`](...names, line)
}

function briefly(text: string): string {
  const [line = ''] = textOnly(text, false).trim().split('\n')
  const letters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment)
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join('')}…` : line
}

function changes(before: Policy, after: Policy, words: Texts): string {
  const says = words.log.changes
  const told: readonly (string | false)[] = [
    before.history !== after.history &&
      (after.history === 'everything' ? says.historyAll : says.historyLater),
    isAnnouncements(before) !== isAnnouncements(after) &&
      (isAnnouncements(after) ? says.announcementsOn : says.announcementsOff),
    before.locked !== after.locked && (after.locked ? says.lockedOn : says.lockedOff),
    before.hushed !== after.hushed && (after.hushed ? says.hushedOn : says.hushedOff),
    before.slowModeSeconds !== after.slowModeSeconds &&
      (after.slowModeSeconds === 0 ? says.slowOff : says.slowOn(spanWords(after.slowModeSeconds))),
    before.guestsMayPost !== after.guestsMayPost &&
      (after.guestsMayPost ? says.guestsOn : says.guestsOff),
    fingerprint(before.site) !== fingerprint(after.site) &&
      (after.site === undefined ? says.siteOff : says.siteOn(after.site.name)),
  ]
  const made = told.filter((one) => one !== false)
  return made.length === 0 ? texts.log.policySame : list(made)
}

/** Another key is another site, whatever it is called. */
function fingerprint(site: Policy['site']): string {
  const keys = site?.keys.map(({ algorithm, bytes }) => `${algorithm} ${bytes.join()}`) ?? []
  return [site?.name, site?.role, ...keys].join('\n')
}

function isTimed(until: number | undefined): until is number {
  return until !== undefined && until > 0
}

function isSpecial(role: Role | undefined): role is Role {
  return role !== undefined && role !== 'member'
}

function isNamed(name: string | undefined): boolean {
  return name !== undefined && name !== ''
}

function named(name: string | undefined): string {
  return name === undefined || name === '' ? texts.log.someone : name
}
