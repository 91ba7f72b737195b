/** Support: what visitors of a page read, and whoever answers them, in German. */
import { count } from './grammar.ts'

export const deskTexts = {
  desk: {
    visitor: (code: string) => `Gast ${code}`,
    greeting: 'Wie können wir helfen? Schreib uns hier.',
    comeBack: 'Wir antworten hier; du kannst die Seite schließen und wiederkommen.',
    isHere: (team: string) => (team === '' ? 'Jemand ist da' : `Jemand von ${team} ist da`),
    readers: (n: number) =>
      count(n, { one: '# Person kann das lesen', other: '# Personen können das lesen' }),
    title: 'Support',
    sectionTitle: 'Support auf einer Webseite',
    sectionHint:
      'Diese Zeilen geben allen, die eine Seite besuchen, ein eigenes Gespräch mit den Mitgliedern dieser Gruppe. In die Gruppe kommt damit niemand. Wer die Seite öffnen kann, kann sehen, wer Mitglied ist.',
    make: 'Zeilen erzeugen',
    lines: 'Zeilen für die Seite',
    copy: 'Zeilen kopieren',
    copied: 'Kopiert',
    elsewhere: (name: string) =>
      `${name} hat auf einem anderen Gerät Zeilen erzeugt. Sie sind in Gebrauch.`,
    withdraw: 'Niemanden mehr annehmen',
    withdrawn: 'Wer neu kommt, findet hier niemanden mehr. Begonnene Gespräche gehen weiter.',
    waiting: 'Wartet',
    answered: 'Beantwortet',
    closed: 'Geschlossen',
    rowWaiting: (n: number) =>
      count(n, { one: '# wartet auf Antwort', other: '# warten auf Antwort' }),
    rowNone: 'Niemand wartet',
    nobodyWaits: 'Niemand wartet auf eine Antwort.',
    emptyTitle: 'Noch hat niemand geschrieben',
    emptyHint: 'Setz diese Zeilen in deine Seite. Was dort geschrieben wird, erscheint hier.',
    since: (when: string) => `wartet seit ${when}`,
    page: 'Seite',
    from: 'Schreibt von',
    speaks: 'Sprache',
    close: 'Gespräch schließen',
    reopen: 'Wieder öffnen',
    isClosed: 'Dieses Gespräch ist geschlossen. Was geschrieben wird, öffnet es wieder.',
  },
}
