/** What the lab shows: small worlds, each a state worth looking at. */
import type { MessageKey } from '@parley/react'
import type { Host } from '../src/index.ts'
import { CLASSROOM_SCENES } from './scenes-classroom.ts'
import { shownMessage, type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { ARABIC_SCENES } from './scenes-arabic.ts'
import { READING_SCENES } from './scenes-reading.ts'
import { FOLD_SCENES } from './scenes-folds.ts'
import { PEOPLE_SCENES } from './scenes-people.ts'
import { SUPPORT_SCENES } from './scenes-support.ts'
import { THREAD_SCENES } from './scenes-threads.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const noonToday = () => new Date().setHours(9, 40, 0, 0)

interface Scene {
  readonly parley: FakeParley
  readonly at: string
  readonly host?: Host
}

/** Name of the scene → the world, and the place it opens at. */
export const SCENES: Readonly<Record<string, () => Scene>> = {
  welcome: () => ({ parley: newFakeParley(), at: '/' }),
  invited: () => ({ parley: newFakeParley(), at: '/join/AQ' + 'A'.repeat(85) }),
  broken: () => ({ parley: newFakeParley(), at: '/join/AQabc' }),
  empty: () => ({ parley: newFakeParley(), at: '/' }),
  groups: () => ({ parley: busy().parley, at: '/' }),
  conversation: () => ({ parley: busy().parley, at: '/g/group-3' }),
  unread: () => ({ parley: busy().parley, at: '/g/group-2' }),
  fresh: () => ({ parley: withGroup('Bake sale').parley, at: '/g/group-0' }),
  joining: () => {
    const parley = newFakeParley()
    const group = parley.addGroup('', { state: 'joining', people: [] })
    group.arrive('Nora', 'Hi all, I am on the train. This goes out when I am back.')
    parley.connection.set({ state: 'connecting', heardAt: undefined })
    return { parley, at: '/g/group-0' }
  },
  late: () => ({ parley: withLate(), at: '/g/group-3' }),
  hostile: () => ({ parley: hostile(), at: '/g/group-0' }),
  rtl: () => ({ parley: hostile(), at: '/g/group-0' }),
  formatting: () => ({ parley: formatting(), at: '/g/group-0' }),
  long: () => ({ parley: long(), at: '/g/group-0' }),
  notices: () => {
    const { parley, trip } = busy()
    parley.connection.set({ state: 'offline', heardAt: Date.now() - 12 * MINUTE })
    parley.notices.set([
      { id: '1', type: 'storage-full' },
      {
        id: '2',
        type: 'not-sent',
        group: trip.id,
        text: 'See you all on Friday at the station, platform 4.',
      },
    ])
    return { parley, at: '/g/group-3' }
  },
  missing: () => ({ parley: busy().parley, at: '/g/nowhere' }),
  ...FOLD_SCENES,
  ...PEOPLE_SCENES,
  ...THREAD_SCENES,
  ...READING_SCENES,
  ...ARABIC_SCENES,
  ...CLASSROOM_SCENES,
  ...SUPPORT_SCENES,
}

for (const name of ['welcome', 'invited']) {
  const scene = SCENES[name]
  if (scene === undefined) continue
  Object.assign(SCENES, {
    [name]: () => {
      const made = scene()
      made.parley.name.set(undefined)
      return made
    },
  })
}

function withGroup(name: string) {
  const parley = newFakeParley()
  return { parley, group: parley.addGroup(name, { people: [] }) }
}

function busy(): { parley: FakeParley; trip: FakeGroup } {
  const parley = newFakeParley()
  const noon = noonToday()
  const choir = parley.addGroup('Choir on Thursdays', { people: ['Mei', 'Jonas', 'Ines'] })
  choir.arrive('Mei', 'The hall is booked until Christmas.', { sentAt: noon - 9 * DAY })
  const class4 = parley.addGroup('Class 4b, parents')
  class4.arrive('Amir', 'Can someone bring a ladder?', { sentAt: noon - 2 * DAY })
  class4.setDraft('I could bring ours, but')
  unreadGroup(parley, noon)
  const trip = parley.addGroup('Lake weekend', { people: ['Amir', 'Beatriz', 'Jonas'] })
  tripTalk(trip, noon)
  return { parley, trip }
}

function unreadGroup(parley: FakeParley, noon: number): void {
  const book = parley.addGroup('Book circle', { people: ['Ines', 'Mei'] })
  for (let n = 0; n < 30; n++) {
    book.arrive(
      n % 3 === 0 ? 'Ines' : 'Mei',
      `Chapter ${n + 1}: ${'I liked how it slows down here. '.repeat(1 + (n % 3))}`,
      {
        sentAt: noon - (40 - n) * 9 * MINUTE,
      },
    )
  }
  const { messages } = book.conversation.get()
  book.conversation.change((was) => ({ ...was, firstUnread: messages[18]?.key }))
  book.setDraft('')
}

function tripTalk(trip: FakeGroup, noon: number): void {
  const y = noon - DAY
  const reached = { status: 'read', receivedBy: 3, readBy: 3, othersCount: 3 } as const
  const first = trip.arrive('Amir', 'Who is in for the lake next weekend?', { sentAt: y })
  trip.arrive('Amir', 'I can drive three people from the station.', { sentAt: y + MINUTE })
  trip.arrive('Nora', 'Me! I can bring the big tent.', {
    ...reached,
    sentAt: y + 4 * MINUTE,
    edited: true,
  })
  const map = trip.arrive(
    'Beatriz',
    'In. The path is described here: https://example.org/lake/path?from=station (the second half is steep).',
    {
      sentAt: y + 9 * MINUTE,
      reactions: [
        { emoji: '👍', count: 2, mine: true, people: ['Amir', 'You'] },
        { emoji: '❤️', count: 1, mine: false, people: ['Jonas'] },
      ],
    },
  )
  trip.arrive('Jonas', '', { sentAt: y + 11 * MINUTE, deleted: true })
  trip.arrive('Nora', 'Perfect, thanks.\nI will print the map for everyone.', {
    ...reached,
    sentAt: y + 14 * MINUTE,
    replyTo: map,
  })
  trip.arrive('Jonas', 'Can only come on Saturday, is that all right?', {
    sentAt: noon - 20 * MINUTE,
  })
  trip.arrive('Amir', 'Sure! We keep a place at the fire for you.', {
    sentAt: noon - 12 * MINUTE,
    replyTo: first,
  })
  trip.arrive('Nora', 'I bought marshmallows.', {
    sentAt: noon - 6 * MINUTE,
    status: 'received',
    receivedBy: 2,
    readBy: 1,
    othersCount: 3,
  })
  trip.arrive('Nora', 'And a lot of them.', {
    sentAt: noon - 5 * MINUTE,
    status: 'received',
    receivedBy: 2,
    readBy: 1,
    othersCount: 3,
  })
}

function withLate(): FakeParley {
  const { parley, trip } = busy()
  const { messages } = trip.conversation.get()
  const above = messages[3]?.key as MessageKey
  const one = trip.arrive('Beatriz', 'Written in the tunnel: does anyone have a gas stove?', {
    above,
    late: true,
    sentAt: noonToday() - DAY + 5 * MINUTE,
  })
  const two = trip.arrive('Beatriz', 'Mine broke last summer.', {
    above,
    late: true,
    sentAt: noonToday() - DAY + 6 * MINUTE,
  })
  trip.conversation.change((was) => ({ ...was, late: [one.key, two.key] }))
  return parley
}

function long(): FakeParley {
  const { parley, group } = withGroup('A long talk')
  const at = noonToday() - 3 * DAY
  const segment = (from: number) =>
    Array.from({ length: 400 }, (_, n) =>
      shownMessage(
        ['Amir', 'Nora', 'Mei'][n % 3] ?? '',
        `Number ${from + n}. ${'More words to wrap around. '.repeat(n % 7)}`,
        {
          sentAt: at + (from + n) * MINUTE,
          status: n % 3 === 1 ? 'read' : undefined,
        },
      ),
    )
  group.older = [segment(400), segment(0)]
  group.conversation.change((was) => ({ ...was, messages: segment(800), hasOlder: true }))
  const first = group.older[1]?.[1]
  group.arrive('Amir', 'Remember this?', first === undefined ? {} : { replyTo: first })
  return parley
}

function formatting(): FakeParley {
  const { parley, group } = withGroup('Harbour code club')
  const says = (author: string, text: string) =>
    group.arrive(author, text, { sentAt: noonToday() - MINUTE })
  says(
    'Amir',
    '**Bold**, *italic*, ~~struck out~~ and `code in a line`.\nA second line.\n\nA new part.',
  )
  says(
    'Mei',
    'To bring:\n- rope\n- the **big** kettle\n  - and its lid, which is on the shelf behind the door of the shed\n  - tea\n    1. black\n    2. green\n- cups\n\n1. Load at nine\n2. Leave at ten',
  )
  says(
    'Nora',
    '> Who has the key?\n> Amir asked *twice*.\nI have it.\n\n[The plan](https://harbour.example/plan) and https://harbour.example/map',
  )
  says(
    'Amir',
    'Try this:\n```ts\n// Says hello, and how often\nexport function greet(name: string, times = 2): string {\n  const words = Array.from({ length: times }, () => `Hello ${name}`)\n  return words.join(", ") // a comment that is so long that nobody would want to see it wrapped around in here\n}\n```\nand tell me.',
  )
  says('ליאת', 'שלום **לכולם**\n- חבל\n- קומקום\n\n> מי מביא?\n\n`npm run dev`')
  says('Nora', '🎉')
  says('Mei', '👩‍👩‍👧‍👦 🇩🇪 👍🏽')
  says('Nora', '```\nno language\n```')
  return parley
}

function hostile(): FakeParley {
  const parley = newFakeParley()
  const group = parley.addGroup(`Ev\u202eil ${'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L'} ${'long'.repeat(60)}`)
  const at = noonToday() - 60 * MINUTE
  const says = (text: string, n: number, author = 'Amir') =>
    group.arrive(author, text, { sentAt: at + n * MINUTE })
  says('<script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b>', 0)
  says('W'.repeat(900), 1)
  says(
    `Z${'\u0351\u036b\u0343\u036a\u0302\u036b\u033d'.repeat(30)}algo ${'\u0489'.repeat(80)}`,
    2,
    '\u202eAnna <b>',
  )
  says('\u202eright to left override, not closed', 3)
  says('שלום לכולם, נפגשים בשעה 5?', 4, 'דנה')
  says(
    'مرحبا! https://example.org/a(b)c. و https://user@bank.example/ javascript:alert(1)',
    5,
    'ليلى',
  )
  says('\n\n\n\nlines\n\n\n\t\tand tabs', 6)
  says('﷽'.repeat(40), 7, '𒐫'.repeat(60))
  group.arrive('Nora', 'ok '.repeat(200) + 'x'.repeat(300), {
    sentAt: at + 9 * MINUTE,
    status: 'on-device',
  })
  return parley
}
