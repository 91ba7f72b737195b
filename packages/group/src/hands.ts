/**
 * Hands that are up in a class. A hand is known by its person and an id of its own, as a message is;
 * once lowered it is down for good, and going up again is another hand. Rules TL31 to TL33.
 */
import { type Hlc, hlcMs, type MessageId, type PersonId, type RecordId } from '@parley/protocol'
import { type ContentRecord, messageKey, type MessageKey } from './message.ts'
import { isEarlier } from './message-state.ts'

export interface Hand {
  readonly key: MessageKey
  readonly id: RecordId
  readonly person: PersonId
  readonly messageId: MessageId
  readonly hlc: Hlc
}

/** Somebody was given the word. */
export interface Call {
  readonly person: PersonId
  readonly by: PersonId
  readonly id: RecordId
  readonly hlc: Hlc
}

export interface Hands {
  add(record: ContentRecord): void
  /** Those nobody lowered, in the order they went up. */
  standing(): readonly Hand[]
  /** The newest that claims no later time: what is of the future hides nobody's turn. */
  lastCall(untilMs?: number): Call | undefined
}

export function newHands(): Hands {
  const held = new Map<MessageKey, Hand>()
  const lowered = new Set<MessageKey>()
  const calls: Call[] = []

  return {
    add({ id, person, hlc, content }) {
      if (content.kind === 'hand') {
        const { messageId } = content
        const hand: Hand = { key: messageKey(person, messageId), id, person, messageId, hlc }
        const other = held.get(hand.key)
        if (other === undefined || isEarlier(hand, other)) held.set(hand.key, hand)
      }
      if (content.kind !== 'lower') return
      lowered.add(messageKey(content.person, content.messageId))
      const given: Call = { person: content.person, by: person, id, hlc }
      if (content.called) calls.push(given)
    },
    standing() {
      const up = [...held.values()].filter(({ key }) => !lowered.has(key))
      return up.sort((left, right) => (isEarlier(left, right) ? -1 : 1))
    },
    lastCall: (untilMs = Infinity) =>
      calls
        .filter(({ hlc }) => hlcMs(hlc) <= untilMs)
        .reduce<Call | undefined>(
          (last, call) => (last === undefined || isEarlier(last, call) ? call : last),
          undefined,
        ),
  }
}
