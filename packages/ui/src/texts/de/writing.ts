/** Writing: what can be completed, and what cannot be sent, in German. */
import { count } from './grammar.ts'

export const writingTexts = {
  writing: {
    people: 'Personen',
    emoji: 'Emoji',
    suggestions: (n: number) =>
      count(n, {
        one: '# Vorschlag, Enter übernimmt ihn',
        other: '# Vorschläge, Pfeiltasten wählen, Enter übernimmt',
      }),
    everyone: 'alle',
    everyoneHint: 'Alle in dieser Gruppe',
    noFiles: 'Dateien lassen sich noch nicht senden. Was du geschrieben hast, ist noch da.',
  },
}
