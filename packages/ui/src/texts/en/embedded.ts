/** A group in a page that is not ours. */
export const embeddedTexts = {
  embedded: {
    title: 'Chat',
    open: 'Open chat',
    close: 'Close chat',
    greeting:
      'Read what is said here, and take part where this group lets you. What you write is kept on this device first, online or not.',
    nameHint: 'Everybody who can open this page can read what you write. No account, no e‑mail.',
    anonymous: 'Stay anonymous',
    guest: (n: string) => `Guest ${n}`,
    away: 'The conversation cannot be fetched just now. What you send is kept here and goes out with it.',
    signInRefused: 'You could not be signed in. You stay here as you were.',
    whose: 'Finding out who is here…',
    whoseAway: 'Who is here cannot be found out just now. It is tried again by itself.',
    faults: {
      'no-group': 'This page does not say which group to open here.',
      'broken-link':
        'The link to this group is damaged. Whoever looks after this page can put in a new one.',
      'no-storage':
        'This browser keeps nothing for this page, so your messages could not be stored. A private window or a setting that blocks site data does this.',
      'desk-closed': 'This page takes no new conversations any more.',
    },
  },
} as const
