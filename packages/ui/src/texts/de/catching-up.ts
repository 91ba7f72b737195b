/** Knowing where one is: what was missed, who has a message, how complete it all is, in German. */
import { count } from './grammar.ts'

export const catchingUpTexts = {
  catchUp: {
    title: 'Aufholen',
    line: (since: string) => `Ungelesen seit ${since}`,
    allRead: 'Alles als gelesen markieren',
    since: (since: string) => `seit ${since}`,
    messages: (n: number) => count(n, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
    inThread: (n: number) =>
      count(n, {
        one: '# neue Antwort in einem Thread',
        other: '# neue Antworten in einem Thread',
      }),
    threadGone: 'Zu einer Nachricht, die nicht hier ist',
    late: 'Kam verspätet',
    mention: 'Erwähnt dich',
    by: (author: string, text: string) => `${author}: ${text}`,
    deleted: 'Gelöscht',
    more: (n: number) => count(n, { one: 'und # weitere', other: 'und # weitere' }),
    nothing: 'Du hast alles gesehen.',
  },
  marking: {
    more: (group: string) => `Mehr zu ${group}`,
    unread: 'Als ungelesen markieren',
    read: 'Als gelesen markieren',
    quiet: 'Leise stellen',
    loud: 'Nicht mehr leise',
    isMarked: 'als ungelesen markiert',
    holdHint:
      'Halte eine Gruppe gedrückt, um sie leise zu stellen, als ungelesen zu markieren und mehr.',
    inThreads: (n: number) =>
      count(n, {
        one: '# ungelesene Antwort in Threads',
        other: '# ungelesene Antworten in Threads',
      }),
    mentions: (n: number) =>
      count(n, {
        one: '# ungelesene Erwähnung von dir',
        other: '# ungelesene Erwähnungen von dir',
      }),
  },
  who: {
    title: 'Wer diese Nachricht hat',
    read: 'Gelesen',
    received: 'Empfangen',
    others: (n: number) =>
      count(n, {
        one: '# andere Person: Ob sie sie schon hat, ist nicht bekannt',
        other: '# andere: Ob sie sie schon haben, ist nicht bekannt',
      }),
    nobody: 'Noch niemand, soweit dieses Gerät weiß.',
    hidden: 'Gruppen mit mehr als fünfzig Personen verraten nicht, wer was gelesen hat.',
  },
  complete: {
    until: (time: string) => `Du hast alles, was bis ${time} bekannt war.`,
    missing:
      'Von einigen Nachrichten ist bekannt, dass es sie gibt, aber sie sind noch nicht hier.',
  },
}
