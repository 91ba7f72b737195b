/** Retracts: whose records they may take back, and what stands in for a message they do take back. */
import { type PersonId, type ThreadTag, threadTag } from '@parley/protocol'
import type { MessageState, Taking } from './held-message.ts'
import {
  type ContentRecord,
  type MessageKey,
  messageKey,
  type RecordRef,
  type RetractRecord,
} from './message.ts'

export function mayTakeBack(
  { person, byModerator }: RetractRecord,
  whose: PersonId | undefined,
): boolean {
  return whose !== undefined && (byModerator || person === whose)
}

/** The message whose post or edit a record is. */
export function messageOf({ person, content }: ContentRecord): MessageKey | undefined {
  const isSaid = content.kind === 'post' || content.kind === 'edit'
  return isSaid ? messageKey(person, content.messageId) : undefined
}

/**
 * The post that stands in for a message: where and when the retract says, if it names this message;
 * else where the record is that it names. Never later than the retract itself: what stands in the
 * future takes every answer with it.
 */
export function takingBy(
  retract: RetractRecord,
  state: MessageState,
  named?: ContentRecord,
): Taking {
  const { person: by, hlc, id, segment, target, messageId, postHlc, notAfter = hlc } = retract
  const [first] = retract.retract
  const names = target === state.person && messageId === state.messageId && postHlc > 0n
  const place = names && first !== undefined ? { ...first, segment, hlc: postHlc } : named
  if (place === undefined) throw new RangeError('a retract of nothing')
  const standIn: ContentRecord = {
    type: 'content',
    id: place.id,
    segment: place.segment,
    writer: place.writer,
    clock: place.clock,
    hlc: place.hlc < notAfter ? place.hlc : notAfter,
    person: state.person,
    content: { kind: 'post', messageId: state.messageId, text: '' },
    needsRoot: retract.needsRoot === true,
    standsIn: names ? retract.thread : named && threadOf(named),
  }
  return { removal: { by, hlc, id }, isOwn: by === state.person, standIn }
}

/** The thread a post stands in. */
export function threadOf({ content, standsIn }: ContentRecord): ThreadTag | undefined {
  if (standsIn !== undefined || content.kind !== 'post') return standsIn
  return content.thread && threadTag(content.thread)
}

export function placeKey(place: Pick<RecordRef, 'segment' | 'writer' | 'clock'>): string {
  return `${place.segment}/${place.writer}/${place.clock}`
}

export function standsAt(record: ContentRecord, place: RecordRef): boolean {
  return (
    record.segment === place.segment &&
    record.writer === place.writer &&
    record.clock === place.clock
  )
}
