/** The people of a group, and what one may do with a person. "fixed": tests rely on it. */
import type { Role } from '@parley/react'
import { count } from '../locale.ts'

export const peopleTexts = {
  roles: {
    founder: 'Founder',
    owner: 'Owner',
    admin: 'Admin',
    moderator: 'Moderator',
    member: 'Member',
    guest: 'Guest',
  } satisfies Record<Role, string>,

  roleMeans: {
    founder: 'Made the group and cannot be removed.',
    owner: 'Sets the rules of the group and makes admins.',
    admin: 'Gives and takes roles below their own.',
    moderator: 'Invites, lets in, mutes, removes, and deletes what others wrote.',
    member: 'Reads and writes.',
    guest: 'Reads. Writes only where the group allows it.',
  } satisfies Record<Role, string>,

  group: {
    open: 'People', // fixed
    openWaiting: (n: number) => count(n, 'People, # waiting', 'People, # waiting'),
    tabs: { people: 'People', rules: 'Settings', log: 'Log' }, // fixed
    tabList: 'About this group',
  },

  people: {
    you: 'You',
    menu: (name: string) => `What to do with ${name}`, // fixed
    list: 'People in this group', // fixed
    find: 'Find a person',
    nobody: 'Nobody by that name.',
    more: (n: number) => count(n, 'Show # more', 'Show # more'),
    mutedUntil: (when: string) => `muted until ${when}`,
    muted: 'muted',
    verified: 'compared',
    changed: 'identity changed',
    blocked: 'blocked by you',
    devices: (n: number) => count(n, '# device', '# devices'),
    changeRole: 'Change role', // fixed
    mute: 'Mute', // fixed
    unmute: 'Unmute', // fixed
    remove: 'Remove from group', // fixed
    compare: 'Compare code', // fixed
    block: 'Block', // fixed
    unblock: 'Unblock', // fixed
    failed: 'That could not be kept on this device. Please try again.',
    notAllowed: 'The rules of this group do not let you do that any more.',
  },

  roleChange: {
    title: (name: string) => `Role of ${name}`,
    save: 'Change role', // fixed
  },

  muting: {
    title: (name: string) => `Mute ${name}`,
    hint: 'They can read, but nothing they write is passed on. They are told until when.',
    hintOpen: 'What they write until then does not appear for anyone. They are told.',
    legend: 'For how long',
    hour: '1 hour',
    hours: '8 hours',
    day: 'A day',
    open: 'Until someone unmutes them',
    mute: 'Mute', // fixed
  },

  removing: {
    title: (name: string) => `Remove ${name} from the group?`,
    hint: (name: string) =>
      `From now on nothing new reaches ${name}. What they wrote before stays. What they are writing now, offline too, will not appear for anyone. All invite links made so far stop working, also those of others.`,
    keeps: 'What they have read they may keep. A new invitation can bring them back.',
    remove: 'Remove', // fixed
  },

  leaving: {
    open: 'Leave group', // fixed
    title: 'Leave this group?',
    hint: 'Nothing new reaches you from then on, and what you wrote stays. What you have stays on this device. Any invite link that still works brings you back.',
    founder:
      'You made this group, so you stay in it: somebody must always be able to lead it. You can keep it quiet for yourself, or lock it so that nobody but moderators writes.', // fixed
    ownerAlone: 'Nobody else owns this group: after you leave, nobody can change its rules.',
    leave: 'Leave', // fixed
  },

  secondOwner: {
    title: 'Add a second owner',
    hint: 'You alone own this group. If your devices are lost, nobody can change its rules or make admins. Choose someone you trust.',
    choose: 'Choose',
    dialogTitle: 'Who should own the group with you?',
    dialogHint:
      'Owners change the rules and make admins. You can give them another role at any time.',
    make: 'Make owner',
  },

  verifying: {
    title: (name: string) => `Compare with ${name}`,
    hint: (name: string) =>
      `Look at ${name}’s screen, or read it to each other: both show the same six numbers if nobody stands between you.`,
    code: 'Code to compare',
    same: 'They are the same', // fixed
    different: 'They differ', // fixed
    wasSame: (name: string) => `You have compared with ${name}: it was the same.`,
    forget: 'Forget this comparison',
    close: 'Close',
    changed: (name: string) =>
      `${name}’s identity is not the one you compared. That happens when someone starts anew, and also when someone else pretends to be them. Compare again before you trust it.`,
    differs:
      'Then do not trust this person here yet. It may be someone else, or one of you looks at another group member. Try once more, in person.',
    failed: 'The code cannot be shown just now. Please try again.',
  },

  blocking: {
    folded: (author: string) => `${author} is blocked by you`,
    show: 'Show anyway',
    told: (name: string) =>
      `${name} is blocked: what they write is folded away on your devices. Nobody is told, and you can unblock them here.`,
    toldUnblocked: (name: string) => `${name} is no longer blocked.`,
  },
} as const
