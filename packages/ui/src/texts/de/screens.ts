/** Coming in, the list of groups, and what a device must tell its person, in German. */
import { number } from '../locale.ts'
import { count } from './grammar.ts'

export const screenTexts = {
  app: 'Parley',
  title: (group: string | undefined, unread: number) =>
    `${unread > 0 ? `(${number(unread)}) ` : ''}${group === undefined ? '' : `${group} – `}Parley`,
  start: {
    opening: 'Wird geöffnet…',
    failed: 'Parley kann sich hier nicht öffnen',
    again: 'Noch einmal versuchen',
    faults: {
      absent:
        'Dieser Browser behält nichts für diese Seite, darum könnten deine Nachrichten nicht gespeichert werden. Das liegt an einem privaten Fenster oder einer Einstellung, die Websitedaten blockiert. Öffne Parley in einem gewöhnlichen Fenster.',
      blocked:
        'Ein anderer Tab von Parley hält den Speicher und lässt ihn nicht los. Schließe die anderen Tabs und versuche es noch einmal.',
      full: 'Der Speicher dieses Geräts ist voll. Schaffe Platz und versuche es noch einmal. Was gespeichert ist, bleibt sicher.',
      broken:
        'Der Speicher dieses Geräts antwortet nicht, wie er sollte. Nichts wurde geändert. Starte den Browser neu und versuche es noch einmal.',
      identity:
        'Wer du auf diesem Gerät bist, ist nicht mehr zu lesen. Lösche, was hier ist, und komm dann mit einem anderen deiner Geräte oder deiner Wiederherstellungsphrase zurück.',
      unknown: 'Beim Öffnen ging etwas Unerwartetes schief. Nichts wurde geändert.',
    },
  },
  welcome: {
    promise: 'Gruppenchat, der weiter funktioniert, wenn das Netz es nicht tut.',
    name: 'Dein Name',
    nameHint: 'Die Leute in deinen Gruppen sehen ihn. Kein Konto, keine E‑Mail.',
    enter: 'Los',
    other: 'Wenn du Parley schon benutzt hast',
    invited: 'Du bist in eine Gruppe eingeladen',
    invitedHint:
      'Sag, wer du bist, und tritt bei. Wer in der Gruppe ist, sieht dann, wann du da bist.',
    enterInvited: 'Beitreten',
    nameEmpty: 'Ein Name fehlt noch, irgendeiner, der dir gefällt.',
    failed:
      'Dein Name konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
  },
  groups: {
    title: 'Gruppen',
    newGroup: 'Neue Gruppe',
    join: 'Beitreten',
    emptyTitle: 'Noch keine Gruppen',
    emptyHint:
      'Gründe eine Gruppe und lade andere ein, oder tritt mit einem Link bei, den dir jemand geschickt hat.',
    chooseTitle: 'Wähle eine Gruppe',
    chooseNone: 'Hier öffnen sich deine Gruppen',
    chooseHint:
      'Alles, was du schreibst, wird zuerst auf diesem Gerät gespeichert, ob mit Netz oder ohne.',
    unread: (n: number) =>
      count(n, { one: '# ungelesene Nachricht', other: '# ungelesene Nachrichten' }),
    draft: 'Entwurf',
    you: 'Du',
    says: (author: string, text: string) => `${author}: ${text}`,
    nothingYet: 'Noch keine Nachrichten',
    states: {
      joining: 'Beitritt läuft…',
      waiting: 'Wartet auf Einlass',
      left: 'Du bist gegangen',
      removed: 'Du wurdest entfernt',
      closed: 'Für dich geschlossen',
    },
    declined: 'Du wurdest nicht hereingelassen',
    withdrawn: 'Du hast deine Anfrage zurückgezogen',
    quiet: 'Leise',
    unnamed: 'Neue Gruppe',
    unnamedJoining: 'Eine Gruppe, in die du eingeladen bist',
  },
  newGroup: {
    title: 'Neue Gruppe',
    name: 'Name der Gruppe',
    create: 'Gründen',
    nameEmpty: 'Die Gruppe braucht einen Namen.',
    failed:
      'Die Gruppe konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    more: 'Mehr Möglichkeiten',
    forPage: 'Für eine Webseite, die ihre Leute selbst anmeldet',
    forPageHint:
      'Eine Gemeinschaft, die alle lesen dürfen, die die Seite öffnen können. Sie ist nicht verschlüsselt, außer du sagst es unten anders. Die Einstellungen fragen danach, welche Website es ist.',
    open: 'Offene Gruppe, nicht verschlüsselt',
    openHint:
      'Für große öffentliche Gemeinschaften. Das Relay, und wer es betreibt, kann alles lesen. Das lässt sich später nicht ändern.',
  },
  join: {
    title: 'Einer Gruppe beitreten',
    link: 'Link zur Gruppe',
    hint: 'Füge den Link ein, den dir jemand geschickt hat.',
    join: 'Beitreten',
    as: (name: string) =>
      `Du trittst als ${name} bei. Wer in der Gruppe ist, sieht dann deinen Namen, dein Bild und wann du da bist.`,
    notNow: 'Jetzt nicht',
    working: 'Deine Einladung wird geöffnet…',
    brokenTitle: 'Dieser Link funktioniert nicht',
    home: 'Zu deinen Gruppen',
    failed:
      'Die Einladung konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    faults: {
      'no-invite': 'In diesem Text ist keine Einladung. Ein Einladungslink enthält „#/join/“.',
      'cut-short':
        'Das Ende dieses Links fehlt. Kopiere den ganzen Link, oder lass ihn dir noch einmal schicken.',
      'too-long': 'Am Ende dieses Links steht noch etwas anderes. Kopiere nur den Link selbst.',
      'not-base64url':
        'Dieser Link ist beschädigt: Einige seiner Buchstaben haben sich unterwegs geändert.',
      'newer-version':
        'Dieser Link stammt von einem neueren Parley. Lade diese Seite neu, um zu aktualisieren, und versuche es dann noch einmal.',
    },
  },
  invited: {
    title: 'Du darfst hier Gruppen gründen',
    hint: 'Deine Einladung zu diesem Relay gilt in diesem Browser. Gruppen, die du vorher gegründet hast, werden von selbst angenommen.',
    goOn: 'Zu deinen Gruppen',
  },
  connection: {
    connected: 'Verbunden',
    offline: 'Offline',
    connecting: 'sucht das Relay',
    since: (when: string) => `seit ${when}`,
    heard: (when: string) => `Zuletzt vom Relay gehört: ${when}`,
    ask: 'Verbindung',
    goOn: 'Du kannst weiterschreiben: Es geht von selbst hinaus.',
    never: 'Vom Relay war noch nichts zu hören. Du kannst weiterschreiben.',
    unknownOrigin: (origin: string) =>
      `Dieses Relay kennt seine eigene Adresse ${origin} nicht. Wer es betreibt, muss PARLEY_ORIGINS darauf setzen. Du kannst weiterschreiben.`,
  },
  notices: {
    title: 'Hinweise',
    dismiss: 'Ausblenden',
    more: (n: number) => count(n, { one: '# weiterer', other: '# weitere' }),
    fewer: 'Weniger',
    writeAgain: 'Noch einmal schreiben',
    reload: 'Neu laden',
    removedBefore: (by: string, n: number) =>
      count(n, {
        one: `${by} hat dich entfernt, bevor diese Nachricht jemanden erreichte.`,
        other: `${by} hat dich entfernt, bevor diese # Nachrichten jemanden erreichten.`,
      }),
    changedByBefore: (by: string, n: number) =>
      count(n, {
        one: `${by} hatte dich entfernt oder stummgeschaltet oder deine Rolle geändert, bevor diese Nachricht jemanden erreichte.`,
        other: `${by} hatte dich entfernt oder stummgeschaltet oder deine Rolle geändert, bevor diese # Nachrichten jemanden erreichten.`,
      }),
    changedBefore: (n: number) =>
      count(n, {
        one: 'Du warst entfernt oder stummgeschaltet worden oder hattest eine andere Rolle bekommen, bevor diese Nachricht jemanden erreichte.',
        other:
          'Du warst entfernt oder stummgeschaltet worden oder hattest eine andere Rolle bekommen, bevor diese # Nachrichten jemanden erreichten.',
      }),
    nobodySees: (n: number) =>
      count(n, {
        one: 'Niemand sieht sie. Sie ist hier aufbewahrt:',
        other: 'Niemand sieht sie. Sie sind hier aufbewahrt:',
      }),
    notSent: (n: number) =>
      count(n, {
        one: 'Diese Nachricht wurde nicht angenommen und ist deshalb nicht gesendet. Sie ist hier aufbewahrt:',
        other:
          'Diese # Nachrichten wurden nicht angenommen und sind deshalb nicht gesendet. Sie sind hier aufbewahrt:',
      }),
    showTexts: (n: number) => count(n, { one: 'Text zeigen', other: 'Die # Texte zeigen' }),
    hideTexts: 'Texte zuklappen',
    throwTitle: (n: number) =>
      count(n, { one: 'Diesen Text löschen?', other: 'Diese # Texte löschen?' }),
    throwHint: 'Nur dieser Hinweis bewahrt sie auf, und sie verschwinden mit ihm.',
    throwAct: 'Löschen',
    changedBy: (who: string) =>
      `${who} hat eine neue Identität. Das kommt vor, wenn jemand neu anfängt, und auch, wenn sich jemand als diese Person ausgibt. Vergleicht die Codes, bevor du ihr vertraust.`,
    says: {
      'storage-failing':
        'Der Speicher dieses Geräts versagt. Was du jetzt schreibst, übersteht das Schließen dieser Seite vielleicht nicht.',
      'storage-full':
        'Der Speicher dieses Geräts ist voll. Schaffe Platz; was schon hier ist, bleibt sicher.',
      'doc-rebuilt':
        'Eine gespeicherte Kopie dieser Gruppe war beschädigt. Sie wurde weggeworfen und wird neu geholt.',
      'sync-stopped':
        'Das Relay hat zweimal etwas Unlesbares geschickt, darum tauscht diese Gruppe keine Nachrichten mehr aus. Lade neu, um es wieder zu versuchen.',
      'not-done':
        'Etwas, das du hier getan hast, galt nicht, weil sich die Regeln der Gruppe oder deine Rolle inzwischen geändert hatten.',
      'identity-changed':
        'Jemand hier hat eine neue Identität. Vergleicht die Codes, bevor du ihr vertraust.',
      'uses-newer':
        'Manches, was hier geschieht, braucht ein neueres Parley und wird nicht gezeigt. Lade neu, um zu aktualisieren.',
      'device-removed':
        'Dieses Gerät wurde von einem anderen deiner Geräte entfernt. Nichts Neues erreicht es. Was darauf ist, bleibt; um es wieder zu benutzen, lösche seine Daten und verbinde es neu.',
      'profile-copied':
        'Eine Kopie dieses Browserprofils schreibt als dieses Gerät. Benutze nur eine davon und verbinde die andere als eigenes Gerät.',
      'relay-misbehaved':
        'Das Relay hat etwas geschickt, das die Regeln bricht. Es wurde nicht angenommen.',
    },
  },
  dialog: { close: 'Schließen', cancel: 'Abbrechen' },
  name: {
    tooLong: (limit: number) =>
      `Dieser Name ist zu lang: Die Grenze liegt bei ${number(limit)} Bytes.`,
  },
}
