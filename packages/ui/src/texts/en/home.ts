/** Being at home on a device: newer versions, being installed. "fixed": tests rely on it. */

import { count } from '../locale.ts'

export const homeTexts = {
  update: {
    ready: 'A new version is ready.', // fixed
    take: 'Reload', // fixed
    later: 'Later', // fixed
    failed: 'What you are writing could not be kept, so nothing was reloaded. Please try again.',
  },
  install: {
    section: 'The app on this device',
    title: 'Keep Parley at hand.',
    why: 'Installed, it has its own window and icon, and opens without a network.',
    byHand:
      'In Safari’s Share menu choose “Add to Home Screen”. Then it has its own icon, opens without a network, and its data is not cleared after a week away.',
    install: 'Install', // fixed
    notNow: 'Not now', // fixed
    understood: 'Understood',
    installed: 'Parley is installed here.',
    none: 'This browser does not offer to install Parley. It works all the same, also without a network.',
  },
  loss: {
    returning:
      'This browser had deleted what Parley kept here. You are still you: your groups come back as soon as the relay answers.',
    back: 'This browser had deleted what Parley kept here. What the relay keeps is back.',
    unknown:
      'This browser had deleted what Parley kept here, also who you were. Come back with another of your devices or with your recovery phrase, before you begin anew.',
    nothingUnsent: 'Everything you had written was sent.', // fixed
    unsent: (n: number) =>
      count(
        n,
        'One message of yours had not been sent, and is not in your groups:',
        '# messages of yours had not been sent, and are not in your groups:',
      ),
    unsentMore: (n: number) =>
      count(n, 'and one more, whose text is lost', 'and # more, whose texts are lost'),
    returningTitle: 'Your groups are coming back',
    returningHint: 'The relay keeps them. They appear here by themselves once it is reached.',
  },
  storage: {
    title: 'Storage on this device',
    hint: 'What you have here opens without a network.',
    hintPlain:
      'What you have here stays on this device. At this address it opens only while the relay can be reached.',
    measuring: 'Looking what is kept here…',
    failed: 'The storage could not be read. Please try again.',
    all: (size: string) => `${size} in all`,
    ofQuota: (used: string, quota: string) =>
      `With the app itself this browser counts ${used}, of ${quota} it would give.`,
    free: 'Free space', // fixed
    freeHint: (size: string) =>
      `${size} of older messages can go from this device. The relay keeps them, and they come back when you scroll to them.`,
    freeNothing:
      'Nothing can go right now: only older messages that you have read and the relay holds can.',
    freeAll: (size: string) => `Free ${size}`, // fixed
    freeing: 'Making room…',
    byGroup: 'By group',
    freeIn: (group: string, size: string) => `Free ${size} in ${group}`, // fixed
    freed: (size: string) => `${size} freed. It comes back when you scroll to it.`,
    away: 'The relay is away. Nothing is freed before it is known to have everything.',
    kept: (size: string) => `${size} freed. The rest stays: the relay does not have all of it yet.`,
    budget: 'Keep at most', // fixed
    budgetHint: 'What is over it is freed by itself, the oldest first, once the relay has it.',
    unlimited: 'No limit',
    ofBudget: (size: string) => `Your limit is ${size}.`,
    persistent: 'This browser has promised not to clear Parley by itself.',
    notPersistent:
      'When this device runs out of space, this browser may clear Parley. Your groups come back from the relay; what is not sent yet would be lost.',
    persist: 'Ask it to keep Parley', // fixed
    refused:
      'It did not agree. Browsers often do after the app is installed, or used for some time.',
    inPrivate: 'In a private window everything goes when you close it.',
    olderAway: 'Older messages are on the relay. They come as soon as it is reached.', // fixed
  },
  unkept: {
    say: 'Nothing is kept in this window: what you write and no relay has taken is gone when you close it.', // fixed
    goOn: 'Go on without keeping anything', // fixed
  },
} as const
