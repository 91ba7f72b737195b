/** Threads, mentions, pins, forwarding and links to messages. "fixed": tests rely on it. */
import { count, list } from '../locale.ts'

export const threadTexts = {
  threads: {
    composer: 'Reply in thread', // fixed
    replies: (n: number) => count(n, '# reply', '# replies'),
    unread: (n: number) => count(n, '# unread reply', '# unread replies'),
    last: (when: string) => `latest: ${when}`,
    rootMissing: 'What this thread answers is not on this device.',
    noReplies: 'No replies yet',
    noRepliesHint: 'What you write here stays with the message above.',
    openList: 'Threads', // fixed
    openListUnread: (n: number) => count(n, 'Threads, # unread reply', 'Threads, # unread replies'),
    list: 'Threads of this group',
    emptyTitle: 'No threads yet',
    emptyHint:
      'Choose “Reply in thread” at a message to answer it without filling the conversation.',
    from: (author: string) => `from ${author}`,
    stillMay: 'You can still answer: choose “Reply in thread” at a message.',
  },
  mentions: {
    open: 'Mentions', // fixed
    openUnread: (n: number) => count(n, 'Mentions, # unread', 'Mentions, # unread'),
    title: 'Mentions',
    list: 'What mentions you',
    emptyTitle: 'Nobody has mentioned you yet',
    emptyHint: 'When somebody writes @ and your name, you find it here, whichever group it was in.',
    inThread: 'in a thread',
    unread: 'Unread',
  },
  pins: {
    pin: 'Pin', // fixed
    unpin: 'Unpin', // fixed
    pinned: 'Pinned',
    newest: (author: string, text: string) => `Go to what is pinned. ${author}: ${text}`,
    all: (n: number) => count(n, 'Show what is pinned', 'Show all # that are pinned'),
    list: 'Pinned in this group',
    emptyTitle: 'Nothing is pinned',
    emptyHint: 'Pin what everybody should find again: choose “Pin” at a message.',
  },
  forwarding: {
    title: 'Forward',
    hint: 'To which groups? It is marked as forwarded, and does not say from where.',
    groups: 'Groups',
    forward: 'Forward', // fixed
    none: 'Choose at least one group.',
    mayNot: 'You may not write there now.',
    done: (groups: readonly string[]) => `Forwarded to ${list(groups)}`,
    failed: (groups: readonly string[]) =>
      `It could not be kept for ${list(groups)}. Please try again.`,
    forwarded: 'Forwarded',
  },
  messageLinks: {
    copied: 'Link copied',
    notYet: 'This message has not left this device yet. Copy its link when it has.',
    notHeld:
      'The message of this link is not on this device yet. It may come when the relay can be reached.',
    none: 'The message of this link is not in this group.',
    dismiss: 'Close',
    looking: 'Looking for the message…',
  },
  usesNewer: 'Something in it needs a newer Parley and is not shown.',
} as const
