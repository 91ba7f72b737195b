/** Spanish, a topic a file as in `en`. */
import { classroomTexts } from './classroom.ts'
import { commandTexts } from './commands.ts'
import { dayTexts } from './days.ts'
import { deskTexts } from './desk.ts'
import { embeddedTexts } from './embedded.ts'
import { emojiTexts } from './emoji.ts'
import { fileTexts } from './files.ts'
import { formattingTexts } from './formatting.ts'
import { homeTexts } from './home.ts'
import { shellTexts } from './shell.ts'
import { catchingUpTexts } from './catching-up.ts'
import { writingTexts } from './writing.ts'
import { inviteTexts } from './invite.ts'
import { languageTexts } from './language.ts'
import { lessonTexts } from './lesson.ts'
import { laterTexts } from './later.ts'
import { linkEndedTexts } from './link-ended.ts'
import { logTexts } from './log.ts'
import { ownTexts } from './own.ts'
import { peopleTexts } from './people.ts'
import { profileTexts } from './profiles.ts'
import { ruleTexts } from './rules.ts'
import { schoolTexts } from './school.ts'
import { screenTexts } from './screens.ts'
import { siteTexts } from './site.ts'
import { talkTexts } from './talk.ts'
import { themeTexts } from './theme.ts'
import { threadTexts } from './threads.ts'
import { timeTexts } from './time.ts'

export const spanish = {
  ...screenTexts,
  ...schoolTexts,
  ...talkTexts,
  ...classroomTexts,
  ...commandTexts,
  ...dayTexts,
  ...deskTexts,
  ...embeddedTexts,
  ...emojiTexts,
  ...fileTexts,
  ...formattingTexts,
  ...homeTexts,
  ...shellTexts,
  ...catchingUpTexts,
  ...writingTexts,
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
  ...themeTexts,
  ...threadTexts,
  ...timeTexts,
}
