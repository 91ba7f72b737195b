import { afterEach, expect, test, vi } from 'vitest'
import { link } from './linking-people.ts'
import { enter, eventually, linesAt, type Member, newBrowser, newCrew, newRelay } from './people.ts'

/** Before anybody turns it. */
const now = Date.now.bind(Date)

afterEach(() => void vi.restoreAllMocks())

/** Anna with a laptop and a phone, and Bob, in one group. */
async function newTrio() {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Anna', 'Bob'])
  const browser = newBrowser(relay)
  const parley = await link(crew.Anna.parley, browser)
  await eventually(() => expect(parley.openGroup(id)?.info.get().state).toBe('ready'))
  const phone = enter({ parley, browser }, id)
  return { id, anna: crew.Anna, bob: crew.Bob, phone }
}

const summaryAt = ({ parley }: Member) => parley.groups.get()[0]

async function says(bob: Member, texts: readonly string[], others: readonly Member[]) {
  const before = linesAt(bob).length
  for (const text of texts) await bob.group.send(text)
  for (const other of others)
    await eventually(() => expect(linesAt(other)).toHaveLength(before + texts.length))
}

test('[GS74] a group is marked as unread and read, and all is read at once, on all own devices', async () => {
  const { anna, bob, phone } = await newTrio()
  await says(bob, ['one', 'two'], [anna, phone])
  const [root] = anna.group.conversation.get().messages
  await bob.group.send('aside', { thread: root?.key })
  await eventually(() =>
    expect(summaryAt(anna)).toMatchObject({ unreadCount: 2, threadsUnread: 1 }),
  )
  anna.parley.markAllRead()
  expect(summaryAt(anna)).toMatchObject({ unreadCount: 0, threadsUnread: 0 })
  await eventually(() =>
    expect(summaryAt(phone)).toMatchObject({ unreadCount: 0, threadsUnread: 0 }),
  )
  expect(anna.parley.catchUp.get()).toEqual({ groups: [] })

  await anna.group.markUnread(root?.key)
  expect(summaryAt(anna)).toMatchObject({ unreadCount: 0, markedUnread: true })
  await eventually(() => expect(summaryAt(phone)).toMatchObject({ markedUnread: true }))
  if (root !== undefined) phone.group.markRead(root.key)
  for (const one of [phone, anna])
    await eventually(() =>
      expect(summaryAt(one)).toMatchObject({ unreadCount: 0, markedUnread: false }),
    )
}, 60_000)

test('[GS76] the conversation is read and its threads stay unread, each counted for itself', async () => {
  const { anna, bob } = await newTrio()
  await says(bob, ['one', 'two'], [anna])
  const [root, last] = anna.group.conversation.get().messages
  await bob.group.send('aside', { thread: root?.key })
  await bob.group.send('three')
  await eventually(() =>
    expect(summaryAt(anna)).toMatchObject({ unreadCount: 3, threadsUnread: 1 }),
  )
  const [, , newest] = anna.group.conversation.get().messages
  if (root === undefined || last === undefined || newest === undefined) throw new Error('nothing')
  anna.group.markRead(newest.key)
  expect(summaryAt(anna)).toMatchObject({ unreadCount: 0, threadsUnread: 1 })
  const [missed] = anna.parley.catchUp.get().groups
  expect(missed).toMatchObject({
    unreadCount: 0,
    firstUnread: undefined,
    threads: [{ root: root.key, unreadCount: 1, rootMessage: { text: 'one' } }],
  })
  const thread = anna.group.thread(root.key)
  const [aside] = thread.conversation.get().messages
  if (aside === undefined) throw new Error('no thread')
  expect(missed?.threads[0]?.firstUnread).toBe(aside.key)
  thread.markRead(aside.key, aside.key)
  expect(summaryAt(anna)).toMatchObject({ unreadCount: 0, threadsUnread: 0 })
  expect(anna.parley.catchUp.get()).toEqual({ groups: [] })
}, 60_000)

test('[GS77] whoever wrote a message is told by name who received it and who read it', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Anna', 'Bob', 'Cleo'])
  const { Anna: anna, Bob: bob, Cleo: cleo } = crew
  cleo.browser.line.isCut = true
  await eventually(() => expect(cleo.parley.connection.get().state).not.toBe('connected'))
  await says(anna, ['hello'], [bob])
  const [message] = anna.group.conversation.get().messages
  if (message === undefined) throw new Error('nothing written')
  const who = anna.group.whoHas(message.key)
  await eventually(() => expect(who.get()).toEqual({ read: [], received: ['Bob'], others: 1 }))
  bob.group.markRead(message.key)
  await eventually(() => expect(who.get()).toEqual({ read: ['Bob'], received: [], others: 1 }))
  cleo.browser.line.isCut = false
  await eventually(() =>
    expect(who.get()).toEqual({ read: ['Bob'], received: ['Cleo'], others: 0 }),
  )
  expect(bob.group.whoHas(message.key).get()).toBeUndefined() // not their message
}, 60_000)

