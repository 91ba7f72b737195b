/** What a conversation says, which comes with it where texts come in steps. */
import { addTexts } from '../language/language.ts'
import { conversation } from '../texts/steps/conversation.ts'

export function addConversationTexts(): Promise<void> {
  return addTexts(conversation)
}
