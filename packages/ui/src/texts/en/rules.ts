/** The rules of a group, and what they mean for somebody who wants to write. "fixed": tests rely on it. */
import { count } from '../locale.ts'

/** By this name it is chosen, told and logged. */
export const announcements = 'Announcements only'
const announcementsHint = 'Moderators write. Everyone else can react, and answer in threads.'

export const ruleTexts = {
  rules: {
    mineTitle: 'For you alone',
    quietForMe: 'Keep this group quiet', // fixed
    quietForMeHint:
      'It draws no attention and is not counted in the window’s title, on your devices only.',

    name: 'Group name', // fixed
    rename: 'Save name',

    writingTitle: 'Who writes',
    announcements, // fixed
    announcementsHint,
    guests: 'Guests may write',
    guestsHint: 'Otherwise guests only read.',
    slow: 'Slow mode',
    slowHint: 'How long a member waits between two posts. Moderators do not wait.',
    slowOff: 'Off',
    slowSeconds: (n: number) => count(n, '# second', '# seconds'),
    slowMinutes: (n: number) => count(n, '# minute', '# minutes'),
    slowHours: (n: number) => count(n, '# hour', '# hours'),
    lock: 'Lock the group',
    locked: 'Group locked',
    lockHint: 'Only moderators write or react, and links let nobody in.',

    historyTitle: 'What newcomers can read',
    everything: 'Everything from the beginning',
    fromJoining: 'Only what is written after they join',

    secrecyTitle: 'Encryption',
    encrypted:
      'Encrypted. Only the devices of its members, and whoever holds a live invite link, can read it. The relay cannot.',
    notEncrypted:
      'Not encrypted. The relay, and whoever runs it, can read everything here. This was chosen when the group was made and cannot be changed.',
    notEncryptedMark: 'Not encrypted',
    readOnly: 'Only owners change these.',
    on: 'On',
    off: 'Off',
  },

  bars: {
    mutedUntil: (when: string) => `You are muted until ${when}`,
    muted: 'You are muted until a moderator unmutes you',
    mutedHint: 'You can read and react meanwhile.',
    mutedHintReads: 'You can go on reading.',
    announcements,
    announcementsHint,
    hushed: 'Quiet now',
    hushedHint:
      'Whoever teaches has asked for quiet. You can raise your hand, ask in the question box, and react.',
    locked: 'This group is locked',
    lockedHint: 'Moderators write here for now. You can go on reading.',
    lockedOutHint:
      'Links let nobody in for now, so the others do not see you yet. You come in by yourself once it is unlocked.',
    guest: 'You are a guest here',
    guestHint: 'Guests read here. To write, ask an admin to make you a member.',
    other: 'You cannot write here right now',
    otherHint: 'You can go on reading.',
    draft: 'Your draft is kept:',
    slowWait: (left: string) => `Slow mode: goes out by itself in ${left}.`,
    slowQueued: (left: string) => `Your message goes out in ${left}. Then you can send the next.`,
    slowRule: (each: string) => `Slow mode: one post every ${each}.`,
    slowEach: {
      seconds: (n: number) => count(n, 'second', '# seconds'),
      minutes: (n: number) => count(n, 'minute', '# minutes'),
      hours: (n: number) => count(n, 'hour', '# hours'),
    },
  },

  states: {
    left: 'You left this group',
    leftHint: (when: string) => `That was ${when}. What you have stays on this device.`,
    removed: (by: string) => `${by} removed you from this group`,
    removedUnknown: 'You were removed from this group',
    removedHint: (when: string) =>
      `That was ${when}. What you had sent before stays for everyone; what you wrote afterwards does not appear. What you have stays on this device.`,
    declined: 'You were not let in',
    declinedHint: (when: string) =>
      `A moderator turned your request down. That was ${when}. If you think this is a mistake, ask someone in the group for a new link.`,
    withdrawn: 'You took your request back',
    withdrawnHint: (when: string) => `That was ${when}. To ask again, open the link again.`,
    forget: 'Remove from this device', // fixed
    forgetTitle: 'Remove this group from this device?',
    forgetHint:
      'It goes from your list, and everything that was said in it is deleted here, what you had not sent too.',
    forgetHintOutside: 'It goes from your list, with anything you wrote and had not sent.',
    forgetKeeps:
      'The others keep what they have, and so do your other devices. To come back you need an invite link that still works.',
    forgetAlone:
      'Nobody else is in it. It goes from your list, and everything in it is deleted here. Links that you made lead to nobody. Another device of yours keeps what it has.',
    forgetAct: 'Remove', // fixed
    closed: 'The relay no longer takes part in this group for you',
    closedHint:
      'Nothing new comes in or goes out. What you have stays on this device. If you think this is a mistake, reload, or ask someone in the group.',
    deviceRemoved: 'This device was removed by another of your devices',
    deviceRemovedBrief: 'Nothing new reaches this group here.',
    deviceRemovedHint:
      'What you have stays on this device. To use it again, delete its data and link it anew.',
    comeBack: 'To come back, open an invite link that still works, or ask someone in it for one.',
    waitsForKey:
      'You are in. What others write, and what you write, is passed on as soon as a member’s device is online.',
    waitsForMore:
      'Some messages cannot be shown yet. They appear as soon as a member’s device is online.',
    uninvited:
      'This relay founds groups only for who was invited. Ask its operator for an invitation; what you wrote is kept.',
    usesNewer:
      'Some of what happens here needs a newer Parley, and is not shown. Reload to update.',
    reload: 'Reload',
  },
} as const
