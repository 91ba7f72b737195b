/** Threads, mentions and pins between real clients over a real relay. */
import type { MessageKey, ShownMessage } from '@parley/client'
import { messageKey } from '@parley/group'
import { toMessageId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { saysNext } from './hostile-content.ts'
import { enter, eventually, linesAt, type Member, newCrew, newRelay, seen } from './people.ts'

function shownAt({ group }: Member, text: string): ShownMessage {
  const threads = group.threads.get().map(({ root }) => group.thread(root).conversation.get())
  const shown = [group.conversation.get(), ...threads].flatMap(({ messages }) => messages)
  const found = shown.find((message) => message.text === text)
  if (found === undefined) throw new Error(`${text} is not here`)
  return found
}

async function keyAt(member: Member, text: string): Promise<MessageKey> {
  await eventually(() => expect(shownAt(member, text).text).toBe(text))
  return shownAt(member, text).key
}

function hungAt({ group }: Member, root: MessageKey): readonly string[] {
  return group
    .thread(root)
    .conversation.get()
    .messages.map(({ text }) => text)
}

function summaryAt({ parley, group }: Member) {
  return parley.groups.get().find(({ id }) => id === group.id)
}

function isOnDisk({ browser }: Member, text: string): boolean {
  const rows = [...browser.disk.docs.values()].flat()
  return rows.some(({ update }) => Buffer.from(update).includes(text))
}

test('[GS80] what is said in a thread shows there for everybody, and in no line, row or count of the main conversation', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('lunch?')
  const root = await keyAt(Bob, 'lunch?')
  await Bob.group.send('yes, at noon', { thread: root })
  await eventually(() => expect(hungAt(Alice, root)).toEqual(['yes, at noon']))
  expect(linesAt(Alice)).toEqual(['lunch?'])
  expect(shownAt(Alice, 'lunch?').thread).toMatchObject({
    count: 1,
    unreadCount: 1,
    people: [{ name: 'Bob' }],
  })
  expect(summaryAt(Alice)).toMatchObject({
    unreadCount: 0,
    threadsUnread: 1,
    lastMessage: { text: 'lunch?' },
  })
  expect(Alice.group.threads.get()).toMatchObject([
    { root, count: 1, unreadCount: 1, mine: true, last: { text: 'yes, at noon' } },
  ])
  Alice.group.thread(root).markRead(shownAt(Alice, 'yes, at noon').key)
  expect(Alice.group.threads.get()).toMatchObject([{ unreadCount: 0 }])
  await eventually(() => expect(shownAt(Bob, 'yes, at noon').status).toBe('read'))
}, 60_000)

test('[GS80] a thread goes on without a network, is there after a restart, and takes quotes of its own', async () => {
  const { id, crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('lunch?')
  const root = await keyAt(Bob, 'lunch?')
  Bob.browser.line.isCut = true
  await Bob.group.send('from the tunnel', { thread: root })
  const tunnel = shownAt(Bob, 'from the tunnel').key
  await Bob.group.send('still there', { thread: root, replyTo: tunnel })
  await Bob.parley.close()
  const parley = await Bob.browser.openTab()
  const again = enter({ parley, browser: Bob.browser }, id)
  await eventually(() => expect(hungAt(again, root)).toEqual(['from the tunnel', 'still there']))
  Bob.browser.line.isCut = false
  await eventually(() => expect(hungAt(Alice, root)).toEqual(['from the tunnel', 'still there']))
  expect(shownAt(Alice, 'still there').replyTo).toMatchObject({
    text: 'from the tunnel',
    inThread: root,
  })
  await expect(Alice.group.send('deeper', { thread: tunnel })).rejects.toThrow('rules')
}, 60_000)

test('[GS81] where only some announce, members write in the threads of what was announced', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.setPolicy({ postingRole: 'moderator' })
  await Alice.group.send('news')
  const root = await keyAt(Bob, 'news')
  await eventually(() =>
    expect(Bob.group.info.get().me).toMatchObject({
      mayPost: false,
      inThreads: { mayPost: true, bar: undefined },
    }),
  )
  await expect(Bob.group.send('me too')).rejects.toThrow('only some people post')
  await Bob.group.send('what a day', { thread: root })
  await eventually(() => expect(hungAt(Carol, root)).toEqual(['what a day']))
  await Bob.group.edit(shownAt(Bob, 'what a day').key, 'what a fine day')
  await eventually(() => expect(hungAt(Carol, root)).toEqual(['what a fine day']))
  await expect(Bob.group.pin(root)).rejects.toThrow('only some people post')
  await Alice.group.setPolicy({ postingRole: 'moderator', locked: true })
  await eventually(() =>
    expect(Bob.group.info.get().me.inThreads).toMatchObject({ mayPost: false, bar: 'locked' }),
  )
  await expect(Bob.group.send('but', { thread: root })).rejects.toThrow('locked')
  expect(hungAt(Alice, root)).toEqual(['what a fine day'])
}, 60_000)

