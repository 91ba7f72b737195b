/**
 * How a conversation is laid out: which messages stand under one name, where a day begins, where the
 * unread ones do. Order is the timeline's and is not touched here.
 *
 * A message may carry an earlier time than the one above it (it arrived late, a clock was wrong), so
 * days follow the latest time seen so far: separators only ever move forward.
 */
import type { MessageKey, ShownMessage } from '@parley/react'

/** Longer silence starts a new run, with name and time again. */
const RUN_GAP_MS = 5 * 60_000

export interface MessageRow {
  readonly message: ShownMessage
  /** A point in the day that begins here, for the line above the message. */
  readonly dayAt: number | undefined
  readonly isFirstUnread: boolean
  readonly startsRun: boolean
  readonly endsRun: boolean
  readonly isLast: boolean
}

/** One row per message, oldest first. */
export function messageRows(
  messages: readonly ShownMessage[],
  firstUnread: MessageKey | undefined,
): readonly MessageRow[] {
  const days = dayStarts(messages)
  const startsRun = messages.map((message, at) => {
    const above = messages[at - 1]
    return (
      above === undefined ||
      days.has(at) ||
      message.key === firstUnread ||
      above.person !== message.person ||
      Math.abs(message.sentAt - above.sentAt) > RUN_GAP_MS
    )
  })
  return messages.map((message, at) => ({
    message,
    dayAt: days.get(at),
    isFirstUnread: message.key === firstUnread,
    startsRun: startsRun[at] ?? true,
    endsRun: startsRun[at + 1] ?? true,
    isLast: at === messages.length - 1,
  }))
}

/** Index of each message a day begins with → a point in that day. */
function dayStarts(messages: readonly ShownMessage[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>()
  let dayEndsAt = -Infinity
  messages.forEach(({ sentAt }, at) => {
    if (sentAt < dayEndsAt) return
    starts.set(at, sentAt)
    dayEndsAt = new Date(sentAt).setHours(24, 0, 0, 0)
  })
  return starts
}
