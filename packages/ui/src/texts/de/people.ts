/** The people of a group, and what one may do with a person, in German. */
import { count } from './grammar.ts'

export const peopleTexts = {
  roles: {
    founder: 'Gründer:in',
    owner: 'Besitzer:in',
    admin: 'Admin',
    moderator: 'Moderator:in',
    member: 'Mitglied',
    guest: 'Gast',
  },

  roleMeans: {
    founder: 'Hat die Gruppe gegründet und kann nicht entfernt werden.',
    owner: 'Bestimmt die Regeln der Gruppe und ernennt Admins.',
    admin: 'Gibt und nimmt Rollen unter der eigenen.',
    moderator: 'Lädt ein, lässt herein, schaltet stumm, entfernt und löscht, was andere schrieben.',
    member: 'Liest und schreibt.',
    guest: 'Liest. Schreibt nur, wo die Gruppe es erlaubt.',
  },

  group: {
    open: 'Personen',
    openWaiting: (n: number) =>
      count(n, { one: 'Personen, # wartet', other: 'Personen, # warten' }),
    tabs: { people: 'Personen', rules: 'Einstellungen', log: 'Verlauf' },
    tabList: 'Über diese Gruppe',
  },

  people: {
    you: 'Du',
    menu: (name: string) => `Was du mit ${name} tun kannst`,
    list: 'Personen in dieser Gruppe',
    find: 'Person suchen',
    nobody: 'Niemand mit diesem Namen.',
    more: (n: number) => count(n, { one: '# weitere zeigen', other: '# weitere zeigen' }),
    mutedUntil: (when: string) => `stumm bis ${when}`,
    muted: 'stumm',
    verified: 'verglichen',
    changed: 'Identität geändert',
    blocked: 'von dir blockiert',
    devices: (n: number) => count(n, { one: '# Gerät', other: '# Geräte' }),
    changeRole: 'Rolle ändern',
    mute: 'Stummschalten',
    unmute: 'Stummschaltung aufheben',
    remove: 'Aus der Gruppe entfernen',
    compare: 'Code vergleichen',
    block: 'Blockieren',
    unblock: 'Nicht mehr blockieren',
    failed: 'Das konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    notAllowed: 'Die Regeln dieser Gruppe lassen dich das nicht mehr tun.',
  },

  roleChange: {
    title: (name: string) => `Rolle von ${name}`,
    save: 'Rolle ändern',
  },

  muting: {
    title: (name: string) => `${name} stummschalten`,
    hint: 'Die Person kann lesen, aber nichts, was sie schreibt, wird weitergegeben. Sie erfährt, bis wann.',
    hintOpen: 'Was die Person bis dahin schreibt, erscheint bei niemandem. Sie erfährt davon.',
    legend: 'Für wie lange',
    hour: '1 Stunde',
    hours: '8 Stunden',
    day: 'Ein Tag',
    open: 'Bis jemand es aufhebt',
    mute: 'Stummschalten',
  },

  removing: {
    title: (name: string) => `${name} aus der Gruppe entfernen?`,
    hint: (name: string) =>
      `Von jetzt an erreicht ${name} nichts Neues mehr. Was bisher geschrieben wurde, bleibt. Was ${name} jetzt noch schreibt, auch ohne Netz, erscheint bei niemandem. Alle bisherigen Einladungslinks gelten nicht mehr, auch die von anderen.`,
    keeps:
      'Was die Person gelesen hat, kann sie behalten. Eine neue Einladung kann sie zurückbringen.',
    remove: 'Entfernen',
  },

  leaving: {
    open: 'Gruppe verlassen',
    title: 'Diese Gruppe verlassen?',
    hint: 'Von da an erreicht dich nichts Neues mehr, und was du geschrieben hast, bleibt. Was du hast, bleibt auf diesem Gerät. Jeder Einladungslink, der noch gilt, bringt dich zurück.',
    founder:
      'Du hast diese Gruppe gegründet, darum bleibst du darin: Jemand muss sie immer führen können. Du kannst sie für dich leise stellen, oder sie sperren, damit nur noch die Moderation schreibt.',
    ownerAlone:
      'Niemand sonst besitzt diese Gruppe: Wenn du gegangen bist, kann niemand ihre Regeln ändern.',
    leave: 'Verlassen',
  },

  secondOwner: {
    title: 'Die Gruppe zu zweit besitzen',
    hint: 'Du allein besitzt diese Gruppe. Gehen deine Geräte verloren, kann niemand ihre Regeln ändern oder Admins ernennen. Wähle jemanden, dem du vertraust.',
    choose: 'Wählen',
    dialogTitle: 'Wem soll die Gruppe mit dir gehören?',
    dialogHint:
      'Wer die Gruppe besitzt, ändert ihre Regeln und ernennt Admins. Du kannst jederzeit eine andere Rolle geben.',
    make: 'Mitbesitz geben',
  },

  verifying: {
    title: (name: string) => `Mit ${name} vergleichen`,
    hint: (name: string) =>
      `Sieh auf den Bildschirm von ${name}, oder lest es euch vor: Beide zeigen dieselben sechs Zahlen, wenn niemand zwischen euch steht.`,
    code: 'Code zum Vergleichen',
    same: 'Sie sind gleich',
    different: 'Sie sind verschieden',
    wasSame: (name: string) => `Du hast mit ${name} verglichen: Es war gleich.`,
    forget: 'Diesen Vergleich vergessen',
    close: 'Schließen',
    changed: (name: string) =>
      `Die Identität von ${name} ist nicht die, die du verglichen hast. Das kommt vor, wenn jemand neu anfängt, und auch, wenn sich jemand als diese Person ausgibt. Vergleiche noch einmal, bevor du ihr vertraust.`,
    differs:
      'Dann vertraue dieser Person hier noch nicht. Es kann jemand anders sein, oder ihr habt verschiedene Mitglieder vor euch. Versucht es noch einmal, am besten persönlich.',
    failed: 'Der Code kann gerade nicht gezeigt werden. Bitte versuche es noch einmal.',
  },

  blocking: {
    folded: (author: string) => `${author} ist von dir blockiert`,
    show: 'Trotzdem zeigen',
    told: (name: string) =>
      `${name} ist blockiert: Was diese Person schreibt, ist auf deinen Geräten zugeklappt. Niemand erfährt davon, und hier kannst du es aufheben.`,
    toldUnblocked: (name: string) => `${name} ist nicht mehr blockiert.`,
  },
}
