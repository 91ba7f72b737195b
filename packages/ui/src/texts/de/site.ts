/** A site that says who people are: its keys, and the names that it stands for, in German. */
export const siteTexts = {
  site: {
    title: 'Anmeldung durch eine Website',
    hint: 'Eine Website, die diese Gruppe auf ihren Seiten hat, kann hier allen sagen, wer sie besucht. Beim Namen steht dann, welche Website das sagt. Macht bekommt sie hier keine.',
    begin: 'Eine Website anmelden lassen',
    save: 'Speichern',
    name: 'Name der Website',
    nameHint: 'So, wie ihn alle lesen, zum Beispiel shop.example.',
    nameEmpty: 'Sag, wie die Website heißt.',
    rename: 'Namen speichern',
    key: 'Öffentlicher Schlüssel der Website',
    keyHint:
      'Als JWK, das mit { beginnt, oder als PEM, das mit -----BEGIN PUBLIC KEY----- beginnt. Ed25519 oder P-256.',
    keyFaults: {
      empty: 'Füg den öffentlichen Schlüssel der Website ein.',
      'not-a-key':
        'Das ist kein ganzer Schlüssel. Füg einen Schlüssel vom ersten bis zum letzten Zeichen ein: ein JWK, oder PEM mit beiden Strichzeilen.',
      private:
        'Das ist ein privater Schlüssel, der den Server der Website nie verlassen darf. Füg den öffentlichen ein. Falls ihn andere gesehen haben können, erzeug ein neues Paar.',
      'other-kind':
        'Das ist ein Schlüssel anderer Art. Unterschrieben wird hier mit Ed25519 (EdDSA) oder P-256 (ES256): Erzeug ein solches Paar.',
      same: 'Dieser Schlüssel ist schon hier.',
    },
    role: 'Was die Anmeldung aus einem Gast macht',
    roles: { member: 'Ein Mitglied', guest: 'Weiterhin ein Gast' },
    roleHints: {
      member: 'Liest und schreibt. Mehr als das wird niemand.',
      guest: 'Der Name ist bestätigt, sonst ändert sich nichts.',
    },
    keys: 'Schlüssel der Website',
    addKey: 'Schlüssel hinzufügen',
    addKeyHint:
      'Zum Wechseln den neuen hinzufügen, die Website damit unterschreiben lassen, dann den alten herausnehmen.',
    full: (n: string) => `${n} Schlüssel sind hier, mehr geht nicht. Nimm zuerst einen heraus.`,
    takeOut: 'Herausnehmen',
    takeOutName: (key: string) => `Herausnehmen: ${key}`,
    takeOutTitle: 'Diesen Schlüssel herausnehmen?',
    takeOutHint:
      'Wer damit angemeldet ist, heißt wieder nach dem eigenen Namen, ohne das Zeichen, und ist wieder Gast, wenn er jemanden zum Mitglied gemacht hat. Mit einem anderen Schlüssel kann man sich neu anmelden.',
    takeOutLast: 'Es ist der einzige: Danach meldet hier keine Website mehr jemanden an.',
    takeOutStolen:
      'Wurde er gestohlen, dann entferne in der Liste der Personen auch die, die er zu Unrecht angemeldet hat.',
    audience: 'Diese Gruppe, für den Server der Website',
    audienceHint: 'Jedes Token nennt sie als „aud“.',
    copy: 'Kopieren',
    copied: 'Kopiert',
    verifiedBy: (site: string) => `bestätigt von ${site}`,
    notVerified: (site: string) => `nicht bestätigt von ${site}`,
    ownName: (site: string) => `angemeldet bei ${site}, der Name ist selbst gewählt`,
  },
}
