/**
 * Every text a person reads: a translation is the folder `en` once more.
 *
 * Some names are fixed, because tests and screen readers rely on them: they are marked "fixed".
 * Only the composer's name may contain the word "Message" among text boxes.
 */
import { homeTexts } from './en/home.ts'
import { inviteTexts } from './en/invite.ts'
import { linkEndedTexts } from './en/link-ended.ts'
import { logTexts } from './en/log.ts'
import { ownTexts } from './en/own.ts'
import { peopleTexts } from './en/people.ts'
import { ruleTexts } from './en/rules.ts'
import { screenTexts } from './en/screens.ts'
import { talkTexts } from './en/talk.ts'

export { LOCALE } from './locale.ts'

export const texts = {
  ...screenTexts,
  ...talkTexts,
  ...inviteTexts,
  ...linkEndedTexts,
  ...peopleTexts,
  ...ruleTexts,
  ...logTexts,
  ...ownTexts,
  ...homeTexts,
} as const
