/** A lesson in a class, in German. */
import { count } from './grammar.ts'

export const lessonTexts = {
  lesson: {
    name: 'Unterricht',
    raise: 'Melden',
    lower: 'Nicht mehr melden',
    hands: 'Meldungen',
    callOn: (name: string) => `${name} drannehmen`,
    lowerOf: (name: string) => `Meldung von ${name} beenden`,
    lowerAll: 'Alle Meldungen beenden',
    areUp: (names: string) => `Es melden sich: ${names}`,
    hasWord: (name: string) => `${name} ist dran`,
    youHaveWord: 'Du bist dran',
    quiet: 'Jetzt Ruhe',
    quietHint:
      'Nur Lehrkräfte und Assistenz schreiben, auch in Threads. Melden und Reagieren geht weiter.',
    isQuiet: 'Jetzt Ruhe: Nur Lehrkräfte und Assistenz schreiben.',

    announcements: 'Ankündigungen',
    announcementsUnread: (n: number) =>
      count(n, { one: 'Ankündigungen, # ungelesen', other: 'Ankündigungen, # ungelesen' }),
    announcement: 'Ankündigung',
    announce: 'Als Ankündigung',
    announcing: 'Das geht als Ankündigung an die Klasse.',
    noAnnouncements: 'Noch nichts angekündigt',
    noAnnouncementsHint:
      'Was deine Lehrkräfte ankündigen, steht auch hier, damit du es wiederfindest.',
    announceHint:
      'Drücke „Als Ankündigung“ neben dem, was du schreibst: Es steht im Gespräch und hier.',

    comingTitle: 'Wer hereinkommt',
    comingOpen: 'Offen',
    comingOpenHint: 'Wer den Link oder den Code hat, ist sofort drin.',
    comingEach: 'Einzeln einlassen',
    comingEachHint:
      'Du lässt alle einzeln herein. Eine Änderung beendet den Link und den Code davor.',
  },
}
