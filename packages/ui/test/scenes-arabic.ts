/** Worlds whose people write Arabic, with the Latin words, numbers and links that come with it. */
import type { PersonId } from '@parley/react'
import { shownMessage, type FakeGroup } from './group.fake.ts'
import { newFakeParley, type FakeParley } from './parley.fake.ts'
import { writers } from './threads.fake.ts'

const MINUTE = 60_000

export const ARABIC_SCENES: Readonly<Record<string, () => { parley: FakeParley; at: string }>> = {
  arabic: () => inLake(({ id }) => `/g/${id}`),
  'arabic-thread': () => inLake(({ id }, root) => `/g/${id}/thread/${root}`),
  'arabic-threads': () => inLake(({ id }) => `/g/${id}/threads`),
}

function inLake(at: (group: FakeGroup, root: string) => string) {
  const parley = newFakeParley()
  const noon = new Date().setHours(9, 40, 0, 0)
  parley.addGroup('جوقة الخميس').arrive('مي', 'القاعة محجوزة حتى نهاية العام.', { sentAt: noon })
  parley.addGroup('Book circle').arrive('Ines', 'Chapter 7 until Tuesday?', { sentAt: noon })
  const group = parley.addGroup('رحلة البحيرة', { people: ['ليلى', 'عمر', 'Jonas'] })
  const root = group.arrive('ليلى', 'من يأتي معنا إلى البحيرة يوم السبت؟', {
    sentAt: noon - 50 * MINUTE,
  })
  const map = group.arrive('عمر', 'أنا. الطريق موصوف هنا: https://example.org/lake/path', {
    sentAt: noon - 44 * MINUTE,
    reactions: [{ emoji: '👍', count: 2, mine: true, people: ['ليلى', 'Nora'] }],
  })
  group.arrive('Jonas', 'Me too! I take the 9:15 train to البحيرة.', { sentAt: noon - 30 * MINUTE })
  group.arrive('ليلى', '@Nora هل تقودين السيارة؟', {
    sentAt: noon - 20 * MINUTE,
    mentionsMe: true,
    mentions: [{ person: 'me' as PersonId, name: 'Nora' }],
  })
  group.arrive('Nora', 'نعم، ولدي مكان لثلاثة أشخاص.\nنلتقي الساعة 8:30 أمام المحطة.', {
    sentAt: noon - 12 * MINUTE,
    replyTo: map,
    status: 'read',
    receivedBy: 2,
    readBy: 2,
  })
  group.arrive('Nora', 'See you there', { sentAt: noon - 11 * MINUTE, status: 'on-relay' })
  answer(group, root.key, noon)
  return { parley, at: at(group, root.key) }
}

function answer(group: FakeGroup, root: Parameters<FakeGroup['thread']>[0], noon: number): void {
  const thread = group.thread(root)
  const says = (author: string, text: string, n: number, more = {}) =>
    thread.hang(shownMessage(author, text, { sentAt: noon - (40 - n) * MINUTE, ...more }))
  says('عمر', 'الخيمة الخضراء عمودها مكسور.', 0)
  says('Nora', 'أصلحها قبل الجمعة.', 2, { status: 'read', receivedBy: 2, readBy: 2 })
  says('ليلى', 'شكراً!', 5)
  group.change(root, {
    thread: {
      count: 3,
      unreadCount: 0,
      lastAt: noon - 35 * MINUTE,
      people: writers('ليلى', 'عمر'),
    },
  })
}
