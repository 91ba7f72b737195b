/** A group in a page that is not ours, in German. */
export const embeddedTexts = {
  embedded: {
    title: 'Chat',
    open: 'Chat öffnen',
    close: 'Chat schließen',
    greeting:
      'Lies mit, und mach mit, wo diese Gruppe es erlaubt. Was du schreibst, liegt zuerst auf diesem Gerät, ob online oder nicht.',
    nameHint:
      'Alle, die diese Seite öffnen können, können lesen, was du schreibst. Kein Konto, keine E‑Mail.',
    anonymous: 'Anonym bleiben',
    guest: (n: string) => `Gast ${n}`,
    away: 'Das Gespräch konnte gerade nicht geholt werden. Was du sendest, bleibt hier und geht dann hinaus.',
    signInRefused: 'Die Anmeldung hat nicht geklappt. Du bleibst hier, wie du warst.',
    whose: 'Es wird nachgefragt, wer hier ist…',
    whoseAway:
      'Wer hier ist, lässt sich gerade nicht feststellen. Es wird von selbst wieder versucht.',
    faults: {
      'no-group': 'Diese Seite sagt nicht, welche Gruppe hier geöffnet werden soll.',
      'broken-link':
        'Der Link zu dieser Gruppe ist beschädigt. Wer diese Seite betreut, kann einen neuen einsetzen.',
      'no-storage':
        'Dieser Browser speichert für diese Seite nichts, deine Nachrichten wären also nicht sicher. Ein privates Fenster oder blockierte Websitedaten sind der Grund.',
      'desk-closed': 'Diese Seite nimmt keine neuen Gespräche mehr an.',
    },
  },
}
