/** Keyboard shortcuts and the palette, in German. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const commandTexts = {
  commands: {
    palette: 'Gehe zu…',
    help: 'Tastenkürzel',
    previousGroup: 'Vorherige Gruppe',
    nextGroup: 'Nächste Gruppe',
    previousUnread: 'Vorherige Gruppe mit Ungelesenem',
    nextUnread: 'Nächste Gruppe mit Ungelesenem',
    back: 'Zurück, oder schließen, was offen ist',
    newGroup: 'Neue Gruppe',
    join: 'Einer Gruppe beitreten',
    mentions: 'Erwähnungen von dir',
    settings: 'Deine Einstellungen',
    threads: 'Threads dieser Gruppe',
    pins: 'Was in dieser Gruppe angeheftet ist',
    about: 'Personen und Einstellungen dieser Gruppe',
    invite: 'Leute in diese Gruppe einladen',
    nextMessage: 'Nächste Nachricht',
    previousMessage: 'Vorherige Nachricht',
    firstMessage: 'Erste Nachricht',
    lastMessage: 'Letzte Nachricht',
    details: 'Wie weit sie gekommen ist',
    reply: 'Antworten',
    thread: 'Im Thread antworten',
    edit: 'Bearbeiten',
    react: 'Reagieren',
    pin: 'Anheften oder lösen',
    forward: 'Weiterleiten',
    copyText: 'Text kopieren',
    copyLink: 'Link kopieren',
    delete: 'Löschen',
  },
  help: {
    hint: 'Alles geht mit der Tastatur, vieles mit einer einzigen Taste.',
    show: 'Alle Tasten zeigen',
    sections: { app: 'Überall', group: 'In einer Gruppe', message: 'Auf einer Nachricht' },
    messageHint:
      'Mit der Tabulatortaste kommst du zu den Nachrichten; diese Tasten gelten für die, die den Fokus hat.',
    loneKeys: 'Tasten ohne Strg oder Alt',
    loneKeysHint:
      'Das Fragezeichen öffnet diese Seite von überall. Schalte es aus, wenn du mit deinem Computer sprichst oder Tasten aus Versehen drückst.',
    or: 'oder',
  },
  palette: {
    field: 'Gruppe, Person oder was zu tun ist',
    kinds: { group: 'Gruppen', person: 'Personen', command: 'Was zu tun ist' },
    results: 'Was gefunden wurde',
    nothing: 'Nichts heißt so.',
    found: (n: number) => count(n, { one: '# gefunden', other: '# gefunden' }),
    personIn: (groups: readonly string[]) => `in ${list(groups)}`,
  },
}
