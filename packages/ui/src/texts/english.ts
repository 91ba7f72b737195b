/** All texts in English, a topic a file. */
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

export type English = typeof english
