/** Links to a group, and adding people by hand, in German. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const inviteTexts = {
  invite: {
    open: 'Einladen',
    title: 'Leute einladen',
    hint: 'Schicke diesen Link denen, die dabei sein sollen.',
    hintBefore: 'Erstelle einen Link und schicke ihn denen, die dabei sein sollen.',
    link: 'Einladungslink',
    localLink: 'Einladungslink nur für diesen Computer',
    copy: 'Kopieren',
    copied: 'Kopiert',
    share: 'Teilen',
    copyByHand: 'Der Link ist ausgewählt: Kopiere ihn mit deinem Gerät.',
    warning: 'Wer diesen Link hat, kann die ganze Gruppe lesen. Gib ihn mit Bedacht weiter.',
    warningFromJoining:
      'Wer diesen Link hat, kann lesen, was von jetzt an geschrieben wird. Gib ihn mit Bedacht weiter.',
    warningApproval: 'Wer diesen Link öffnet, wartet, bis die Moderation die Person hereinlässt.',
    warningPower:
      'Wer über diesen Link kommt, kann andere hereinlassen, stummschalten und entfernen.',
    localhost:
      'Dieser Link führt nur zu diesem Computer. Um andere einzuladen, öffne Parley unter der Adresse, die dieser Computer in eurem Netz hat, und erstelle den Link dort.',
    localhostOthers:
      'Andere in eurem Netz kommen mit diesem Link. Der darunter öffnet sich nur auf diesem Computer.',
    linkForOthers: 'Link für andere in eurem Netz',
    address: 'Adresse dieses Computers',
    failed: 'Der Link konnte gerade nicht erstellt werden. Bitte versuche es noch einmal.',

    qrShow: 'QR-Code',
    qrName: 'QR-Code des Links',
    qrTooLong: 'Dieser Link ist zu lang für einen QR-Code. Kopiere ihn stattdessen.',

    options: 'Wen er hereinlässt, und wie lange',
    role: 'Sie kommen herein als',
    expires: 'Endet',
    uses: 'Lässt herein',
    approve: 'Jede Person einzeln zulassen',
    approveHint: 'Wer den Link öffnet, wartet, bis die Moderation die Person hereinlässt.',
    usesHonest:
      'Jedes Relay zählt für sich: Bei mehreren Relays oder ohne Netz kommen vielleicht ein paar mehr herein.',
    make: 'Link erstellen',
    expiry: {
      never: 'nie',
      hour: 'nach einer Stunde',
      day: 'nach einem Tag',
      week: 'nach einer Woche',
      month: 'nach 30 Tagen',
    },
    anyNumber: 'beliebig viele',
    upTo: (n: number) => count(n, { one: 'eine Person', other: '# Personen' }),

    links: 'Gültige Links',
    joined: (n: number) => count(n, { one: '# beigetreten', other: '# beigetreten' }),
    joinedOf: (n: number, all: number) => `${number(n)} von ${number(all)} beigetreten`,
    letIn: (n: number) => count(n, { one: '# hereingelassen', other: '# hereingelassen' }),
    asking: (n: number) => count(n, { one: '# wartet', other: '# warten' }),
    cameOf: (n: number, all: number) => `von ${number(n)} der ${number(all)} benutzt`,
    until: (when: string) => `bis ${when}`,
    endless: 'ohne Ende',
    approved: 'mit Zulassung',
    madeBy: (by: string) => `erstellt von ${by}`,
    mine: 'von dir erstellt',
    elsewhere: 'Den Link selbst kennt nur, wer ihn erstellt hat.',
    shown: 'oben gezeigt',
    show: 'Diesen Link zeigen',
    withdraw: 'Zurückziehen',
    withdrawTitle: 'Diesen Link zurückziehen?',
    withdrawHint:
      'Er lässt niemanden mehr herein, wohin er auch geschickt wurde. Wer über ihn gekommen ist, bleibt. Du kannst jederzeit einen neuen erstellen.',
    withdrawn:
      'Zurückgezogen. Dieser Link lässt niemanden mehr herein; wer über ihn gekommen ist, bleibt.',
  },

  adding: {
    title: 'Leute hinzufügen',
    open: 'Leute hinzufügen',
    hint: 'Leute, mit denen du in einer anderen Gruppe bist. Sie sind sofort dabei, ohne Link.',
    none: 'Hier ist niemand hinzuzufügen: Alle, mit denen du in einer Gruppe bist, sind schon dabei.',
    add: 'Hinzufügen',
    addName: (name: string) => `${name} hinzufügen`,
    added: 'Hinzugefügt',
    filter: 'Person suchen',
    nobody: 'Niemand mit diesem Namen.',
  },

  waiting: {
    title: 'Möchten hereinkommen',
    line: (names: readonly string[]) =>
      count(names.length, {
        one: `${list(names)} möchte hereinkommen.`,
        other: `${list(names)} möchten hereinkommen.`,
      }),
    lineMany: (n: number) =>
      count(n, {
        one: '# Person möchte hereinkommen.',
        other: '# Personen möchten hereinkommen.',
      }),
    look: 'Ansehen',
    unnamed: 'Jemand ohne Namen',
    as: (role: string, when: string) => `als ${role} · angefragt: ${when}`,
    letIn: 'Hereinlassen',
    letInName: (name: string) => `${name} hereinlassen`,
    decline: 'Ablehnen',
    declineName: (name: string) => `${name} ablehnen`,
    done: (name: string) => `${name} ist dabei.`,
    lockedTitle: 'Diese Gruppe ist gesperrt',
    lockedHint:
      'Im Moment kann niemand anfragen. Deine Anfrage geht von selbst hinaus, sobald die Gruppe entsperrt ist, und die Moderation beantwortet sie.',
    withdraw: 'Anfrage zurückziehen',
    withdrawTitle: 'Deine Anfrage zurückziehen?',
    withdrawHint:
      'Niemand wird mehr gebeten, dich hereinzulassen, und die Gruppe verschwindet aus deiner Liste. Um noch einmal anzufragen, öffne den Link noch einmal.',
    withdrawLoses:
      'Was du beim Warten geschrieben hast, wurde nie gesendet und geht damit verloren.',
    withdrawAct: 'Zurückziehen',
    kept: 'Was du schreibst, bleibt auf diesem Gerät und geht von selbst hinaus, sobald du dabei bist.',
    screenTitle: 'Du hast angefragt',
    screenHint:
      'Die Moderation lässt Leute einzeln herein. Du kannst diese Seite schließen: Du kommst von selbst herein, sobald sie ja gesagt hat und ihr beide seitdem online wart.',
  },
}
