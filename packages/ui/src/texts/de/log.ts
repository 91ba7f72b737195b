/** What happened to a group's membership and rules, as German sentences. */
import { count } from './grammar.ts'
import { announcements } from './rules.ts'

export const logTexts = {
  log: {
    title: 'Was hier geschehen ist',
    empty: 'Noch ist nichts geschehen.',
    someone: 'Jemand',
    didNotCount: 'galt nicht',
    didNotCountWhy:
      'Was als „galt nicht“ markiert ist, hat nichts geändert: Die Regeln erlaubten es nicht, oder jemand mit einer höheren Rolle hat anders entschieden.',
    more: (n: number) => count(n, { one: '# weiteren zeigen', other: '# weitere zeigen' }),
    found: (by: string) => `${by} hat die Gruppe gegründet`,
    invite: (by: string) => `${by} hat einen Einladungslink erstellt`,
    inviteAs: (by: string, role: string) =>
      `${by} hat einen Einladungslink für die Rolle ${role} erstellt`,
    uninvite: (by: string) => `${by} hat einen Einladungslink zurückgezogen`,
    decline: (by: string, whom: string) => `${by} hat die Anfrage von ${whom} abgelehnt`,
    join: (by: string) => `${by} kam über einen Link`,
    ask: (by: string) => `${by} möchte hereinkommen`,
    add: (by: string, whom: string) => `${by} hat ${whom} hereingelassen`,
    addAs: (by: string, whom: string, role: string) =>
      `${by} hat ${whom} als ${role} hereingelassen`,
    addAlone: (by: string, whom: string) => `${by} hat ${whom} hinzugefügt`,
    addAloneAs: (by: string, whom: string, role: string) =>
      `${by} hat ${whom} als ${role} hinzugefügt`,
    role: (by: string, whom: string, role: string) => `${by} hat ${whom} die Rolle ${role} gegeben`,
    remove: (by: string, whom: string) => `${by} hat ${whom} entfernt`,
    muteUntil: (by: string, whom: string, when: string) =>
      `${by} hat ${whom} stummgeschaltet bis ${when}`,
    mute: (by: string, whom: string) => `${by} hat ${whom} stummgeschaltet`,
    unmute: (by: string, whom: string) => `${by} hat die Stummschaltung von ${whom} aufgehoben`,
    leave: (by: string) => `${by} ist gegangen`,
    takeBack: (by: string) => `${by} hat die eigene Anfrage zurückgezogen`,
    device: (by: string) => `${by} benutzt ein neues Gerät`,
    undevice: (by: string) => `${by} hat ein eigenes Gerät entfernt`,
    box: (by: string) => `${by} hat nach dem Verlust eines Geräts die Schlüssel erneuert`,
    signin: (by: string) => `${by} hat sich auf der Website angemeldet`,
    name: (by: string, name: string) => `${by} hat die Gruppe „${name}“ genannt`,
    description: (by: string) => `${by} hat die Beschreibung geändert`,
    descriptionGone: (by: string) => `${by} hat die Beschreibung entfernt`,
    picture: (by: string) => `${by} hat das Bild der Gruppe geändert`,
    pictureGone: (by: string) => `${by} hat das Bild der Gruppe entfernt`,
    pin: (by: string, whom: string) => `${by} hat eine Nachricht von ${whom} angeheftet`,
    pinText: (by: string, whom: string, text: string) =>
      `${by} hat angeheftet, was ${whom} schrieb: „${text}“`,
    unpin: (by: string, whom: string) => `${by} hat eine Nachricht von ${whom} gelöst`,
    unpinText: (by: string, whom: string, text: string) =>
      `${by} hat gelöst, was ${whom} schrieb: „${text}“`,
    pinsHere: 'Angeheftetes steht hier, soweit die Nachrichten auf diesem Gerät sind.',
    policy: (by: string, changes: string) => `${by} ${changes}`,
    policySame: 'hat die Regeln bestätigt',
    unknown: (by: string) => `${by} hat etwas getan, das dieses Parley nicht kennt`,
    a: {
      founder: 'Gründer:in',
      owner: 'Besitzer:in',
      admin: 'Admin',
      moderator: 'Moderator:in',
      member: 'Mitglied',
      guest: 'Gast',
    },
    changes: {
      historyAll: 'lässt Neue alles lesen',
      historyLater: 'lässt Neue nur lesen, was nach ihrem Beitritt geschrieben wird',
      announcementsOn: `hat „${announcements}“ eingeschaltet`,
      announcementsOff: `hat „${announcements}“ ausgeschaltet`,
      lockedOn: 'hat die Gruppe gesperrt',
      lockedOff: 'hat die Gruppe entsperrt',
      hushedOn: 'hat um Ruhe gebeten',
      hushedOff: 'hat die Ruhe beendet',
      slowOn: (each: string) => `hat den langsamen Modus auf ${each} gestellt`,
      slowOff: 'hat den langsamen Modus ausgeschaltet',
      guestsOn: 'lässt Gäste schreiben',
      guestsOff: 'lässt Gäste nur lesen',
      siteOn: (site: string) => `lässt ${site} sagen, wer von dort kommt`,
      siteOff: 'lässt keine Website mehr sagen, wer von dort kommt',
    },
  },
}
