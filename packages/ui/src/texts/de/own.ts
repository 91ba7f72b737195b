/** A person's own matters: name, devices, recovery phrase, presence, in German. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const ownTexts = {
  settings: {
    open: 'Einstellungen',
    title: 'Einstellungen',
    name: 'Dein Name',
    nameHint: 'Die Leute, mit denen du sprichst, sehen ihn, in jeder Gruppe.',
    saveName: 'Namen speichern',
    saved: 'Gespeichert',
    unchanged: 'Noch hat sich nichts geändert.',
    nameEmpty: 'Ein Name fehlt noch, irgendeiner, der dir gefällt.',
    failed: 'Das konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    presenceTitle: 'Anwesenheit',
    presence: 'Zeigen, wann ich hier bin und schreibe',
    presenceHint:
      'Die Leute einer Gruppe sehen es, während du sie offen hast. Nichts davon wird gespeichert.',
    blockedTitle: 'Blockierte Personen',
    blockedHint: 'Was sie schreiben, ist auf deinen Geräten zugeklappt. Niemand erfährt davon.',
    unblock: 'Nicht mehr blockieren',
    unblockName: (name: string) => `${name} nicht mehr blockieren`,
    blockedUnknown: 'Jemand aus keiner deiner Gruppen',
  },

  devices: {
    title: 'Deine Geräte',
    hint: 'Jedes hat alle deine Gruppen. Entferne eines, das verloren oder verkauft ist: Nichts Neues erreicht es dann.',
    list: 'Deine Geräte',
    isThis: 'Dieses Gerät',
    since: (when: string) => `hinzugefügt: ${when}`,
    renameNamed: (name: string, when: string) => `${name} umbenennen, hinzugefügt: ${when}`,
    renameTitle: (name: string) => `Name von ${name}`,
    renameThisTitle: 'Name dieses Geräts',
    renameLabel: 'Name des Geräts',
    renameSave: 'Speichern',
    nameEmpty: 'Ein Name fehlt noch, damit du weißt, welches es ist.',
    remove: (name: string, when: string) => `${name} entfernen, hinzugefügt: ${when}`,
    removeTitle: (name: string) => `${name} entfernen?`,
    removeWhich: (when: string) =>
      `Das Gerät mit dem Vermerk „hinzugefügt: ${when}“. Es ist nicht das, das du gerade benutzt.`,
    removeHint:
      'Es verlässt alle deine Gruppen, und nichts Neues erreicht es. Was schon darauf ist, bleibt darauf. Das lässt sich nicht rückgängig machen: Um es wieder zu benutzen, wähle darauf „Daten dieses Geräts löschen“ und verbinde es neu.',
    removeButton: 'Entfernen',
    stolen: 'Wurde es gestohlen?',
    stolenHint:
      'Mit deiner Wiederherstellungsphrase gilt das Entfernen mehr als alles, was die diebische Person mit dem Gerät tut, selbst wenn sie deines entfernt.',
    stolenWords: 'Wiederherstellungsphrase, falls du sie zur Hand hast',
    isRemoved:
      'Dieses Gerät wurde von einem anderen deiner Geräte entfernt. Nichts Neues erreicht es. Was darauf ist, bleibt; um es wieder zu benutzen, lösche seine Daten und verbinde es neu.',
    unnamed: 'Ein Gerät ohne Namen',
    count: (n: number) => count(n, { one: '# Gerät', other: '# Geräte' }),
    link: 'Gerät verbinden',
  },

  erasing: {
    open: 'Daten dieses Geräts löschen',
    title: 'Alles löschen, was Parley in diesem Browser aufbewahrt?',
    hint: 'Deine Gruppen, alles, was darin gesagt wurde, und wer du bist verschwinden aus diesem Browser, auch was noch nicht gesendet ist. Das lässt sich nicht rückgängig machen.',
    hintEmpty:
      'Wer du bist, verschwindet aus diesem Browser, mit allem, was Parley darin aufbewahrt. Das lässt sich nicht rückgängig machen.',
    after: {
      removed: 'Deine anderen Geräte behalten alles. Dieses kannst du danach neu verbinden.',
      recovered: 'Danach kannst du mit den richtigen Wörtern zurückkommen oder neu anfangen.',
      damaged:
        'Danach kannst du mit einem anderen deiner Geräte oder deiner Wiederherstellungsphrase zurückkommen. Ohne sie fängst du als neue Person an.',
    },
    act: 'Löschen',
    failed:
      'Es konnte nicht gelöscht werden. Schließe die anderen Tabs von Parley und versuche es noch einmal.',
  },

  linking: {
    title: 'Gerät verbinden',
    steps: [
      'Öffne Parley auf dem neuen Gerät.',
      'Richte seine Kamera auf diesen Code. Oder wähle dort „Ich habe Parley auf einem anderen Gerät“ und gib den kurzen Code ein.',
      'Vergleiche sechs Ziffern, und es hat alle deine Gruppen.',
    ],
    shortCode: 'Kurzer Code',
    localhost:
      'Der QR-Code führt nur zu diesem Computer. Öffne Parley auf dem neuen Gerät unter der Adresse, die dieser Computer in eurem Netz hat, und gib dort den kurzen Code ein.',
    reachable: (address: string) =>
      `Das neue Gerät erreicht diesen Computer unter ${address}, dorthin führt der QR-Code. Oder öffne das dort und gib den kurzen Code ein.`,
    waiting: 'Warten auf das neue Gerät…',
    compareHint: 'Beide Geräte zeigen sechs Ziffern. Sind sie gleich?',
    digits: 'Ziffern zum Vergleichen',
    same: 'Sie sind gleich',
    different: 'Sie sind verschieden',
    confirmed: 'Sag jetzt dasselbe auf dem anderen Gerät.',
    sending: 'Deine Gruppen werden übergeben…',
    receiving: 'Sag dasselbe auch auf dem anderen Gerät; dann kommen deine Gruppen hierher…',
    doneTitle: 'Verbunden',
    done: 'Das neue Gerät hat deine Gruppen. Ältere Nachrichten kommen dort noch eine Weile an.',
    doneNew:
      'Dieses Gerät gehört jetzt dir. Deine Gruppen sind hier; ältere Nachrichten kommen noch an.',
    newName: 'Name des neuen Geräts',
    newNameHint:
      'Daran unterscheidest du es von deinen anderen. Du kannst ihn in den Einstellungen ändern.',
    finish: 'Fertig',
    again: 'Noch einmal versuchen',
    failedTitle: 'Nicht verbunden',
    failed: {
      cancelled: 'Eines der Geräte hat abgebrochen. Nichts wurde übergeben.',
      expired: 'Es hat zu lange gedauert. Nichts wurde übergeben.',
      unanswered:
        'Unter diesem Code hat niemand geantwortet. Vielleicht ist er vertippt, oder das andere Gerät hat die Seite geschlossen. Nichts wurde übergeben.',
      mismatch:
        'Die Ziffern waren verschieden. Vielleicht wollte sich jemand dazwischenschieben: Nichts wurde übergeben.',
      'in-use':
        'Zwei Geräte haben diesen Code schon benutzt, oder das neue gehört schon jemandem. Nichts wurde übergeben.',
      'no-relay':
        'Das Relay ist nicht zu erreichen. Zum Verbinden müssen beide Geräte es erreichen; versuche es dann noch einmal.',
      'too-deep':
        'Dieses Gerät wurde selbst über eine lange Reihe anderer verbunden. Verbinde von einem aus, das schon länger deines ist.',
      storage:
        'Das konnte auf diesem Gerät nicht gespeichert werden. Schaffe Platz und versuche es noch einmal.',
    },

    take: 'Ich habe Parley auf einem anderen Gerät',
    takeTitle: 'Dieses Gerät verbinden',
    takeHint:
      'Öffne auf dem Gerät, das deine Gruppen hat, die Einstellungen und wähle „Gerät verbinden“. Es zeigt einen QR-Code und einen kurzen Code.',
    takeCode: 'Kurzer Code oder Link',
    takeGo: 'Weiter',
    takeEmpty: 'Der kurze Code oder der Link fehlt noch.',
    takeWaiting: 'Das andere Gerät wird gesucht…',
    takeUnanswered:
      'Unter diesem Code antwortet niemand. Prüfe ihn: Vielleicht ist er vertippt, oder das andere Gerät hat die Seite geschlossen. Es wird weiter versucht…',
    takeOther: 'Code ändern',
    faults: {
      'not-a-link':
        'Das ist kein Code zum Verbinden eines Geräts. Sieh noch einmal auf das andere Gerät.',
      'newer-version':
        'Auf dem anderen Gerät läuft ein neueres Parley. Lade diese Seite neu und versuche es noch einmal.',
      'device-in-use':
        'Dieses Gerät gehört schon jemandem: Es hat eigene Gruppen. Verbinde ein neues Gerät oder ein anderes Browserprofil.',
    },
  },

  phrase: {
    title: 'Wiederherstellungsphrase',
    hint: 'Zwölf Wörter, die dich, deine Gruppen und deinen Verlauf zurückbringen, wenn alle Geräte verloren sind. Ohne sie kann das niemand.',
    show: 'Die zwölf Wörter zeigen',
    confirmed: 'Du hast deine Wiederherstellungsphrase aufgeschrieben.',
    confirmedHint:
      'Sie ist nicht mehr auf diesem Gerät und kann deshalb nicht noch einmal gezeigt werden. Bewahre das Papier dort auf, wo du Wichtiges aufbewahrst.',
    dialogTitle: 'Deine Wiederherstellungsphrase',
    write:
      'Schreibe diese Wörter auf Papier, in dieser Reihenfolge. Wer sie hat, ist du: Zeige sie niemandem.',
    words: 'Wiederherstellungsphrase',
    next: 'Ich habe sie aufgeschrieben',
    askTitle: 'Prüfe dein Papier',
    ask: 'Gib diese Wörter von deinem Papier ein.',
    word: (n: number) => `Wort ${number(n)}`,
    confirm: 'Bestätigen',
    back: 'Die Wörter noch einmal zeigen',
    wrong:
      'Das ist nicht, was gezeigt wurde. Sieh auf dein Papier, oder lass die Wörter noch einmal zeigen.',
    doneTitle: 'Das stimmt',
    done: 'Von jetzt an stehen diese Wörter nur auf deinem Papier. Mit ihnen kannst du auf jedem Gerät zurückkommen.',
    later: 'Später',
    failed:
      'Das konnte auf diesem Gerät nicht gespeichert werden. Die Wörter bleiben hier; bitte versuche es noch einmal.',
  },

  recovering: {
    open: 'Ich habe eine Wiederherstellungsphrase',
    title: 'Mit deiner Phrase zurückkommen',
    hint: 'Gib die zwölf Wörter ein, in ihrer Reihenfolge, mit Leerzeichen dazwischen.',
    words: 'Wiederherstellungsphrase',
    go: 'Wiederherstellen',
    working: 'Deine Gruppen werden gesucht…',
    empty: 'Die zwölf Wörter fehlen noch.',
    faults: {
      count: (n: number) =>
        count(n, {
          one: 'Eine Wiederherstellungsphrase hat zwölf Wörter; das ist eines.',
          other: 'Eine Wiederherstellungsphrase hat zwölf Wörter; das sind #.',
        }),
      word: (at: number, word: string) =>
        `„${word}“, Wort ${number(at)}, steht in keiner Wiederherstellungsphrase. Prüfe, wie es geschrieben ist.`,
      checksum:
        'Diese Wörter gehören nicht zusammen: Eines davon ist ein anderes, oder zwei sind vertauscht.',
    },
    deviceInUse:
      'Dieses Gerät hat schon eigene Gruppen. Stelle auf einem neuen Gerät oder in einem anderen Browserprofil wieder her.',
    searchTitle: 'Deine Phrase stimmt',
    foundTitle: 'Du bist zurück',
    goOn: 'Inzwischen weitermachen',
    search: {
      searching: 'Deine Gruppen und dein Name kommen, sobald das Relay antwortet.',
      'nothing-found': 'Zu dieser Phrase wurden keine Gruppen gefunden.',
      found: 'Deine Gruppen kommen von selbst, und danach ältere Nachrichten.',
    },
    read: 'OK',
    nothingMeans:
      'Ein Einladungslink einer deiner Gruppen bringt dich dorthin zurück, als dieselbe Person: Gib deinen Namen an, wenn danach gefragt wird, drücke „Beitreten“ und füge den Link ein. Gruppen, die ein anderes Relay kennt, erscheinen von selbst. War es eine andere Phrase? Lösche, was hier ist, und gib sie noch einmal ein.',
    keepWaiting: 'Weiter warten',
    whatToDo: 'Was tun',
    failed: 'Das konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    back: 'Zurück',
  },

  presence: {
    here: (n: number) => count(n, { one: '# hier', other: '# hier' }),
    hereNames: (names: string) => `Jetzt hier: ${names}`,
    /** Beside one person in the list of them. */
    isHere: 'jetzt hier',
    typing: (name: string) => `${name} schreibt…`,
    typingTwo: (one: string, other: string) => `${list([one, other])} schreiben…`,
    typingMany: 'Mehrere schreiben…',
  },
}
