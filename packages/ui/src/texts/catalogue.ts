/**
 * Every text a person reads, in the language spoken now: a translation is the folder `en` once more.
 * `texts` is another object after the language changed, so nothing may keep a text of it for longer
 * than it takes to draw.
 *
 * Some names are fixed, because tests and screen readers rely on them: they are marked "fixed".
 * Only the composer's name may contain the word "Message" among text boxes.
 */
import { catchingUpTexts } from './en/catching-up.ts'
import { classroomTexts } from './en/classroom.ts'
import { commandTexts } from './en/commands.ts'
import { dayTexts } from './en/days.ts'
import { homeTexts } from './en/home.ts'
import { embeddedTexts } from './en/embedded.ts'
import { deskTexts } from './en/desk.ts'
import { emojiTexts } from './en/emoji.ts'
import { fileTexts } from './en/files.ts'
import { formattingTexts } from './en/formatting.ts'
import { inviteTexts } from './en/invite.ts'
import { languageTexts } from './en/language.ts'
import { lessonTexts } from './en/lesson.ts'
import { laterTexts } from './en/later.ts'
import { linkEndedTexts } from './en/link-ended.ts'
import { logTexts } from './en/log.ts'
import { ownTexts } from './en/own.ts'
import { peopleTexts } from './en/people.ts'
import { profileTexts } from './en/profiles.ts'
import { ruleTexts } from './en/rules.ts'
import { schoolTexts } from './en/school.ts'
import { screenTexts } from './en/screens.ts'
import { shellTexts } from './en/shell.ts'
import { siteTexts } from './en/site.ts'
import { talkTexts } from './en/talk.ts'
import { themeTexts } from './en/theme.ts'
import { threadTexts } from './en/threads.ts'
import { timeTexts } from './en/time.ts'
import { writingTexts } from './en/writing.ts'
import { isolating } from './isolated.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { speak } from './locale.ts'
import { translated, type Translation, type Widened } from './translation.ts'

export const english = {
  ...screenTexts,
  ...schoolTexts,
  ...talkTexts,
  ...fileTexts,
  ...formattingTexts,
  ...classroomTexts,
  ...commandTexts,
  ...catchingUpTexts,
  ...shellTexts,
  ...dayTexts,
  ...embeddedTexts,
  ...deskTexts,
  ...emojiTexts,
  ...themeTexts,
  ...threadTexts,
  ...inviteTexts,
  ...languageTexts,
  ...lessonTexts,
  ...laterTexts,
  ...linkEndedTexts,
  ...peopleTexts,
  ...profileTexts,
  ...ruleTexts,
  ...siteTexts,
  ...logTexts,
  ...ownTexts,
  ...homeTexts,
  ...timeTexts,
  ...writingTexts,
} as const

export type Texts = Widened<typeof english>

export let texts: Texts = isolating<Texts>(english, 'ltr')

/** Speak another language. `wanted`: the person's tags, for the region of dates and numbers. */
export function setTexts(
  language: Language,
  translation: Translation | undefined,
  wanted: readonly string[],
): void {
  speak(language, wanted)
  const said = translation === undefined ? english : translated(english, translation)
  texts = isolating<Texts>(said, LANGUAGES[language].dir)
}
