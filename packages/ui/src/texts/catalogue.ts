/**
 * Every text a person reads, in one place: a translation is this file once more.
 *
 * Some names are fixed, because tests and screen readers rely on them: they are marked "fixed".
 * Only the composer's name may contain the word "Message" among text boxes.
 */
import type { InvitationFault, NoticeType } from '@parley/react'
import { plural } from './plural.ts'

export const LOCALE = 'en'

const count = (n: number, one: string, other: string) => plural(LOCALE, n, { one, other })
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' })

export const texts = {
  app: 'Parley',
  title: (group: string | undefined, unread: number) =>
    `${unread > 0 ? `(${unread}) ` : ''}${group === undefined ? '' : `${group} – `}Parley`,

  start: {
    opening: 'Opening…',
    failed: 'Parley cannot open here',
    again: 'Try again',
    faults: {
      absent:
        'This browser keeps nothing for this page, so your messages could not be stored. A private window or a setting that blocks site data does this. Open Parley in an ordinary window.',
      blocked:
        'Another tab of Parley holds the storage and does not let go. Close the other tabs, then try again.',
      full: 'This device’s storage is full. Free some space, then try again. What is stored stays safe.',
      broken:
        'This device’s storage does not answer as it should. Nothing was changed. Restart the browser, then try again.',
      identity:
        'The identity kept on this device is damaged. Nothing was changed. Use another browser profile, or clear this site’s data to begin as a new person.',
      unknown: 'Something unexpected went wrong while opening. Nothing was changed.',
    },
  },

  welcome: {
    promise: 'Group chat that keeps working when the network does not.',
    name: 'Your name', // fixed
    nameHint: 'The people you talk to see it. No account, no e-mail.',
    enter: 'Start',
    invited: 'You are invited to a group',
    invitedHint: 'Say who you are, and you are in.',
    enterInvited: 'Join', // fixed
    nameEmpty: 'A name is needed, any you like.',
    failed: 'Your name could not be kept on this device. Please try again.',
  },

  groups: {
    title: 'Groups',
    newGroup: 'New group', // fixed
    join: 'Join', // fixed
    emptyTitle: 'No groups yet',
    emptyHint: 'Make a group and invite people, or join with a link someone sent you.',
    chooseTitle: 'Choose a group',
    chooseNone: 'Your groups open here',
    chooseHint: 'Everything you write is kept on this device first, online or not.',
    unread: (n: number) => count(n, '# unread message', '# unread messages'),
    draft: 'Draft',
    you: 'You',
    says: (author: string, text: string) => `${author}: ${text}`,
    nothingYet: 'No messages yet',
    joining: 'Joining…',
    unnamed: 'New group',
    unnamedJoining: 'A group you were invited to',
  },

  newGroup: {
    title: 'New group',
    name: 'Group name', // fixed
    create: 'Create',
    nameEmpty: 'The group needs a name.',
    failed: 'The group could not be kept on this device. Please try again.',
  },

  join: {
    title: 'Join a group',
    link: 'Link to the group',
    hint: 'Paste the link someone sent you.',
    join: 'Join', // fixed
    working: 'Opening your invitation…',
    brokenTitle: 'This link does not work',
    home: 'To your groups',
    failed: 'The invitation could not be kept on this device. Please try again.',
    faults: {
      'no-invite': 'There is no invitation in this text. An invite link contains “#/join/”.',
      'cut-short':
        'The end of this link is missing. Copy the whole link, or ask for it to be sent again.',
      'too-long': 'This link has something extra at its end. Copy only the link itself.',
      'not-base64url': 'This link is damaged: some of its letters were changed on the way.',
      'newer-version':
        'This link was made by a newer Parley. Reload this page to update, then try again.',
    } satisfies Record<InvitationFault, string>,
  },

  invite: {
    open: 'Invite', // fixed
    title: 'Invite people',
    hint: 'Send this link to the people you want here.',
    link: 'Invite link', // fixed
    copy: 'Copy',
    copied: 'Copied',
    copyByHand: 'The link is selected: copy it with your device.',
    warning: 'Whoever holds this link can read the group, all of it. Share it with care.',
    failed: 'The link could not be made just now. Please try again.',
  },

  conversation: {
    back: 'Back to groups',
    people: (n: number) => count(n, '# person', '# people'),
    log: 'Messages', // fixed
    beginning: 'This is the beginning of the group.',
    beginningHint: 'Say hello, or invite people.',
    loadingOlder: 'Looking for older messages…',
    unreadLine: 'New',
    newMessages: (n: number) => count(n, '# new message', '# new messages'),
    toNewest: 'Newest messages',
    joining:
      'You can write already. You are let in, and see what others wrote, as soon as the relay can be reached.',
    joiningName: 'Joining a group',
    closed: 'You are no longer in this group. What you have stays on this device.',
    missingTitle: 'This group is not on this device',
    missingHint: 'Ask someone in it for an invite link.',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },

  message: {
    react: 'React', // fixed
    reply: 'Reply', // fixed
    edit: 'Edit', // fixed
    delete: 'Delete', // fixed
    actions: 'What to do with it',
    edited: 'edited',
    late: 'arrived late',
    deleted: 'Deleted',
    by: (author: string, time: string) => `${author}, ${time}`,
    you: 'You',
    status: {
      'on-device': 'On this device',
      'on-relay': 'On the relay',
      received: 'Received',
      read: 'Read',
    }, // fixed
    ofPeople: (status: string, n: number, all: number) => `${status} by ${n} of ${all}`,
    andReceived: (read: string, n: number) => `${read}, received by ${n}`,
    quoteDeleted: 'Deleted',
    quoteMissing: 'Not here yet',
    jumpToQuoted: (author: string) => `Go to what ${author} wrote`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list.format(people)}`,
    emojiTitle: 'Choose a reaction',
    failed: 'That could not be kept on this device. Please try again.',
  },

  deletion: {
    title: 'Delete for everyone?',
    hint: 'It disappears from this group. People who have read it may remember.',
    delete: 'Delete', // fixed
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
    count: (bytes: number, limit: number) =>
      `${new Intl.NumberFormat(LOCALE).format(bytes)} of ${new Intl.NumberFormat(LOCALE).format(limit)} bytes`,
    tooLong: (bytes: number, limit: number) =>
      `Too long: the limit is ${new Intl.NumberFormat(LOCALE).format(limit)} bytes, this has ${new Intl.NumberFormat(LOCALE).format(bytes)}. Your text is kept; shorten it or send it in parts.`,
    failed: 'This could not be kept on this device, so it is not sent. Your text is still here.',
  },

  connection: {
    connected: 'Connected', // fixed
    offline: 'Offline', // fixed
    connecting: 'looking for the relay',
    heardBriefly: (when: string) => `last heard ${when}`,
    heard: (when: string) => `Last heard from the relay: ${when}`,
    never: 'The relay has not been heard from yet. You can go on writing.',
  },

  notices: {
    dismiss: 'Dismiss',
    says: {
      'storage-failing':
        'This device’s storage is failing. What you write now may not survive closing this page.',
      'storage-full':
        'This device’s storage is full. Free some space; what is already here stays safe.',
      'doc-rebuilt':
        'A stored copy of this group was damaged. It was thrown away and is being fetched again.',
      'not-sent': 'This was not accepted and is not sent. The text is kept here:',
      'sync-stopped':
        'The relay sent something unreadable twice, so this group no longer exchanges messages. Reload to try again.',
      'relay-misbehaved': 'The relay sent something that breaks the rules. It was refused.',
    } satisfies Record<NoticeType, string>,
  },

  dialog: { close: 'Close', cancel: 'Cancel' },
  name: {
    tooLong: (limit: number) => `That name is too long: the limit is ${limit} bytes.`,
  },
} as const