test('[AT176] [GS81] what a hostile member hangs from nothing, or from their own words, shows for nobody and calls nobody', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Alice', 'Bob', 'Carol'])
  const id = await crew.Alice.parley.newGroup('Open square', { encrypted: false })
  const Alice = enter(crew.Alice, id)
  const link = await Alice.group.inviteLink()
  await crew.Bob.parley.join(link)
  await crew.Carol.parley.join(link)
  const [Bob, Carol] = [enter(crew.Bob, id), enter(crew.Carol, id)]
  await Alice.group.setPolicy({ postingRole: 'moderator' })
  await Alice.group.send('news')
  const root = await keyAt(Bob, 'news')
  await eventually(() => expect(Bob.group.info.get().me.inThreads.mayPost).toBe(true))
  const person = Bob.parley.me
  const [own, other] = [7, 8].map((byte) => toMessageId(new Uint8Array(16).fill(byte)))
  if (own === undefined || other === undefined) throw new Error('no ids')
  const everyone = [{ person: 'everyone', name: 'all' } as const]
  const hung = { kind: 'post', text: 'buy @all', mentions: everyone } as const
  const under = (messageId: typeof own) => ({ segment: 0, person, messageId })
  const lies = [
    { ...hung, messageId: own },
    { ...hung, messageId: own, thread: under(other) },
    { ...hung, messageId: other, thread: under(other) },
    { kind: 'pin', messageId: own, person } as const,
  ]
  for (const [clock, content] of lies.entries()) {
    const said = saysNext(Bob, content, clock)
    await Bob.group.react(root, ['👍', '🎉', '😂', '🙏'][clock] ?? '👍')
    await said
  }
  await Bob.group.send('an honest word', { thread: root })
  for (const member of [Alice, Carol]) {
    await eventually(() => expect(hungAt(member, root)).toEqual(['an honest word']))
    expect(linesAt(member)).toEqual(['news'])
    expect(member.group.threads.get()).toHaveLength(1)
    expect(member.parley.mentions.get()).toEqual([])
    expect(member.group.pins.get()).toEqual([])
    expect(summaryAt(member)).toMatchObject({ threadsUnread: 1, mentionsCount: 0 })
    expect(isOnDisk(member, 'buy @all')).toBe(true)
    expect(await member.group.reveal(messageKey(person, own))).toMatchObject({ where: 'none' })
  }
}, 60_000)

