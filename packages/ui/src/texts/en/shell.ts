/** The panes of the window and the ways between them. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const shellTexts = {
  shell: {
    back: 'Back', // fixed
    close: 'Close', // fixed
    width: {
      groups: 'Width of the list of groups',
      side: 'Width of the pane beside the conversation',
    }, // fixed
    pixels: (n: number) => count(n, '# pixel', '# pixels'),
    more: 'More', // fixed
    sideOf: {
      thread: 'Thread',
      threads: 'Threads',
      pins: 'Pinned',
      mentions: 'Mentions',
      announcements: 'Announcements',
      questions: 'Questions',
      about: 'About this group',
    }, // fixed
  },
} as const
