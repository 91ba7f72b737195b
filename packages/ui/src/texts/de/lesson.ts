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
    endQuiet: 'Ruhe beenden',
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
  questions: {
    title: 'Fragen',
    openCount: (n: number) => count(n, { one: 'Fragen, # offen', other: 'Fragen, # offen' }),
    answeredCount: (n: number) =>
      count(n, { one: 'Fragen, # beantwortet', other: 'Fragen, # beantwortet' }),
    ask: 'Frag die Lehrkräfte',
    whoReads:
      'Das lesen die Lehrkräfte, ihre Vertretungen und die Assistenz dieser Klasse, wie sie jetzt sind, und du. Niemand sonst sieht angezeigt, dass du gefragt hast.',
    send: 'Fragen',
    asked: 'Gefragt. Die Antwort steht dann hier.',
    tooLong: 'Das ist zu lang für den Fragekasten. Kürze es.',
    shutTitle: 'Gerade kann nicht gefragt werden',
    shutHint:
      'Die Klasse ist gesperrt, oder du darfst gerade nicht schreiben. Danach kannst du wieder fragen.',
    emptyTitle: 'Noch keine Fragen',
    emptyHint:
      'Was dich jemand allein fragt, steht hier. Du antwortest nur dieser Person oder allen.',
    openTitle: 'Offen',
    ownTitle: 'Deine Fragen',
    answeredTitle: 'Beantwortet',
    doneTitle: 'Erledigt',
    by: (name: string) => `Frage von ${name}`,
    mine: 'Deine Frage',
    gone: 'Nicht mehr in dieser Klasse',
    waits: 'Hier gespeichert; geht raus, sobald es möglich ist.',
    answers: 'Antworten',
    toldAll: 'an alle',
    toldAlone: 'privat',
    answer: 'Antworten',
    answerTo: (name: string) => `Antworten: ${name}`,
    done: 'Erledigt',
    doneWith: (name: string) => `Erledigt: Frage von ${name}`,
    isTakenBack: 'Deine Frage ist zurückgenommen.',
    isAnswered: (name: string) => `Die Frage von ${name} ist beantwortet.`,
    isDone: (name: string) => `Die Frage von ${name} ist erledigt.`,
    takeBack: 'Zurücknehmen',
    takeAway: 'Entfernen',
    whom: 'Wer die Antwort liest',
    alone: (name: string) => `Nur ${name}`,
    aloneHint: 'Und wer hier unterrichtet.',
    toAll: 'Die ganze Klasse, ohne den Namen',
    toAllHint: 'Die Frage wird im Gespräch zitiert. Ihr Wortlaut kann verraten, von wem sie ist.',
    toAllNamed: 'Die ganze Klasse, mit dem Namen',
    toAllNamedHint: (name: string) => `Die Frage wird im Gespräch als Frage von ${name} zitiert.`,
    sendAnswer: 'Antwort senden',
  },
}
