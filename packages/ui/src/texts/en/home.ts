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
  unkept: {
    say: 'Nothing is kept in this window: what you write and no relay has taken is gone when you close it.', // fixed
    goOn: 'Go on without keeping anything', // fixed
  },
} as const
