/** The words of a school, for a group that is a class, in German. */
export const schoolTexts = {
  inClass: {
    roles: {
      founder: 'Klassenleitung',
      owner: 'Lehrkraft',
      admin: 'Vertretung',
      moderator: 'Assistenz',
      member: 'Schüler:in',
    },
    roleMeans: {
      founder: 'Hat die Klasse begonnen und kann nicht entfernt werden.',
      owner: 'Bestimmt die Regeln der Klasse und ernennt Vertretungen.',
      moderator:
        'Nimmt dran, lässt herein, schaltet stumm, entfernt und löscht, was andere schrieben.',
      guest: 'Liest. Schreibt nur, wo die Klasse es erlaubt.',
    },
    group: {
      tabList: 'Über diese Klasse',
    },
    people: {
      list: 'Personen in dieser Klasse',
      remove: 'Aus der Klasse entfernen',
      notAllowed: 'Die Regeln dieser Klasse lassen dich das nicht mehr tun.',
    },
    removing: {
      title: (name: string) => `${name} aus der Klasse entfernen?`,
    },
    leaving: {
      open: 'Klasse verlassen',
      title: 'Diese Klasse verlassen?',
      founder:
        'Du hast diese Klasse begonnen, darum bleibst du darin: Jemand muss sie immer führen können. Du kannst sie für dich leise stellen, oder sie sperren, damit nur noch Lehrkräfte und Assistenz schreiben.',
      ownerAlone:
        'Niemand sonst unterrichtet diese Klasse: Wenn du gegangen bist, kann niemand ihre Regeln ändern.',
    },
    secondOwner: {
      title: 'Eine zweite Lehrkraft dazunehmen',
      hint: 'Du allein unterrichtest diese Klasse. Gehen deine Geräte verloren, kann niemand ihre Regeln ändern. Wähle jemanden, dem du vertraust.',
      dialogTitle: 'Wer soll die Klasse mit dir unterrichten?',
      dialogHint:
        'Lehrkräfte ändern die Regeln und ernennen Vertretungen. Du kannst jederzeit eine andere Rolle geben.',
      make: 'Zur Lehrkraft machen',
    },
    rules: {
      name: 'Name der Klasse',
      quietForMe: 'Diese Klasse für mich leise stellen',
      announcementsHint:
        'Lehrkräfte und Assistenz schreiben. Alle anderen können reagieren und in Threads antworten.',
      slowHint:
        'Wie lange Schülerinnen und Schüler zwischen zwei Beiträgen warten. Lehrkräfte und Assistenz warten nicht.',
      lock: 'Klasse sperren',
      locked: 'Klasse gesperrt',
      lockHint:
        'Nur Lehrkräfte und Assistenz schreiben oder reagieren, und Links lassen niemanden herein.',
      readOnly: 'Nur Lehrkräfte ändern das.',
    },
    bars: {
      muted: 'Du bist stummgeschaltet, bis Lehrkraft oder Assistenz es aufhebt',
      announcementsHint:
        'Lehrkräfte und Assistenz schreiben. Alle anderen können reagieren und in Threads antworten.',
      locked: 'Diese Klasse ist gesperrt',
      lockedHint: 'Vorerst schreiben hier Lehrkräfte und Assistenz. Du kannst weiter lesen.',
      guestHint:
        'Gäste lesen hier. Um zu schreiben, bitte eine Lehrkraft, dich in die Klasse aufzunehmen.',
    },
    states: {
      left: 'Du hast diese Klasse verlassen',
      removed: (by: string) => `${by} hat dich aus dieser Klasse entfernt`,
      removedUnknown: 'Du wurdest aus dieser Klasse entfernt',
      forgetTitle: 'Diese Klasse von diesem Gerät entfernen?',
      closed: 'Das Relay nimmt für dich nicht mehr an dieser Klasse teil',
    },
    log: {
      found: (by: string) => `${by} hat die Klasse begonnen`,
      name: (by: string, name: string) => `${by} hat die Klasse „${name}“ genannt`,
      picture: (by: string) => `${by} hat das Bild der Klasse geändert`,
      pictureGone: (by: string) => `${by} hat das Bild der Klasse entfernt`,
      a: {
        founder: 'Klassenleitung',
        owner: 'Lehrkraft',
        admin: 'Vertretung',
        moderator: 'Assistenz',
        member: 'Schüler:in',
      },
      changes: {
        lockedOn: 'hat die Klasse gesperrt',
        lockedOff: 'hat die Klasse entsperrt',
      },
    },
    waiting: {
      lockedTitle: 'Diese Klasse ist gesperrt',
      lockedHint:
        'Im Moment kann niemand anfragen. Deine Anfrage geht von selbst hinaus, sobald die Klasse entsperrt ist, und deine Lehrkraft beantwortet sie.',
      screenHint:
        'Deine Lehrkraft lässt alle einzeln herein. Du kannst diese Seite schließen: Du kommst von selbst herein, sobald sie ja gesagt hat und ihr beide seitdem online wart.',
    },
    invite: {
      warning: 'Wer diesen Link hat, kann die ganze Klasse lesen. Gib ihn mit Bedacht weiter.',
      warningApproval:
        'Wer diesen Link öffnet, wartet, bis eine Lehrkraft oder die Assistenz die Person hereinlässt.',
      approveHint:
        'Wer den Link öffnet, wartet, bis eine Lehrkraft oder die Assistenz die Person hereinlässt.',
    },
    commands: { quiet: 'Diese Klasse für mich leise stellen…' },
    marking: { quiet: 'Für mich leise stellen', loud: 'Für mich nicht mehr leise' },
    conversation: {
      beginning: 'Hier beginnt die Klasse.',
    },
    threads: {
      list: 'Threads dieser Klasse',
    },
    pins: {
      list: 'Angeheftet in dieser Klasse',
    },
    profile: {
      groupTitle: 'Profil der Klasse',
      groupPicture: 'Bild der Klasse',
      descriptionHint: 'Worum es in dieser Klasse geht. Alle in der Klasse sehen es.',
      gone: 'Nicht mehr in dieser Klasse.',
      came: { founded: (when: string) => `Hat diese Klasse begonnen: ${when}` },
    },
  },
}