test('[GS82] who is named is told where, until they have read it or the text names them no more', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  const bob = { person: seen(Alice, 'Bob').person, name: 'Bob' }
  const all = { person: 'everyone', name: 'everyone' } as const
  await Alice.group.send('@Bob, lunch?', { mentions: [bob] })
  const root = await keyAt(Carol, '@Bob, lunch?')
  await Carol.group.send('hear, @everyone', { thread: root, mentions: [all, bob] })
  await eventually(() =>
    expect(Bob.parley.mentions.get()).toMatchObject([
      { message: { text: 'hear, @everyone', mentionsMe: true }, thread: root, unread: true },
      { message: { text: '@Bob, lunch?' }, thread: undefined, unread: true, groupName: 'Climbers' },
    ]),
  )
  expect(summaryAt(Bob)).toMatchObject({ mentionsCount: 2, unreadCount: 1, threadsUnread: 1 })
  Bob.group.markRead(root)
  expect(Bob.parley.mentions.get().map(({ unread }) => unread)).toEqual([true, false])
  await Alice.group.edit(root, 'Bob, lunch?')
  await eventually(() => expect(Bob.parley.mentions.get()).toHaveLength(1))
  expect(Carol.parley.mentions.get()).toEqual([])
  await eventually(() => expect(Alice.parley.mentions.get()).toHaveLength(1))
  await Bob.parley.block(seen(Bob, 'Carol').person)
  expect(Bob.parley.mentions.get()).toEqual([])
}, 60_000)

test('[GS83] what two people pin apart is pinned once, newest first, and either of them takes it away', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('the address')
  await Alice.group.send('the time')
  const [address, time] = [await keyAt(Bob, 'the address'), await keyAt(Bob, 'the time')]
  Bob.browser.line.isCut = true
  await Bob.group.pin(address)
  await Alice.group.pin(address)
  await Alice.group.pin(time)
  Bob.browser.line.isCut = false
  const pinnedAt = ({ group }: Member) => group.pins.get().map(({ key }) => key)
  for (const member of [Alice, Bob])
    await eventually(() => expect(pinnedAt(member)).toEqual([time, address]))
  expect(shownAt(Alice, 'the address').pinned).toBe(true)
  await Bob.group.unpin(address)
  for (const member of [Alice, Bob])
    await eventually(() => expect(pinnedAt(member)).toEqual([time]))
  await Alice.group.delete(time)
  await eventually(() => expect(pinnedAt(Bob)).toEqual([]))
}, 60_000)

test('[GS84] what somebody blocked says in a thread stands there, and calls nobody', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Alice.group.send('lunch?')
  const root = await keyAt(Bob, 'lunch?')
  await keyAt(Carol, 'lunch?')
  await Alice.parley.block(seen(Alice, 'Carol').person)
  await Carol.group.send('me me me', { thread: root })
  await eventually(() => expect(hungAt(Alice, root)).toEqual(['me me me']))
  expect(shownAt(Alice, 'lunch?').thread).toBeUndefined()
  expect(summaryAt(Alice)).toMatchObject({ threadsUnread: 0 })
  await Bob.group.send('yes', { thread: root })
  await eventually(() =>
    expect(shownAt(Alice, 'lunch?').thread).toMatchObject({ count: 1, people: [{ name: 'Bob' }] }),
  )
}, 60_000)

test('[GS85] what a moderator takes away in a thread is gone there, and a thread outlives its root', async () => {
  const { crew } = await newCrew(await newRelay(), ['Alice', 'Bob', 'Carol'])
  const { Alice, Bob, Carol } = crew
  await Bob.group.send('lunch?')
  const root = await keyAt(Carol, 'lunch?')
  await Carol.group.send('buy my coins', { thread: root })
  await Carol.group.send('yes', { thread: root })
  const spam = await keyAt(Alice, 'buy my coins')
  await Alice.group.delete(spam)
  const standing = [
    { deleted: true, removedBy: 'Alice' },
    { text: 'yes', deleted: false },
  ]
  for (const { group } of [Alice, Bob, Carol])
    await eventually(() =>
      expect(group.thread(root).conversation.get().messages).toMatchObject(standing),
    )
  await Bob.group.delete(root)
  await eventually(() =>
    expect(Alice.group.threads.get()).toMatchObject([
      { root, count: 1, rootMessage: { deleted: true } },
    ]),
  )
  expect(linesAt(Alice)).toEqual([''])
}, 60_000)