test('[GS99] a message that somebody read says so still when they were removed, and after a restart without a relay', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Anna', 'Bob', 'Cleo'])
  const { Anna: anna, Bob: bob, Cleo: cleo } = crew
  cleo.browser.line.isCut = true
  await eventually(() => expect(cleo.parley.connection.get().state).not.toBe('connected'))
  await says(anna, ['hello'], [bob])
  const shownAt = ({ group }: Pick<Member, 'group'>) => group.conversation.get().messages[0]
  const message = shownAt(anna)
  if (message === undefined) throw new Error('nothing written')
  bob.group.markRead(message.key)
  const read = { status: 'read', receivedBy: 1, readBy: 1, othersCount: 2 }
  await eventually(() => expect(shownAt(anna)).toMatchObject(read))
  await anna.group.remove(bob.parley.me)
  await eventually(() => expect(anna.group.info.get().people).toHaveLength(2))
  expect(shownAt(anna)).toMatchObject(read)
  expect(anna.group.whoHas(message.key).get()).toEqual({ read: ['Bob'], received: [], others: 1 })

  await anna.parley.close()
  anna.browser.line.isCut = true
  const again = enter({ parley: await anna.browser.openTab(), browser: anna.browser }, id)
  await eventually(() =>
    expect(shownAt(again)).toMatchObject({ status: 'read', readBy: 0, othersCount: 1 }),
  )
}, 60_000)

test('[GS109] who read a message before its edit is not said to have read that, until they have it', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Anna', 'Bob'])
  const { Anna: anna, Bob: bob } = crew
  await says(anna, ['at nine'], [bob])
  const shown = () => anna.group.conversation.get().messages[0]
  const { key } = shown() ?? {}
  if (key === undefined) throw new Error('nothing written')
  bob.group.markRead(key)
  await eventually(() => expect(shown()).toMatchObject({ status: 'read', readBy: 1 }))
  bob.browser.line.isCut = true
  await eventually(() => expect(bob.parley.connection.get().state).not.toBe('connected'))
  await anna.group.edit(key, 'at ten')
  await eventually(() =>
    expect(shown()).toMatchObject({ text: 'at ten', status: 'on-relay', readBy: 0, receivedBy: 0 }),
  )
  expect(anna.group.whoHas(key).get()).toEqual({ read: [], received: [], others: 1 })
  bob.browser.line.isCut = false
  await eventually(() => expect(shown()).toMatchObject({ status: 'read', readBy: 1 }))
}, 60_000)

test('[GS75] a device that lost its relay says until when it knows everything', async () => {
  const relay = await newRelay()
  const { crew } = await newCrew(relay, ['Anna', 'Bob'])
  const { Anna: anna } = crew
  const { completeness } = anna.group
  await eventually(() => expect(completeness.get()).toMatchObject({ isInStep: true }))
  anna.browser.line.isCut = true
  await eventually(() => expect(completeness.get().isInStep).toBe(false))
  expect(completeness.get().knownUntil).toBe(anna.parley.connection.get().heardAt)
  expect(completeness.get().missing).toBe(false)
}, 60_000)

test('[LK39] after a start without a network it is known when the relay was heard last', async () => {
  const { crew } = await newCrew(await newRelay(), ['Anna'])
  const { parley, browser } = crew.Anna
  await eventually(() => expect(parley.connection.get().state).toBe('connected'))
  browser.line.isCut = true
  await eventually(() => expect(parley.connection.get().state).not.toBe('connected'))
  const { heardAt } = parley.connection.get()
  expect(heardAt).toBeGreaterThan(0)
  await parley.close()
  const again = await browser.openTab()
  expect(again.connection.get()).toMatchObject({ heardAt })
  expect(again.connection.get().state).not.toBe('connected')
  browser.line.isCut = false
  await eventually(() => expect(again.connection.get().state).toBe('connected'))
  expect(again.connection.get().heardAt).toBeGreaterThan(heardAt ?? Infinity)
}, 60_000)

test('[GS27] a late message that was seen on one device is off the list of the others', async () => {
  const { anna, bob, phone } = await newTrio()
  await says(bob, ['one'], [anna, phone])
  bob.browser.line.isCut = true
  await eventually(() => expect(bob.parley.connection.get().state).not.toBe('connected'))
  await bob.group.send('written long before')
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 180_000)
  await says(anna, ['meanwhile'], [phone])
  bob.browser.line.isCut = false
  for (const one of [anna, phone])
    await eventually(() => expect(one.group.conversation.get().late).toHaveLength(1))
  expect(anna.parley.catchUp.get().groups[0]?.late).toMatchObject([
    { message: { text: 'written long before' } },
  ])
  anna.group.seeLate()
  for (const one of [anna, phone])
    await eventually(() => expect(one.group.conversation.get().late).toEqual([]))
  expect(summaryAt(phone)).toMatchObject({ unreadCount: 1 }) // the first message still is
}, 60_000)

test('[GS96] the list of groups says how far an own last message got, and only on this device while no relay has it', async () => {
  const { crew } = await newCrew(await newRelay(), ['Anna', 'Bob'])
  const { Anna, Bob } = crew
  const last = () => summaryAt(Anna)?.lastMessage
  Anna.browser.line.isCut = true
  await Anna.group.send('on my way')
  expect(last()).toMatchObject({ text: 'on my way', status: 'on-device' })
  Anna.browser.line.isCut = false
  await eventually(() => expect(last()).toMatchObject({ text: 'on my way', status: 'received' }))
  await Bob.group.send('see you')
  await eventually(() => expect(last()).toMatchObject({ text: 'see you', status: undefined }))
})
