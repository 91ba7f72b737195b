/** A conversation and what one writes. "fixed": tests and screen readers rely on it. */
import { count, list, number } from '../locale.ts'

export const talkTexts = {
  conversation: {
    back: 'Back to groups',
    people: (n: number) => count(n, '# person', '# people'),
    log: 'Messages', // fixed
    beginning: 'This is the beginning of the group.',
    talkBeginning: 'Here the conversation begins.',
    beginningHint: 'Say hello, or invite people.',
    beginningHello: 'Say hello.',
    unreadLine: 'New',
    newMessages: (n: number) => count(n, '# new message', '# new messages'),
    toNewest: 'Newest messages',
    opening: 'You can write already. The group is on its way.',
    joining:
      'You can write already. The group opens as soon as the relay can be reached, and somebody lets you in if it asks for that.',
    missingTitle: 'This group is not on this device',
    missingHint: 'Ask someone in it for an invite link.',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },
  message: {
    actions: 'Message',
    edited: 'edited',
    late: 'arrived late',
    deleted: 'Deleted',
    removedBy: (by: string) => `Removed by ${by}`,
    deletionUnsent: 'Not sent yet: others still see it',
    by: (author: string, time: string) => `${author}, ${time}`,
    you: 'You',
    status: {
      'on-device': 'Kept here',
      'on-relay': 'With the relay',
      received: 'Received',
      read: 'Read',
    }, // fixed
    wholeStatus: {
      'on-device': 'Kept here, not with the relay yet',
      'on-relay': 'With the relay: the others get it from there',
    },
    beingKept: 'being kept',
    moreBeingKept: (n: number) => count(n, '# more being kept', '# more being kept'),
    ofPeople: (status: string, n: number, all: number) => `${status} by ${n} of ${all}`,
    byAll: (status: string, n: number) => `${status} by all ${n}`,
    bySomebody: (status: string) => `${status} by at least one`,
    andReceived: (read: string, n: number) => `${read}, received by ${n}`,
    quoteDeleted: 'Deleted',
    quoteMissing: 'Not here yet',
    jumpToQuoted: (author: string) => `Go to what ${author} wrote`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list(people)}`,
    reactionUnsent: (label: string) => `${label} (not sent yet)`,
    holdHint: 'Hold a message to reply, react and more. Or tap it, then •••.',
    showAll: 'Show all',
    showLess: 'Show less',
    emojiTitle: 'Choose a reaction',
    failed: 'That could not be kept on this device. Please try again.',
  },
  deletion: {
    title: 'Delete for everyone?',
    hint: 'It disappears from this group. People who have read it may remember.',
    delete: 'Delete', // fixed
    titleOther: (author: string) => `Delete what ${author} wrote?`,
    hintOther: 'It disappears for everyone, and everyone sees that a moderator removed it.',
  },
  late: {
    title: (n: number) => count(n, '# message arrived late', '# messages arrived late'),
    hint: 'Written earlier, here only now. Each stands where it belongs.',
    seenAll: 'Seen',
    more: (n: number) => count(n, 'and # more', 'and # more'),
  },
  composer: {
    text: 'Message', // fixed
    send: 'Send', // fixed
    replyingTo: (author: string) => `Replying to ${author}`,
    replyingToOwn: 'Replying to yourself',
    editing: 'Editing',
    leave: 'Cancel',
    count: (bytes: number, limit: number) => `${number(bytes)} of ${number(limit)} bytes`,
    tooLong: (bytes: number, limit: number) =>
      `Too long: the limit is ${number(limit)} bytes, this has ${number(bytes)}. Your text is kept; shorten it or send it in parts.`,
    failed: 'This could not be kept on this device, so it is not sent. Your text is still here.',
    notAllowed: 'The rules of this group do not let you write this now. Your text is still here.',
  },
} as const
