/** A class on a teacher's laptop, in German. */
import { count } from './grammar.ts'

export const classroomTexts = {
  classroom: {
    whoTitle: 'Willkommen in deiner Klasse',
    whoHint: 'Sag, wer du bist. Diesen Namen sehen deine Schülerinnen und Schüler.',
    goOn: 'Weiter',
    title: 'Deine Klasse',
    hint: 'Gib ihr einen Namen. Die Tafel zeigt dann allen, wie sie hereinkommen.',
    name: 'Name der Klasse',
    nameEmpty: 'Die Klasse braucht einen Namen.',
    start: 'Klasse beginnen',
    failed:
      'Die Klasse konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',

    show: 'An der Tafel zeigen',
    join: 'Komm in die Klasse',
    wifi: 'Geh in dasselbe WLAN wie dieser Computer.',
    open: 'Halte deine Kamera auf das Quadrat, oder öffne diese Adresse im Browser:',
    code: 'Mit der Adresse: Sag deinen Namen, drücke „Beitreten“ und tippe diesen Code ein:',
    codeAway: 'Das Relay ist weg. Ein Code zum Eintippen erscheint hier, sobald es wieder da ist.',
    qr: 'QR-Code der Klasse',
    here: (n: number) => count(n, { one: '# ist drin', other: '# sind drin' }),
    waiting: (n: number) =>
      count(n, { one: '# wartet auf Einlass', other: '# warten auf Einlass' }),
    openGroup: 'Zur Klasse',
    full: 'Vollbild',
    leaveFull: 'Vollbild verlassen',
    address: 'Adresse an der Tafel',
    alone:
      'Dieser Computer ist noch in keinem Netz. Verbinde ihn mit dem WLAN, oder öffne auf ihm einen Hotspot; die Adresse erscheint hier von selbst.',
    noLink:
      'Gerade lässt kein Link jemanden herein. Wird jemand entfernt, enden alle Links, die es vorher gab.',
    gone: 'Diese Gruppe ist nicht auf diesem Gerät.',

    joinGroup: 'Komm herein',
    toGroup: 'Zur Gruppe',
    scan: 'Halte deine Kamera auf das Quadrat, sag deinen Namen, und du bist drin.',
    localLink:
      'Dieser Link führt nur zu diesem Computer. Zeige stattdessen die Tafel: Sie führt alle herein.',

    codeHint:
      'Füge den Link ein, den dir jemand geschickt hat, oder tippe den Klassencode von der Tafel ab.',
    noSuchCode: 'Eine Klasse mit diesem Code gibt es hier nicht. Vergleiche ihn mit der Tafel.',
    codeLater:
      'Der Code konnte gerade nicht nachgeschlagen werden. Versuche es gleich noch einmal.',
    emptyHint:
      'Scanne das Quadrat an der Tafel, oder drücke „Beitreten“ und tippe den Klassencode ein.',
  },
  plainHttp: {
    say: 'Unter dieser Adresse öffnet sich die App nur, solange das Relay erreichbar ist, und jeder in diesem Netz könnte die Seite austauschen. Was du schreibst, bleibt auf diesem Gerät gespeichert.',
  },
}
