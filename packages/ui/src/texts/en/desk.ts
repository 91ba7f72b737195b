/** Support: what visitors of a page read, and whoever answers them. */
import { count } from '../locale.ts'

export const deskTexts = {
  desk: {
    visitor: (code: string) => `Visitor ${code}`,
    greeting: 'How can we help? Write to us here.',
    comeBack: 'We will answer here; you can close this page and come back.',
    isHere: (team: string) => (team === '' ? 'Somebody is here' : `Somebody of ${team} is here`),
    readers: (n: number) => count(n, '# person can read this', '# people can read this'),
    title: 'Support', // fixed
    sectionTitle: 'Support on a web page',
    sectionHint:
      'These lines give each visitor of a page a private conversation with the members of this group. Nobody comes into the group by them. Whoever can open the page can see who is a member.',
    make: 'Make the lines',
    lines: 'Lines for the page',
    copy: 'Copy lines',
    copied: 'Copied',
    elsewhere: (name: string) => `${name} made lines on another device. They are in use.`,
    withdraw: 'Take no more visitors',
    withdrawn: 'New visitors find nobody here now. Conversations that were begun go on.',
    waiting: 'Waiting',
    answered: 'Answered',
    closed: 'Closed',
    rowWaiting: (n: number) => count(n, '# waits for an answer', '# wait for an answer'),
    rowNone: 'Nobody waits',
    nobodyWaits: 'Nobody waits for an answer.',
    emptyTitle: 'No visitor has written yet',
    emptyHint: 'Put these lines into your page. What its visitors write appears here.',
    since: (when: string) => `waiting since ${when}`,
    page: 'Page',
    from: 'Writes from',
    speaks: 'Language',
    close: 'Close conversation', // fixed
    reopen: 'Open again', // fixed
    isClosed: 'This conversation is closed. Whatever is written opens it again.',
  },
} as const
