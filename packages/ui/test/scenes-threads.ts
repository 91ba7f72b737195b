/** Scenes of threads, mentions and pins for the lab. */
import type { MentionEntry, PersonId } from '@parley/react'
import { shownMessage, type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { writers } from './threads.fake.ts'

const MINUTE = 60_000
const noonToday = () => new Date().setHours(9, 40, 0, 0)

export const THREAD_SCENES: Readonly<Record<string, () => { parley: FakeParley; at: string }>> = {
  thread: () => {
    const { parley, group, root } = tent()
    return { parley, at: `/g/${group.id}/thread/${root}` }
  },
  threads: () => ({ parley: tent().parley, at: '/g/group-1/threads' }),
  pins: () => ({ parley: tent().parley, at: '/g/group-1/pins' }),
  mentions: () => ({ parley: tent().parley, at: '/mentions' }),
  'mentions-beside': () => ({ parley: tent().parley, at: '/g/group-1/mentions' }),
  'no-threads': () => ({ parley: newWithGroup(), at: '/g/group-0/threads' }),
  announcements: () => {
    const { parley, group } = tent()
    group.info.change((was) => ({
      ...was,
      me: {
        ...was.me,
        mayPost: false,
        bar: 'announcements',
        inThreads: { mayPost: true, bar: undefined, until: undefined },
      },
    }))
    return { parley, at: `/g/${group.id}` }
  },
}

function newWithGroup(): FakeParley {
  const parley = newFakeParley()
  parley.addGroup('Bake sale').arrive('Amir', 'Who brings what?')
  return parley
}

function tent(): { parley: FakeParley; group: FakeGroup; root: string } {
  const parley = newFakeParley()
  const noon = noonToday()
  parley.addGroup('Choir on Thursdays', { people: ['Mei'] }).arrive('Mei', 'See you at eight.')
  const group = parley.addGroup('Lake weekend', { people: ['Amir', 'Beatriz', 'Jonas'] })
  const root = group.arrive('Amir', 'Which tent do we take? We are seven now.', {
    sentAt: noon - 50 * MINUTE,
  })
  const list = group.arrive('Beatriz', 'Packing list: https://example.org/lake/list', {
    sentAt: noon - 45 * MINUTE,
  })
  group.arrive('Jonas', 'Can only come on Saturday. @Nora, do you drive?', {
    sentAt: noon - 20 * MINUTE,
    mentionsMe: true,
    mentions: [{ person: 'me' as PersonId, name: 'Nora' }],
  })
  group.arrive('Nora', 'The ferry leaves at nine, gate 4.', {
    sentAt: noon - 10 * MINUTE,
    status: 'read',
    forwarded: true,
  })
  const thread = group.thread(root.key)
  const says = (author: string, text: string, n: number, more = {}) => {
    const message = shownMessage(author, text, { sentAt: noon - (40 - n) * MINUTE, ...more })
    thread.hang(message)
    return message
  }
  says('Jonas', 'The green one has a broken pole.', 0)
  says('Nora', 'I can mend it until Friday.', 2, { status: 'read' })
  const asked = says('Beatriz', '@Nora would you also look at the zip?', 5, {
    mentionsMe: true,
    mentions: [{ person: 'me' as PersonId, name: 'Nora' }],
  })
  group.change(root.key, {
    thread: {
      count: 3,
      unreadCount: 1,
      lastAt: noon - 35 * MINUTE,
      people: writers('Beatriz', 'Nora', 'Jonas'),
    },
  })
  group.threads.change((all) => all.map((one) => ({ ...one, unreadCount: 1 })))
  void group.pin(list.key)
  void group.pin(root.key)
  const mention = (message: typeof asked, unread: boolean): MentionEntry => ({
    group: group.id,
    groupName: 'Lake weekend',
    message,
    thread: message === asked ? root.key : undefined,
    unread,
  })
  const [, , named] = group.conversation.get().messages
  parley.mentions.set([
    mention(asked, true),
    ...(named === undefined ? [] : [mention(named, false)]),
  ])
  return { parley, group, root: root.key }
}
