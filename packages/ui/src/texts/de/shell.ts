/** The panes of the window and the ways between them, in German. */
import { count } from './grammar.ts'

export const shellTexts = {
  shell: {
    back: 'Zurück',
    close: 'Schließen',
    width: { groups: 'Breite der Gruppenliste', side: 'Breite der Fläche neben dem Gespräch' },
    pixels: (n: number) => count(n, { one: '# Pixel', other: '# Pixel' }),
    more: 'Mehr',
    sideOf: {
      thread: 'Thread',
      threads: 'Threads',
      pins: 'Angeheftet',
      mentions: 'Erwähnungen',
      announcements: 'Ankündigungen',
      questions: 'Fragen',
      about: 'Über diese Gruppe',
    },
  },
}
