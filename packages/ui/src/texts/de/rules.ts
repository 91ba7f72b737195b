/** The rules of a group, and what they mean for somebody who wants to write, in German. */
import { count } from './grammar.ts'

/** By this name it is chosen, told and logged. */
export const announcements = 'Nur Ankündigungen'
const announcementsHint =
  'Die Moderation schreibt. Alle anderen können reagieren und in Threads antworten.'

export const ruleTexts = {
  rules: {
    mineTitle: 'Nur für dich',
    quietForMe: 'Diese Gruppe leise stellen',
    quietForMeHint:
      'Sie macht nicht auf sich aufmerksam und wird im Titel des Fensters nicht gezählt, nur auf deinen Geräten.',

    name: 'Name der Gruppe',
    rename: 'Namen speichern',

    writingTitle: 'Wer schreibt',
    announcements,
    announcementsHint,
    guests: 'Gäste dürfen schreiben',
    guestsHint: 'Sonst lesen Gäste nur.',
    slow: 'Langsamer Modus',
    slowHint: 'Wie lange ein Mitglied zwischen zwei Beiträgen wartet. Die Moderation wartet nicht.',
    slowOff: 'Aus',
    slowSeconds: (n: number) => count(n, { one: '# Sekunde', other: '# Sekunden' }),
    slowMinutes: (n: number) => count(n, { one: '# Minute', other: '# Minuten' }),
    slowHours: (n: number) => count(n, { one: '# Stunde', other: '# Stunden' }),
    lock: 'Gruppe sperren',
    locked: 'Gruppe gesperrt',
    lockHint: 'Nur die Moderation schreibt oder reagiert, und Links lassen niemanden herein.',

    historyTitle: 'Was Neue lesen können',
    everything: 'Alles von Anfang an',
    fromJoining: 'Nur, was nach ihrem Beitritt geschrieben wird',

    secrecyTitle: 'Verschlüsselung',
    encrypted:
      'Verschlüsselt. Nur die Geräte der Mitglieder, und wer einen gültigen Einladungslink hat, können es lesen. Das Relay kann es nicht.',
    notEncrypted:
      'Nicht verschlüsselt. Das Relay, und wer es betreibt, kann hier alles lesen. Das wurde beim Gründen der Gruppe gewählt und lässt sich nicht ändern.',
    notEncryptedMark: 'Nicht verschlüsselt',
    readOnly: 'Nur wer die Gruppe besitzt, ändert das.',
    on: 'An',
    off: 'Aus',
  },

  bars: {
    mutedUntil: (when: string) => `Du bist stummgeschaltet bis ${when}`,
    muted: 'Du bist stummgeschaltet, bis die Moderation es aufhebt',
    mutedHint: 'Du kannst währenddessen lesen und reagieren.',
    mutedHintReads: 'Du kannst weiter lesen.',
    announcements,
    announcementsHint,
    hushed: 'Jetzt Ruhe',
    hushedHint:
      'Die Lehrkraft hat um Ruhe gebeten. Du kannst dich melden, im Fragekasten fragen und reagieren.',
    locked: 'Diese Gruppe ist gesperrt',
    lockedHint: 'Vorerst schreibt hier die Moderation. Du kannst weiter lesen.',
    lockedOutHint:
      'Links lassen vorerst niemanden herein, darum sehen dich die anderen noch nicht. Du kommst von selbst herein, sobald die Gruppe entsperrt ist.',
    guest: 'Du bist hier zu Gast',
    guestHint: 'Gäste lesen hier. Um zu schreiben, bitte Admins, dich zum Mitglied zu machen.',
    other: 'Du kannst hier gerade nicht schreiben',
    otherHint: 'Du kannst weiter lesen.',
    draft: 'Dein Entwurf ist noch da:',
    slowWait: (left: string) => `Langsamer Modus: geht von selbst hinaus in ${left}.`,
    slowQueued: (left: string) =>
      `Deine Nachricht geht hinaus in ${left}. Danach kannst du die nächste senden.`,
    slowRule: (each: string) => `Langsamer Modus: ein Beitrag ${each}.`,
    slowEach: {
      seconds: (n: number) => count(n, { one: 'jede Sekunde', other: 'alle # Sekunden' }),
      minutes: (n: number) => count(n, { one: 'jede Minute', other: 'alle # Minuten' }),
      hours: (n: number) => count(n, { one: 'jede Stunde', other: 'alle # Stunden' }),
    },
  },

  states: {
    left: 'Du hast diese Gruppe verlassen',
    leftHint: (when: string) => `Zeitpunkt: ${when}. Was du hast, bleibt auf diesem Gerät.`,
    removed: (by: string) => `${by} hat dich aus dieser Gruppe entfernt`,
    removedUnknown: 'Du wurdest aus dieser Gruppe entfernt',
    removedHint: (when: string) =>
      `Zeitpunkt: ${when}. Was du vorher gesendet hattest, bleibt für alle; was du danach geschrieben hast, erscheint nicht. Was du hast, bleibt auf diesem Gerät.`,
    declined: 'Du wurdest nicht hereingelassen',
    declinedHint: (when: string) =>
      `Die Moderation hat deine Anfrage abgelehnt. Zeitpunkt: ${when}. Wenn du das für einen Irrtum hältst, bitte jemanden aus der Gruppe um einen neuen Link.`,
    withdrawn: 'Du hast deine Anfrage zurückgezogen',
    withdrawnHint: (when: string) =>
      `Zeitpunkt: ${when}. Um noch einmal anzufragen, öffne den Link noch einmal.`,
    forget: 'Von diesem Gerät entfernen',
    forgetTitle: 'Diese Gruppe von diesem Gerät entfernen?',
    forgetHint:
      'Sie verschwindet aus deiner Liste, und alles, was darin gesagt wurde, wird hier gelöscht, auch was du noch nicht gesendet hast.',
    forgetHintOutside:
      'Sie verschwindet aus deiner Liste, mit allem, was du geschrieben und nicht gesendet hast.',
    forgetKeeps:
      'Die anderen behalten, was sie haben, und deine anderen Geräte auch. Um zurückzukommen, brauchst du einen Einladungslink, der noch gilt.',
    forgetAlone:
      'Außer dir ist niemand darin. Sie verschwindet aus deiner Liste, und alles darin wird hier gelöscht. Links, die du gemacht hast, führen zu niemandem. Ein anderes Gerät von dir behält, was es hat.',
    forgetAct: 'Entfernen',
    closed: 'Das Relay nimmt für dich nicht mehr an dieser Gruppe teil',
    closedHint:
      'Nichts Neues kommt herein oder geht hinaus. Was du hast, bleibt auf diesem Gerät. Wenn du das für einen Irrtum hältst, lade neu oder frage jemanden aus der Gruppe.',
    deviceRemoved: 'Dieses Gerät wurde von einem anderen deiner Geräte entfernt',
    deviceRemovedBrief: 'Nichts Neues erreicht diese Gruppe hier.',
    deviceRemovedHint:
      'Was du hast, bleibt auf diesem Gerät. Um es wieder zu benutzen, lösche seine Daten und verbinde es neu.',
    comeBack:
      'Um zurückzukommen, öffne einen Einladungslink, der noch gilt, oder bitte jemanden aus der Gruppe um einen.',
    waitsForKey:
      'Du bist dabei. Was andere schreiben und was du schreibst, wird weitergegeben, sobald das Gerät eines Mitglieds online ist.',
    waitsForMore:
      'Einige Nachrichten können noch nicht gezeigt werden. Sie erscheinen, sobald das Gerät eines Mitglieds online ist.',
    uninvited:
      'Dieses Relay gründet Gruppen nur für Eingeladene. Bitte den Betreiber um eine Einladung; was du geschrieben hast, bleibt erhalten.',
    usesNewer:
      'Manches, was hier geschieht, braucht ein neueres Parley und wird nicht gezeigt. Lade neu, um zu aktualisieren.',
    reload: 'Neu laden',
  },
}
