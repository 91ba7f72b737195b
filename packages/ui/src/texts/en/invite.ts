/** Links to a group, and adding people by hand. "fixed": tests rely on it. */
import { count, list } from '../locale.ts'

export const inviteTexts = {
  invite: {
    open: 'Invite', // fixed
    title: 'Invite people',
    hint: 'Send this link to the people you want here.',
    hintBefore: 'Make a link, and send it to the people you want here.',
    link: 'Invite link', // fixed
    localLink: 'Invite link for this computer only', // fixed
    copy: 'Copy',
    copied: 'Copied',
    share: 'Share',
    copyByHand: 'The link is selected: copy it with your device.',
    warning: 'Whoever holds this link can read the group, all of it. Share it with care.',
    warningFromJoining:
      'Whoever holds this link can read what is written from now on. Share it with care.',
    warningApproval: 'Who opens this link waits until a moderator lets them in.',
    warningPower: 'Whoever comes by this link can let in, mute and remove others.',
    localhost:
      'This link leads to this computer only. To invite others, open Parley by the address this computer has in your network, and make the link there.',
    localhostOthers:
      'Others in your network come by this link. The one below it opens on this computer only.',
    linkForOthers: 'Link for others in your network', // fixed
    address: 'Address of this computer',
    failed: 'The link could not be made just now. Please try again.',

    qrShow: 'QR code',
    qrName: 'QR code of the link',
    qrTooLong: 'This link is too long for a QR code. Copy it instead.',

    options: 'Who it lets in, and how long',
    role: 'They come in as',
    expires: 'Ends',
    uses: 'Lets in',
    approve: 'Approve each person',
    approveHint: 'Who opens the link waits until a moderator lets them in.',
    usesHonest:
      'Each relay keeps this count for itself: with more than one relay, or offline, a few more may come in.',
    make: 'Make link', // fixed
    expiry: {
      never: 'never',
      hour: 'after an hour',
      day: 'after a day',
      week: 'after a week',
      month: 'after 30 days',
    },
    anyNumber: 'any number',
    upTo: (n: number) => count(n, 'one person', '# people'),

    links: 'Links in use',
    joined: (n: number) => count(n, '# joined', '# joined'),
    joinedOf: (n: number, all: number) => `${n} of ${all} joined`,
    /** With approval: who came is not in yet. */
    letIn: (n: number) => count(n, '# let in', '# let in'),
    asking: (n: number) => count(n, '# waiting', '# waiting'),
    cameOf: (n: number, all: number) => `used by ${n} of ${all}`,
    until: (when: string) => `until ${when}`,
    endless: 'no end',
    approved: 'with approval',
    madeBy: (by: string) => `made by ${by}`,
    mine: 'made by you',
    elsewhere: 'The link itself is known only to whoever made it.',
    shown: 'shown above',
    show: 'Show this link',
    withdraw: 'Withdraw', // fixed
    withdrawTitle: 'Withdraw this link?',
    withdrawHint:
      'It lets nobody in any more, wherever it was sent. Who came by it stays. You can make a new link at any time.',
    withdrawn: 'Withdrawn. That link lets nobody in any more; who came by it stays.',
  },

  adding: {
    title: 'Add people',
    open: 'Add people',
    hint: 'People you share another group with. They are in at once, with no link.',
    none: 'There is nobody here to add: everyone you share a group with is in already.',
    add: 'Add',
    addName: (name: string) => `Add ${name}`,
    added: 'Added',
    filter: 'Find a person',
    nobody: 'Nobody by that name.',
  },

  waiting: {
    title: 'Waiting to come in',
    line: (names: readonly string[]) => `${list(names)} would like to come in.`,
    lineMany: (n: number) => count(n, '# person waits to come in.', '# people wait to come in.'),
    look: 'Look',
    unnamed: 'Someone without a name',
    as: (role: string, when: string) => `as ${role.toLowerCase()} · asked ${when}`,
    letIn: 'Let in', // fixed
    letInName: (name: string) => `Let in ${name}`,
    decline: 'Decline', // fixed
    declineName: (name: string) => `Decline ${name}`,
    done: (name: string) => `${name} is in.`,
    lockedTitle: 'This group is locked',
    lockedHint:
      'Nobody can ask to come in for now. Your request goes out by itself once it is unlocked, and a moderator answers it.',
    withdraw: 'Withdraw the request', // fixed
    withdrawTitle: 'Withdraw your request?',
    withdrawHint:
      'Nobody is asked to let you in any more, and the group goes from your list. To ask again, open the link again.',
    withdrawLoses: 'What you wrote while you waited was never sent, and goes with it.',
    withdrawAct: 'Withdraw', // fixed
    kept: 'What you wrote is kept on this device, and goes out by itself once you are in.',
    screenTitle: 'You have asked to come in',
    screenHint:
      'A moderator lets people in, one by one. You can close this page: you come in by yourself once they have said yes and you and they have been online since.',
  },
} as const
