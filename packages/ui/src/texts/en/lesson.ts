/** A lesson in a class: hands, quiet, and who comes in. "fixed": tests rely on it. */
import { count } from '../locale.ts'

export const lessonTexts = {
  lesson: {
    name: 'Lesson', // fixed
    raise: 'Raise hand', // fixed
    lower: 'Lower hand', // fixed
    hands: 'Hands up', // fixed
    callOn: (name: string) => `Call on ${name}`, // fixed
    lowerOf: (name: string) => `Lower ${name}’s hand`, // fixed
    lowerAll: 'Lower all', // fixed
    areUp: (names: string) => `Hands up: ${names}`,
    hasWord: (name: string) => `${name} has the word`, // fixed
    youHaveWord: 'You have the word', // fixed
    quiet: 'Quiet now', // fixed
    endQuiet: 'End the quiet', // fixed
    quietHint: 'Only teachers and assistants write, in threads too. Hands and reactions go on.',
    isQuiet: 'Quiet now: only teachers and assistants write.',

    announcements: 'Announcements', // fixed
    announcementsUnread: (n: number) =>
      count(n, 'Announcements, # unread', 'Announcements, # unread'), // fixed
    announcement: 'Announcement', // fixed
    announce: 'As announcement', // fixed
    announcing: 'This goes to the class as an announcement.',
    noAnnouncements: 'Nothing is announced yet', // fixed
    noAnnouncementsHint: 'What your teachers announce stands here too, so that you find it again.',
    announceHint:
      'Press “As announcement” beside what you write: it stands in the conversation, and here.',

    comingTitle: 'Who comes in', // fixed
    comingOpen: 'Open', // fixed
    comingOpenHint: 'Whoever has the link or the code is in at once.',
    comingEach: 'Approve each', // fixed
    comingEachHint: 'You let in each student. A change ends the link and the code before it.',
  },
  questions: {
    title: 'Questions', // fixed
    openCount: (n: number) => count(n, 'Questions, # open', 'Questions, # open'), // fixed
    answeredCount: (n: number) => count(n, 'Questions, # answered', 'Questions, # answered'), // fixed
    ask: 'Ask those who teach', // fixed
    whoReads:
      'Read by the teachers, deputies and assistants of this class as they are now, and by you. Nobody else is shown that you asked.',
    send: 'Ask', // fixed
    asked: 'Asked. The answer will stand here.',
    tooLong: 'This is too long for the question box. Shorten it.',
    shutTitle: 'Nobody can ask now', // fixed
    shutHint:
      'This class is locked, or you are kept from writing. You can ask again once that is over.',
    emptyTitle: 'No questions yet', // fixed
    emptyHint: 'What students ask you alone stands here. You answer them alone, or all.',
    openTitle: 'Open', // fixed
    ownTitle: 'You asked',
    answeredTitle: 'Answered', // fixed
    doneTitle: 'Done', // fixed
    by: (name: string) => `Question from ${name}`,
    mine: 'Your question',
    gone: 'Not in this class any more', // fixed
    waits: 'Kept here; it goes out when it can.',
    answers: 'Answers', // fixed
    toldAll: 'to all', // fixed
    toldAlone: 'privately', // fixed
    answer: 'Answer', // fixed
    answerTo: (name: string) => `Answer ${name}`, // fixed
    done: 'Done', // fixed
    doneWith: (name: string) => `Done with ${name}’s question`, // fixed
    isTakenBack: 'Your question is taken back.',
    isAnswered: (name: string) => `${name}’s question is answered.`,
    isDone: (name: string) => `${name}’s question is done.`,
    takeBack: 'Take back', // fixed
    takeAway: 'Remove',
    whom: 'Who reads the answer',
    alone: (name: string) => `Only ${name}`, // fixed
    aloneHint: 'And those who teach here.',
    toAll: 'The whole class, without the name', // fixed
    toAllHint: 'The question is quoted in the conversation. Its words may tell who asked.',
    toAllNamed: 'The whole class, with the name', // fixed
    toAllNamedHint: (name: string) => `The question is quoted in the conversation as ${name}’s.`,
    sendAnswer: 'Send answer', // fixed
  },
} as const
