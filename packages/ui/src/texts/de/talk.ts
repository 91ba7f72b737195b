/** A conversation and what one writes, in German. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const talkTexts = {
  conversation: {
    back: 'Zurück zu den Gruppen',
    people: (n: number) => count(n, { one: '# Person', other: '# Personen' }),
    log: 'Nachrichten',
    beginning: 'Hier beginnt die Gruppe.',
    talkBeginning: 'Hier beginnt das Gespräch.',
    beginningHint: 'Sag hallo oder lade andere ein.',
    beginningHello: 'Sag hallo.',
    unreadLine: 'Neu',
    newMessages: (n: number) => count(n, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
    toNewest: 'Neueste Nachrichten',
    opening: 'Du kannst schon schreiben. Die Gruppe ist unterwegs.',
    joining:
      'Du kannst schon schreiben. Die Gruppe öffnet sich, sobald das Relay zu erreichen ist und dich jemand hereinlässt, falls sie das verlangt.',
    missingTitle: 'Diese Gruppe ist nicht auf diesem Gerät',
    missingHint: 'Bitte jemanden aus der Gruppe um einen Einladungslink.',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },
  message: {
    actions: 'Nachricht',
    edited: 'bearbeitet',
    late: 'kam verspätet',
    deleted: 'Gelöscht',
    removedBy: (by: string) => `Entfernt von ${by}`,
    deletionUnsent: 'Noch nicht gesendet: Andere sehen die Nachricht noch',
    by: (author: string, time: string) => `${author}, ${time}`,
    you: 'Du',
    status: {
      'on-device': 'Hier gespeichert',
      'on-relay': 'Beim Relay',
      received: 'Empfangen',
      read: 'Gelesen',
    },
    wholeStatus: {
      'on-device': 'Hier gespeichert, noch nicht beim Relay',
      'on-relay': 'Beim Relay: Von dort bekommen es die anderen',
    },
    beingKept: 'wird gespeichert',
    moreBeingKept: (n: number) =>
      count(n, { one: '# weitere wird gespeichert', other: '# weitere werden gespeichert' }),
    ofPeople: (status: string, n: number, all: number) =>
      `${status} von ${number(n)} der ${number(all)}`,
    byAll: (status: string, n: number) => `${status} von allen ${number(n)}`,
    bySomebody: (status: string) => `${status} von mindestens einer Person`,
    andReceived: (read: string, n: number) => `${read}, empfangen von ${number(n)}`,
    quoteDeleted: 'Gelöscht',
    quoteMissing: 'Noch nicht hier',
    jumpToQuoted: (author: string) => `Zu dem, was ${author} geschrieben hat`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list(people)}`,
    reactionUnsent: (label: string) => `${label} (noch nicht gesendet)`,
    holdHint:
      'Halte eine Nachricht gedrückt, um zu antworten, zu reagieren und mehr. Oder tippe sie an, dann •••.',
    showAll: 'Alles zeigen',
    showLess: 'Weniger zeigen',
    emojiTitle: 'Reaktion wählen',
    failed: 'Das konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
  },
  deletion: {
    title: 'Für alle löschen?',
    hint: 'Die Nachricht verschwindet aus dieser Gruppe. Wer sie gelesen hat, erinnert sich vielleicht.',
    delete: 'Löschen',
    titleOther: (author: string) => `Löschen, was ${author} geschrieben hat?`,
    hintOther: 'Es verschwindet für alle, und alle sehen, dass die Moderation es entfernt hat.',
  },
  late: {
    title: (n: number) =>
      count(n, { one: '# Nachricht kam verspätet', other: '# Nachrichten kamen verspätet' }),
    hint: 'Früher geschrieben, erst jetzt hier. Jede steht da, wo sie hingehört.',
    seenAll: 'Gesehen',
    more: (n: number) => count(n, { one: 'und # weitere', other: 'und # weitere' }),
  },
  composer: {
    text: 'Nachricht',
    send: 'Senden',
    replyingTo: (author: string) => `Antwort an ${author}`,
    replyingToOwn: 'Antwort an dich selbst',
    editing: 'Bearbeiten',
    leave: 'Abbrechen',
    count: (bytes: number, limit: number) => `${number(bytes)} von ${number(limit)} Bytes`,
    tooLong: (bytes: number, limit: number) =>
      `Zu lang: Die Grenze liegt bei ${number(limit)} Bytes, dies hat ${number(bytes)}. Dein Text bleibt erhalten; kürze ihn oder schicke ihn in Teilen.`,
    failed:
      'Das konnte auf diesem Gerät nicht gespeichert werden und ist deshalb nicht gesendet. Dein Text ist noch da.',
    notAllowed:
      'Die Regeln dieser Gruppe lassen dich das gerade nicht schreiben. Dein Text ist noch da.',
  },
}
