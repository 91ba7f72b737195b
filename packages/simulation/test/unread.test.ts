import { expect, test, vi } from 'vitest'
import { newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const WAIT = { timeout: 20_000 }

test('[GS13] what was written before somebody came is history to them; what comes after counts, until it was on screen', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bobs = newBrowser(relay)
  const bob = await newPerson('Bob', bobs)
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('long ago')
  await bob.join((await alice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(bob.openGroup(id)?.info.get().state).toBe('ready'), WAIT)
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['long ago']), WAIT)
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 0 }])
  expect(bob.openGroup(id)?.conversation.get().firstUnread).toBeUndefined()

  await vi.waitFor(() => expect(alice.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  await alice.openGroup(id)?.send('new')
  await alice.openGroup(id)?.send('newer')
  await vi.waitFor(() => expect(bob.groups.get()).toMatchObject([{ unreadCount: 2 }]), WAIT)
  const [, first, second] = bob.openGroup(id)?.conversation.get().messages ?? []
  if (first === undefined || second === undefined) throw new Error('no messages')
  expect(bob.openGroup(id)?.conversation.get().firstUnread).toBe(first.key)
  await alice.openGroup(id)?.react(first.key, '👍')
  bob.openGroup(id)?.markRead(first.key)
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 1 }])
  bob.openGroup(id)?.markRead(second.key)
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 0 }])
  expect(bob.openGroup(id)?.conversation.get().firstUnread).toBeUndefined()
  await vi.waitFor(
    () =>
      expect(alice.openGroup(id)?.conversation.get().messages.at(-1)).toMatchObject({
        status: 'read',
        receivedBy: 1,
        readBy: 1,
        othersCount: 1,
      }),
    WAIT,
  )

  await bob.close()
  const again = await bobs.openTab()
  await vi.waitFor(() => expect(textsOf(again, id)).toHaveLength(3), WAIT)
  expect(again.groups.get()).toMatchObject([{ unreadCount: 0 }])
}, 60_000)

test('[GS21] what a newcomer has had on screen of the time before them is told as read, though it never was unread', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('long ago')
  await bob.join((await alice.openGroup(id)?.inviteLink()) ?? '')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['long ago']), WAIT)
  const [first] = bob.openGroup(id)?.conversation.get().messages ?? []
  if (first === undefined) throw new Error('no message')
  bob.openGroup(id)?.markRead(first.key)
  const shown = () => alice.openGroup(id)?.conversation.get().messages
  await vi.waitFor(() => expect(shown()).toMatchObject([{ readBy: 1, othersCount: 1 }]), WAIT)
}, 60_000)

test('[GS64] what comes in between messages that were read is unread until it was on screen, and then it is read', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const alice = await newPerson('Alice', browser)
  const carols = newBrowser(relay)
  const carol = await newPerson('Carol', carols)
  const bob = await newPerson('Bob', newBrowser(relay))
  const id = await alice.newGroup('Climbers')
  for (const one of [bob, carol]) {
    await one.join((await alice.openGroup(id)?.inviteLink()) ?? '')
    await vi.waitFor(() => expect(one.openGroup(id)?.info.get().state).toBe('ready'), WAIT)
  }
  const read = (first?: number) => {
    const messages = bob.openGroup(id)?.conversation.get().messages ?? []
    const last = messages.at(-1)
    if (last !== undefined) bob.openGroup(id)?.markRead(last.key, messages[first ?? -1]?.key)
  }
  await alice.openGroup(id)?.send('one')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['one']), WAIT)
  carols.line.isCut = true
  await vi.waitFor(() => expect(carol.connection.get().state).not.toBe('connected'), WAIT)
  await carol.openGroup(id)?.send('between')
  await alice.openGroup(id)?.send('two')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['one', 'two']), WAIT)
  read()
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 0 }])
  carols.line.isCut = false
  await vi.waitFor(() => expect(bob.groups.get()).toMatchObject([{ unreadCount: 1 }]), WAIT)
  expect(textsOf(bob, id)).toEqual(['one', 'between', 'two'])
  read(2)
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 1 }])
  read(1)
  expect(bob.groups.get()).toMatchObject([{ unreadCount: 0 }])
}, 60_000)

test('[GS72] [GS13] what is said between following a link and coming in is unread; what was said before is not', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bobs = newBrowser(relay)
  const bob = await newPerson('Bob', bobs)
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('long ago')
  const link = (await alice.openGroup(id)?.inviteLink()) ?? ''
  bobs.line.isCut = true
  await vi.waitFor(() => expect(bob.connection.get().state).not.toBe('connected'), WAIT)
  const before = Date.now()
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(before + 5), WAIT)
  await bob.join(link)
  const followed = Date.now()
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(followed + 5), WAIT)
  await alice.openGroup(id)?.send('meanwhile')
  bobs.line.isCut = false
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['long ago', 'meanwhile']), WAIT)
  await vi.waitFor(() => expect(bob.groups.get()).toMatchObject([{ unreadCount: 1 }]), WAIT)
  const [, meanwhile] = bob.openGroup(id)?.conversation.get().messages ?? []
  expect(bob.openGroup(id)?.conversation.get().firstUnread).toBe(meanwhile?.key)
}, 60_000)
