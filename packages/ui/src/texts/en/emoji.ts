/** Choosing emoji. "fixed": tests and screen readers rely on it. */
import { count } from '../locale.ts'

export const emojiTexts = {
  emoji: {
    title: 'Choose an emoji',
    open: 'Emoji', // fixed
    more: 'More emoji', // fixed
    search: 'Search emoji', // fixed
    found: (n: number) => count(n, '# found', '# found'),
    nothing: 'Nothing is called that. Try another word.',
    loading: 'One moment…',
    failed: 'The list could not be loaded. Connect once, then it is kept.',
    recent: 'Used last',
    kinds: 'Kinds of emoji', // fixed
    tone: 'Skin tone',
    tones: ['None', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
    /** By Unicode's numbers; 2 are parts of others and not shown. */
    groups: [
      'Smileys and feelings',
      'People',
      '',
      'Animals and nature',
      'Food and drink',
      'Places and travel',
      'Activities',
      'Things',
      'Signs',
      'Flags',
    ],
  },
} as const
