/** Threads, mentions, pins, forwarding and links to messages, in German. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const threadTexts = {
  threads: {
    composer: 'Im Thread antworten',
    replies: (n: number) => count(n, { one: '# Antwort', other: '# Antworten' }),
    unread: (n: number) =>
      count(n, { one: '# ungelesene Antwort', other: '# ungelesene Antworten' }),
    last: (when: string) => `zuletzt: ${when}`,
    rootMissing: 'Worauf dieser Thread antwortet, ist nicht auf diesem Gerät.',
    noReplies: 'Noch keine Antworten',
    noRepliesHint: 'Was du hier schreibst, bleibt bei der Nachricht darüber.',
    openList: 'Threads',
    openListUnread: (n: number) =>
      count(n, { one: 'Threads, # ungelesene Antwort', other: 'Threads, # ungelesene Antworten' }),
    list: 'Threads dieser Gruppe',
    emptyTitle: 'Noch keine Threads',
    emptyHint:
      'Wähle an einer Nachricht „Im Thread antworten“, um ihr zu antworten, ohne das Gespräch zu füllen.',
    from: (author: string) => `von ${author}`,
    stillMay: 'Antworten kannst du noch: Wähle an einer Nachricht „Im Thread antworten“.',
  },
  mentions: {
    open: 'Erwähnungen',
    openUnread: (n: number) =>
      count(n, { one: 'Erwähnungen, # ungelesen', other: 'Erwähnungen, # ungelesen' }),
    title: 'Erwähnungen',
    list: 'Was dich erwähnt',
    emptyTitle: 'Noch hat dich niemand erwähnt',
    emptyHint:
      'Wenn jemand @ und deinen Namen schreibt, findest du es hier, in welcher Gruppe es auch war.',
    inThread: 'in einem Thread',
    unread: 'Ungelesen',
  },
  pins: {
    pin: 'Anheften',
    unpin: 'Lösen',
    pinned: 'Angeheftet',
    newest: (author: string, text: string) => `Zum Angehefteten. ${author}: ${text}`,
    all: (n: number) =>
      count(n, { one: 'Angeheftetes zeigen', other: 'Alle # angehefteten zeigen' }),
    list: 'Angeheftet in dieser Gruppe',
    emptyTitle: 'Nichts ist angeheftet',
    emptyHint: 'Hefte an, was alle wiederfinden sollen: Wähle an einer Nachricht „Anheften“.',
  },
  forwarding: {
    title: 'Weiterleiten',
    hint: 'In welche Gruppen? Es wird als weitergeleitet gekennzeichnet und sagt nicht, woher es kommt.',
    groups: 'Gruppen',
    forward: 'Weiterleiten',
    none: 'Wähle mindestens eine Gruppe.',
    mayNot: 'Dort darfst du gerade nicht schreiben.',
    done: (groups: readonly string[]) => `Weitergeleitet an ${list(groups)}`,
    failed: (groups: readonly string[]) =>
      `Für ${list(groups)} konnte es nicht gespeichert werden. Bitte versuche es noch einmal.`,
    forwarded: 'Weitergeleitet',
  },
  messageLinks: {
    copied: 'Link kopiert',
    notYet:
      'Diese Nachricht hat dieses Gerät noch nicht verlassen. Kopiere ihren Link, wenn sie es hat.',
    notHeld:
      'Die Nachricht zu diesem Link ist noch nicht auf diesem Gerät. Vielleicht kommt sie, wenn das Relay zu erreichen ist.',
    none: 'Die Nachricht zu diesem Link ist nicht in dieser Gruppe.',
    dismiss: 'Schließen',
    looking: 'Die Nachricht wird gesucht…',
  },
  usesNewer: 'Etwas darin braucht ein neueres Parley und wird nicht gezeigt.',
}
