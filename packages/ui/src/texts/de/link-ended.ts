/** What is said to whoever follows a link that lets nobody in any more, in German. */
export const linkEndedTexts = {
  linkEnded: {
    title: 'Diese Einladung gilt nicht mehr',
    ask: 'Bitte um einen neuen Link.',
    reasons: {
      expired: 'Der Link galt für eine begrenzte Zeit, und die ist vorbei.',
      'used-up': 'Der Link ließ eine begrenzte Zahl von Leuten herein, und die sind da.',
      withdrawn: 'Jemand aus der Gruppe hat den Link zurückgezogen.',
      'maker-gone':
        'Wer den Link erstellt hat, ist nicht mehr in der Gruppe oder lädt niemanden mehr ein.',
      outdated: 'Die Gruppe hat sich seitdem geändert, und ihre älteren Links gelten nicht mehr.',
    },
    kept: 'Was du geschrieben hast, bleibt auf diesem Gerät und geht hinaus, sobald du dabei bist.',
    keptDraft: 'Was du gerade geschrieben hast, ist noch da:',
    newLink: 'Ich habe einen neuen Link',
    remove: 'Aus der Liste entfernen',
    leave: 'Jetzt nicht',
    removeTitle: 'Diese Gruppe aus deiner Liste entfernen?',
    removeHint: 'Was du hier geschrieben hast, wurde nie gesendet und geht damit verloren.',
    removeAct: 'Entfernen',
    row: 'Einladung gilt nicht mehr',
  },
}
