/** Own messages that nobody sees, because of what somebody did meanwhile: their texts, and who that was. */
import { refKey, type Roster } from '@parley/group'
import type { PersonId } from '@parley/protocol'
import type { HiddenMessage } from '../notices.ts'
import type { OpenedRecord } from '../reading/reader.ts'

export function textsOf(records: readonly OpenedRecord[], by: string): readonly HiddenMessage[] {
  return records.flatMap(({ says }) => {
    if (says.type !== 'content' || !('text' in says.content)) return []
    const { messageId, text } = says.content
    const root = says.content.kind === 'post' ? says.content.thread : undefined
    return [{ id: messageId, text, by, thread: root && refKey(root) }]
  })
}

/** Name of whoever removed, muted or lowered this person last; '' when nobody did. */
export function blamed({
  roster,
  person,
  nameOf,
}: {
  readonly roster: Roster
  readonly person: PersonId
  nameOf(person: PersonId): string
}): string {
  const act = roster.log.findLast(
    ({ action, verdict }) =>
      verdict === 'valid' &&
      (action.type === 'remove' || action.type === 'mute' || action.type === 'role') &&
      action.person === person,
  )
  return act?.person === undefined ? '' : nameOf(act.person)
}
