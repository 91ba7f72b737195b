/** Parts of the app that come after the first screen, when they do not come. */
export const laterTexts = {
  later: {
    title: 'One moment',
    failed:
      'This part of Parley is not on this device yet, and it could not be fetched now. Nothing is lost.',
    again: 'Try again',
  },
} as const
