/**
 * What was announced in a class, beside the conversation it stands in.
 *
 * Nothing is kept for it: an announcement is a message with a sign of its own, known as far back as
 * segments are open, and read where it stands. Rule GS117.
 */
import type { Announcement } from '../model-class.ts'
import type { History } from './history.ts'

/** More than a screen lists; who announces more pins what is to stay. */
const MAX_ANNOUNCEMENTS = 200

/** Newest first. The same list where nothing of it changed. */
export function findAnnouncements(
  history: Pick<History, 'timeline' | 'shown' | 'unreadMessages'>,
  last: readonly Announcement[] | undefined,
): readonly Announcement[] {
  const all = history
    .timeline()
    .messages()
    .filter(({ announcement }) => announcement)
  const newest = all.slice(-MAX_ANNOUNCEMENTS).toReversed()
  const unread = new Set(history.unreadMessages().map(({ key }) => key))
  const now = history
    .shown(newest)
    .map((message): Announcement => ({ message, unread: unread.has(message.key) }))
  return last !== undefined && isSame(last, now) ? last : now
}

function isSame(a: readonly Announcement[], b: readonly Announcement[]): boolean {
  const isSameAt = ({ message, unread }: Announcement, at: number) =>
    message === b[at]?.message && unread === b[at].unread
  return a.length === b.length && a.every(isSameAt)
}
