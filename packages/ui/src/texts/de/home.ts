/** Being at home on a device: newer versions, being installed, in German. */
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
}
