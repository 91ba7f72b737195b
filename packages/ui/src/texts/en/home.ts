/** Being at home on a device: newer versions, being installed. "fixed": tests rely on it. */

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
} as const
