/** A site that says who people are: its keys, and the names that it stands for. "fixed": tests rely on it. */
export const siteTexts = {
  site: {
    title: 'Sign-in by a site', // fixed
    hint: 'A site with this group in its pages can say who its visitors are. Names then show that it says so. It gets no power here.',
    begin: 'Let a site sign people in', // fixed
    save: 'Save', // fixed
    name: 'Name of the site', // fixed
    nameHint: 'As everyone reads it.',
    nameEmpty: 'Say what the site is called.',
    rename: 'Save name',
    key: 'Public key of the site', // fixed
    keyHint:
      'As JWK, which begins with {, or as PEM, which begins with -----BEGIN PUBLIC KEY-----. Ed25519 or P-256.',
    keyFaults: {
      empty: 'Paste the public key of the site.',
      'not-a-key':
        'This is no whole key. Paste all of it: a JWK, or PEM with both its dashed lines.',
      private:
        'This is a private key, which must never leave the site’s server. Paste the public one. If others may have seen it, make a new pair.',
      'other-kind': 'This is a key of another kind. It has to be Ed25519 (EdDSA) or P-256 (ES256).',
      same: 'This key is here already.',
    },
    role: 'What signing in makes of a guest', // fixed
    roles: { member: 'A member', guest: 'Still a guest' },
    roleHints: {
      member: 'They read and write, and no more.',
      guest: 'Their name is verified, and no more.',
    },
    keys: 'Keys of the site', // fixed
    addKey: 'Add a key', // fixed
    addKeyHint:
      'To change keys, add the new one first, and take the old one out when the site signs with the new.',
    full: (n: string) => `There are ${n} keys, and more are not possible. Take one out first.`,
    takeOut: 'Take out', // fixed
    takeOutName: (key: string) => `Take out ${key}`,
    takeOutTitle: 'Take this key out?',
    takeOutHint:
      'Whoever signed in with it goes by their own name again, and is a guest again if it made them a member. With another key they can sign in anew.',
    takeOutLast: 'It is the only one: no site signs people in here any more.',
    takeOutStolen: 'If it was stolen, also remove the people it let in wrongly.',
    audience: 'This group, for the site’s server', // fixed
    audienceHint: 'Each token names it as “aud”.',
    copy: 'Copy',
    copied: 'Copied',
    verifiedBy: (site: string) => `verified by ${site}`, // fixed
    notVerified: (site: string) => `not verified by ${site}`, // fixed
    ownName: (site: string) => `signed in at ${site}, the name is their own`,
  },
} as const
