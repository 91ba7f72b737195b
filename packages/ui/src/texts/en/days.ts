/** Going to a day of a conversation. "fixed": tests rely on it. */
export const dayTexts = {
  days: {
    title: 'Go to a day', // fixed
    field: 'Day', // fixed
    go: 'Go', // fixed
    missing: 'Choose a day.',
    none: 'Nothing was written from that day on.', // fixed
    notHeld:
      'What was written then is not on this device yet. It may come when the relay can be reached.',
  },
} as const
