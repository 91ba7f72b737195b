/**
 * The question box of a class, as whoever can read it: what was asked, what was answered, and what is done.
 *
 * Its input is what was opened of valid records; whoever cannot open them has no questions. Rules TL35 to TL37.
 */
import type { Confidence, Hlc, MessageId, PersonId, RecordId } from '@parley/protocol'
import { messageKey, type MessageKey, refKey } from './message.ts'
import { isEarlier } from './message-state.ts'

/** What was confided in a valid record. */
export interface OpenedConfidence {
  readonly id: RecordId
  /** Whose device signed it. */
  readonly person: PersonId
  /** Of the record: an id of its own, and a question's. */
  readonly messageId: MessageId
  readonly hlc: Hlc
  /** Its author was moderator or above at its heads. */
  readonly byModerator: boolean
  readonly confidence: Confidence
}

export interface Question {
  readonly key: MessageKey
  readonly person: PersonId
  readonly messageId: MessageId
  readonly id: RecordId
  readonly hlc: Hlc
  readonly text: string
  /** Oldest first. */
  readonly answers: readonly Answer[]
  /** Somebody who teaches marked it so. */
  readonly isDone: boolean
}

export interface Answer {
  readonly by: PersonId
  readonly id: RecordId
  readonly hlc: Hlc
  readonly text: string
  readonly toAll: boolean
}

/** Oldest first, without those that were taken back. In any order of the records the same. */
export function questionsIn(records: readonly OpenedConfidence[]): readonly Question[] {
  const said = [...records].sort((a, b) => (isEarlier(a, b) ? -1 : 1))
  const asked = new Map<MessageKey, Question>()
  const answers = new Map<MessageKey, Answer[]>()
  const done = new Set<MessageKey>()
  const takenBack = new Set<MessageKey>()
  const known = new Set<MessageKey>()
  for (const { id, person, messageId, hlc, byModerator, confidence } of said) {
    const key = messageKey(person, messageId)
    if (confidence.says === 'done') {
      // Its asker's word is theirs whatever else they are.
      if (confidence.person === person) takenBack.add(refKey(confidence))
      else if (byModerator) done.add(refKey(confidence))
      continue
    }
    if (known.has(key)) continue
    known.add(key)
    const { text } = confidence
    if (confidence.says === 'question')
      asked.set(key, { key, person, messageId, id, hlc, text, answers: [], isDone: false })
    else if (byModerator) {
      const { toAll } = confidence
      const about = refKey(confidence)
      answers.set(about, [...(answers.get(about) ?? []), { by: person, id, hlc, text, toAll }])
    }
  }
  return [...asked.values()]
    .filter(({ key }) => !takenBack.has(key))
    .map((question) => ({
      ...question,
      answers: answers.get(question.key) ?? [],
      isDone: done.has(question.key),
    }))
}
