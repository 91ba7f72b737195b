/** Japanese, a topic a file as in `en`. */
import { inviteTexts } from './invite.ts'
import { languageTexts } from './language.ts'
import { linkEndedTexts } from './link-ended.ts'
import { logTexts } from './log.ts'
import { ownTexts } from './own.ts'
import { peopleTexts } from './people.ts'
import { ruleTexts } from './rules.ts'
import { screenTexts } from './screens.ts'
import { talkTexts } from './talk.ts'
import { timeTexts } from './time.ts'

export const japanese = {
  ...screenTexts,
  ...talkTexts,
  ...inviteTexts,
  ...languageTexts,
  ...linkEndedTexts,
  ...peopleTexts,
  ...ruleTexts,
  ...logTexts,
  ...ownTexts,
  ...timeTexts,
}
