/** Whether something that this person wrote here has not gone out. */
import { useConversation, type Group } from '@parley/react'

/** What an earlier stay here left, and went out then, is no matter of this. */
export function useHasWritten(group: Group): boolean {
  return useConversation(group).messages.some(({ status }) => status === 'on-device')
}
