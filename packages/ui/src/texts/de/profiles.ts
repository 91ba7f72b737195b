/** Profile von Personen und Gruppen. */
import { count } from './grammar.ts'

export const profileTexts = {
  profile: {
    title: 'Dein Profil',
    groupTitle: 'Profil der Gruppe',
    picture: 'Dein Bild',
    groupPicture: 'Bild der Gruppe',
    pictureHint:
      'Wähle eine Datei, zieh sie hierher oder füge sie ein. Sie wird auf diesem Gerät verkleinert, bevor sie verschickt wird.',
    choose: 'Bild auswählen',
    change: 'Bild ändern',
    takeAway: 'Bild entfernen',
    faults: {
      kind: 'Diese Art von Datei geht hier nicht. Wähle ein Bild als JPEG, PNG, WebP, GIF oder AVIF.',
      large: 'Diese Datei ist größer als 40 MB. Wähle eine kleinere.',
      unreadable: 'Diese Datei lässt sich nicht als Bild lesen. Wähle eine andere.',
      none: 'Das war keine Datei. Wähle ein Bild von deinem Gerät.',
      failed:
        'Das konnte auf diesem Gerät nicht gespeichert werden. Bitte versuche es noch einmal.',
    },
    status: 'Status',
    statusHint: (n: number) => `Eine Zeile mit höchstens ${n} Zeichen, zu sehen in allen Gruppen.`,
    statusTooLong: (n: number) => `Das ist zu lang: Höchstens ${n} Zeichen passen.`,
    saveStatus: 'Status speichern',
    description: 'Beschreibung',
    descriptionHint: 'Worum es in dieser Gruppe geht. Alle in der Gruppe sehen es.',
    saveDescription: 'Beschreibung speichern',
    accent: 'Farbe',
    accentHint: 'Nur für dich, auf allen deinen Geräten.',
    accentNone: 'Automatisch',
    accents: ['Braun', 'Blau', 'Pflaume', 'Grün', 'Violett', 'Rosa'],
    open: (name: string) => `Über ${name}`,
    gone: 'Nicht mehr in dieser Gruppe.',
    known: {
      yes: 'Ihr habt die Codes verglichen: Das ist die richtige Person.',
      no: 'Ihr habt die Codes noch nicht verglichen.',
      changed: 'Die Identität ist eine andere als vorher.',
    },
    came: {
      founded: (when: string) => `Hat diese Gruppe gegründet: ${when}`,
      link: (when: string, by: string) => `Kam über einen Link von ${by}: ${when}`,
      'let-in': (when: string, by: string) => `Hereingelassen von ${by}: ${when}`,
      added: (when: string, by: string) => `Hinzugefügt von ${by}: ${when}`,
    },
    common: (n: number) =>
      count(n, { one: 'Eine weitere gemeinsame Gruppe', other: '# weitere gemeinsame Gruppen' }),
    mention: 'Erwähnen',
    edit: 'Dein Profil bearbeiten',
  },
}
