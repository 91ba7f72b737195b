/** Writing: what can be completed, and what cannot be sent. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const writingTexts = {
  writing: {
    people: 'People',
    emoji: 'Emoji',
    suggestions: (n: number) =>
      count(n, '# suggestion, Enter takes it', '# suggestions, arrow keys choose, Enter takes'),
    everyone: 'everyone',
    everyoneHint: 'All who are in this group',
    noFiles: 'Files can’t be sent yet. What you have written is still here.', // fixed
  },
} as const
