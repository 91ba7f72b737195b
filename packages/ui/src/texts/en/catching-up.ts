/** Knowing where one is: what was missed, who has a message, how complete it all is. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const catchingUpTexts = {
  catchUp: {
    title: 'Catch up', // fixed
    line: (since: string) => `Unread since ${since}`,
    allRead: 'Mark all as read', // fixed
    since: (since: string) => `since ${since}`,
    messages: (n: number) => count(n, '# new message', '# new messages'),
    inThread: (n: number) => count(n, '# new reply in a thread', '# new replies in a thread'),
    threadGone: 'On a message that is not here',
    late: 'Arrived late',
    mention: 'Mentions you',
    by: (author: string, text: string) => `${author}: ${text}`,
    deleted: 'Deleted',
    more: (n: number) => count(n, 'and # more', 'and # more'),
    nothing: 'You have seen everything.', // fixed
  },
  marking: {
    more: (group: string) => `More about ${group}`,
    unread: 'Mark as unread', // fixed
    read: 'Mark as read', // fixed
    quiet: 'Keep quiet', // fixed
    loud: 'No longer quiet', // fixed
    isMarked: 'marked as unread',
    holdHint: 'Hold a group to keep it quiet, mark it as unread and more.',
    inThreads: (n: number) => count(n, '# unread reply in threads', '# unread replies in threads'),
    mentions: (n: number) => count(n, '# unread mention of you', '# unread mentions of you'),
  },
  who: {
    title: 'Who has this message', // fixed
    read: 'Read',
    received: 'Received',
    others: (n: number) =>
      count(n, '# other: not known to have it yet', '# others: not known to have it yet'),
    nobody: 'Nobody yet, as far as this device knows.',
    hidden: 'Groups of more than fifty people do not tell who has read what.',
  },
  complete: {
    until: (time: string) => `You have everything known up to ${time}.`,
    missing: 'Some messages are known to exist and are not here yet.',
  },
} as const
