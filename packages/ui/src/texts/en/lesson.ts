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
} as const
