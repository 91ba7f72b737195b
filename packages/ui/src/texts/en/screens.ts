/** Coming in, the list of groups, and what a device must tell its person. "fixed": tests rely on it. */
import type { InvitationFault, NoticeType } from '@parley/react'
import { count } from '../locale.ts'

export const screenTexts = {
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
        'Who you are on this device can no longer be read. Delete what is here, then come back with another of your devices or your recovery phrase.',
      unknown: 'Something unexpected went wrong while opening. Nothing was changed.',
    },
  },
  welcome: {
    promise: 'Group chat that keeps working when the network does not.',
    name: 'Your name', // fixed
    nameHint: 'The people in your groups see it. No account, no e‑mail.',
    enter: 'Start',
    other: 'If you have used Parley before',
    invited: 'You are invited to a group',
    invitedHint: 'Say who you are to join. Those in the group then see when you are here.',
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
    states: {
      joining: 'Joining…',
      waiting: 'Waiting to be let in',
      left: 'You left',
      removed: 'You were removed',
      closed: 'Closed for you',
    },
    declined: 'You were not let in',
    withdrawn: 'You took your request back',
    quiet: 'Quiet', // fixed
    unnamed: 'New group',
    unnamedJoining: 'A group you were invited to',
  },
  newGroup: {
    title: 'New group',
    name: 'Group name', // fixed
    create: 'Create',
    nameEmpty: 'The group needs a name.',
    failed: 'The group could not be kept on this device. Please try again.',
    more: 'More choices',
    forPage: 'For a web page whose site signs people in', // fixed
    forPageHint:
      'A community that everybody who can open the page may read. It is not encrypted, unless you say otherwise below. Its settings then ask for the site.',
    open: 'Open group, not encrypted', // fixed
    openHint:
      'For large public communities. The relay, and whoever runs it, can read everything. This cannot be changed later.',
  },
  join: {
    title: 'Join a group',
    link: 'Link to the group',
    hint: 'Paste the link someone sent you.',
    join: 'Join', // fixed
    as: (name: string) =>
      `You join as ${name}. Those in the group then see your name, your picture, and when you are here.`,
    notNow: 'Not now',
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
  invited: {
    title: 'You may found groups here', // fixed
    hint: 'Your invitation to this relay counts in this browser. Groups you founded before are taken by themselves.',
    goOn: 'To your groups',
  },
  connection: {
    connected: 'Connected', // fixed
    offline: 'Offline', // fixed
    connecting: 'looking for the relay',
    since: (when: string) => `since ${when}`,
    heard: (when: string) => `Last heard from the relay: ${when}`,
    ask: 'Connection', // fixed
    goOn: 'You can go on writing: it goes out by itself.',
    never: 'The relay has not been heard from yet. You can go on writing.',
    unknownOrigin: (origin: string) =>
      `This relay does not know its own address ${origin}. Its operator has to set PARLEY_ORIGINS to it. You can go on writing.`,
  },
  notices: {
    title: 'Notices',
    dismiss: 'Dismiss',
    more: (n: number) => count(n, '# more', '# more'),
    fewer: 'Fewer',
    writeAgain: 'Write again', // fixed
    reload: 'Reload',
    removedBefore: (by: string, n: number) =>
      `${by} removed you before ${messages(n)} reached anybody.`,
    changedByBefore: (by: string, n: number) =>
      `${by} had removed or muted you, or changed your role, before ${messages(n)} reached anybody.`,
    changedBefore: (n: number) =>
      `You had been removed or muted, or given another role, before ${messages(n)} reached anybody.`,
    nobodySees: (n: number) =>
      count(n, 'Nobody sees it. It is kept here:', 'Nobody sees them. They are kept here:'),
    notSent: (n: number) =>
      count(
        n,
        'This message was not accepted, so it is not sent. It is kept here:',
        'These # messages were not accepted, so they are not sent. They are kept here:',
      ),
    showTexts: (n: number) => count(n, 'Show the text', 'Show the # texts'),
    hideTexts: 'Fold the texts away',
    throwTitle: (n: number) => count(n, 'Delete this text?', 'Delete these # texts?'),
    throwHint: 'They are kept in this notice only, and go with it.',
    throwAct: 'Delete', // fixed
    changedBy: (who: string) =>
      `${who} has a new identity. That happens when someone starts anew, and also when someone pretends to be them. Compare codes before you trust it.`,
    says: {
      'storage-failing':
        'This device’s storage is failing. What you write now may not survive closing this page.',
      'storage-full':
        'This device’s storage is full. Free some space; what is already here stays safe.',
      'doc-rebuilt':
        'A stored copy of this group was damaged. It was thrown away and is being fetched again.',
      'sync-stopped':
        'The relay sent something unreadable twice, so this group no longer exchanges messages. Reload to try again.',
      'not-done':
        'Something you did here did not count, because the rules of the group or your role had changed meanwhile.',
      'identity-changed': 'Someone here has a new identity. Compare codes before you trust it.',
      'uses-newer':
        'Some of what happens here needs a newer Parley, and is not shown. Reload to update.',
      'device-removed':
        'This device was removed by another of your devices. Nothing new reaches it. What is on it stays; to use it again, delete its data and link it anew.',
      'profile-copied':
        'A copy of this browser profile writes as this device. Use only one of them, and link the other as a device of its own.',
      'relay-misbehaved': 'The relay sent something that breaks the rules. It was refused.',
    } satisfies Record<Exclude<NoticeType, 'not-sent' | 'not-shown'>, string>,
  },
  dialog: { close: 'Close', cancel: 'Cancel' },
  name: {
    tooLong: (limit: number) => `That name is too long: the limit is ${limit} bytes.`,
  },
} as const

function messages(n: number): string {
  return count(n, 'this message', 'these # messages')
}
