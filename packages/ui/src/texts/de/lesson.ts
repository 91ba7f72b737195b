/** A lesson in a class, in German. */
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

    comingTitle: 'Wer hereinkommt',
    comingOpen: 'Offen',
    comingOpenHint: 'Wer den Link oder den Code hat, ist sofort drin.',
    comingEach: 'Einzeln einlassen',
    comingEachHint:
      'Du lässt alle einzeln herein. Eine Änderung beendet den Link und den Code davor.',
  },
}
