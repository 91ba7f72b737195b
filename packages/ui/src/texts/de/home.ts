/** Being at home on a device: newer versions, being installed, in German. */
import { count } from './grammar.ts'

export const homeTexts = {
  update: {
    ready: 'Eine neue Version ist bereit.',
    take: 'Neu laden',
    later: 'Später',
    failed:
      'Was du gerade schreibst, konnte nicht gespeichert werden, darum wurde nichts neu geladen. Bitte versuche es noch einmal.',
  },
  install: {
    section: 'Die App auf diesem Gerät',
    title: 'Behalte Parley zur Hand.',
    why: 'Installiert hat es ein eigenes Fenster und Symbol und öffnet sich ohne Netz.',
    byHand:
      'Wähle in Safari unter „Teilen“ den Punkt „Zum Home-Bildschirm“. Dann hat es ein eigenes Symbol, öffnet sich ohne Netz, und seine Daten werden nicht nach einer Woche Pause gelöscht.',
    install: 'Installieren',
    notNow: 'Jetzt nicht',
    understood: 'Verstanden',
    installed: 'Parley ist hier installiert.',
    none: 'Dieser Browser bietet nicht an, Parley zu installieren. Es funktioniert trotzdem, auch ohne Netz.',
  },
  loss: {
    returning:
      'Dieser Browser hatte gelöscht, was Parley hier aufbewahrt. Du bist noch du: Deine Gruppen kommen zurück, sobald das Relay antwortet.',
    back: 'Dieser Browser hatte gelöscht, was Parley hier aufbewahrt. Was das Relay hat, ist wieder da.',
    unknown:
      'Dieser Browser hatte gelöscht, was Parley hier aufbewahrt, auch wer du bist. Komm mit einem anderen deiner Geräte oder deiner Wiederherstellungsphrase zurück, bevor du neu anfängst.',
    nothingUnsent: 'Alles, was du geschrieben hattest, war gesendet.',
    unsent: (n: number) =>
      count(n, {
        one: 'Eine Nachricht von dir war nicht gesendet und ist nicht in deinen Gruppen:',
        other: '# Nachrichten von dir waren nicht gesendet und sind nicht in deinen Gruppen:',
      }),
    unsentMore: (n: number) =>
      count(n, {
        one: 'und eine weitere, deren Text verloren ist',
        other: 'und # weitere, deren Texte verloren sind',
      }),
    returningTitle: 'Deine Gruppen kommen zurück',
    returningHint:
      'Das Relay bewahrt sie auf. Sie erscheinen hier von selbst, sobald es erreicht ist.',
  },
  unkept: {
    say: 'In diesem Fenster wird nichts aufbewahrt: Was du schreibst und kein Relay angenommen hat, ist weg, wenn du es schließt.',
    goOn: 'Ohne Aufbewahren weitermachen',
  },
  storage: {
    title: 'Speicher auf diesem Gerät',
    hint: 'Was du hier hast, öffnet sich ohne Netz.',
    hintPlain:
      'Was du hier hast, bleibt auf diesem Gerät. Unter dieser Adresse öffnet es sich nur, solange das Relay erreichbar ist.',
    measuring: 'Es wird nachgesehen, was hier liegt…',
    failed: 'Der Speicher konnte nicht gelesen werden. Bitte versuche es noch einmal.',
    all: (size: string) => `${size} insgesamt`,
    ofQuota: (used: string, quota: string) =>
      `Mit der App selbst zählt dieser Browser ${used}; er gäbe ${quota}.`,
    free: 'Platz schaffen',
    freeHint: (size: string) =>
      `${size} an älteren Nachrichten können von diesem Gerät weichen. Das Relay bewahrt sie auf, und sie kommen zurück, wenn du zu ihnen blätterst.`,
    freeNothing:
      'Gerade kann nichts weichen: nur ältere Nachrichten, die du gelesen hast und die das Relay hat.',
    freeAll: (size: string) => `${size} frei machen`,
    freeing: 'Es wird Platz geschaffen…',
    byGroup: 'Nach Gruppen',
    freeIn: (group: string, size: string) => `In ${group} ${size} frei machen`,
    freed: (size: string) => `${size} frei gemacht. Es kommt zurück, wenn du dorthin blätterst.`,
    away: 'Das Relay ist nicht da. Nichts wird frei gemacht, bevor feststeht, dass es alles hat.',
    kept: (size: string) =>
      `${size} frei gemacht. Der Rest bleibt: Das Relay hat noch nicht alles davon.`,
    budget: 'Höchstens behalten',
    budgetHint:
      'Was darüber liegt, wird von selbst frei gemacht, das Älteste zuerst, sobald das Relay es hat.',
    unlimited: 'Keine Grenze',
    ofBudget: (size: string) => `Deine Grenze ist ${size}.`,
    persistent: 'Dieser Browser hat versprochen, Parley nicht von sich aus zu löschen.',
    notPersistent:
      'Wenn auf diesem Gerät der Platz ausgeht, löscht dieser Browser Parley vielleicht. Deine Gruppen kommen vom Relay zurück; was noch nicht gesendet ist, wäre verloren.',
    persist: 'Den Browser bitten, Parley zu behalten',
    refused:
      'Er hat nicht zugestimmt. Browser tun es oft, nachdem die App installiert oder eine Weile benutzt wurde.',
    inPrivate: 'In einem privaten Fenster verschwindet alles, wenn du es schließt.',
    olderAway: 'Ältere Nachrichten sind auf dem Relay. Sie kommen, sobald es erreicht ist.',
  },
}
