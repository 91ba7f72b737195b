/** Choosing emoji, in German. */
import { count } from './grammar.ts'

export const emojiTexts = {
  emoji: {
    title: 'Emoji wählen',
    open: 'Emoji',
    more: 'Mehr Emoji',
    search: 'Emoji suchen',
    found: (n: number) => count(n, { one: '# gefunden', other: '# gefunden' }),
    nothing: 'Nichts heißt so. Versuche ein anderes Wort.',
    loading: 'Einen Moment…',
    failed: 'Die Liste konnte nicht geladen werden. Geh einmal ins Netz, dann bleibt sie hier.',
    recent: 'Zuletzt benutzt',
    kinds: 'Arten von Emoji',
    tone: 'Hautton',
    tones: ['Keiner', 'Hell', 'Mittelhell', 'Mittel', 'Mitteldunkel', 'Dunkel'],
    groups: [
      'Smileys und Gefühle',
      'Menschen',
      '',
      'Tiere und Natur',
      'Essen und Trinken',
      'Orte und Reisen',
      'Aktivitäten',
      'Dinge',
      'Zeichen',
      'Flaggen',
    ],
  },
}
