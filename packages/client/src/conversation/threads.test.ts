import { expect, test } from 'vitest'
import { type Group, type GroupId, type MessageKey, NotAllowed, type Parley } from '../model.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'

function groupOf(parley: Parley, id: GroupId): Group {
  const found = parley.openGroup(id)
  if (found === undefined) throw new Error('no group')
  return found
}

function rootIn(group: Group): MessageKey {
  const [message] = group.conversation.get().messages
  if (message === undefined) throw new Error('nothing is said')
  return message.key
}

function hungIn(group: Group, root: MessageKey) {
  return group.thread(root).conversation.get().messages
}

test('[GS80] [GS87] what somebody who is not in yet says in a thread waits there, and keeps all its parts', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  const link = (await alice.openGroup(await alice.newGroup('Field trip'))?.inviteLink()) ?? ''
  await alice.close()
  const browser = newOfflineBrowser('bob')
  const tab = await browser.openTab()
  const joined = await tab.join(link)
  if (!joined.ok) throw new Error(joined.broke)
  const bob = groupOf(tab, joined.group)
  await bob.send('hello?')
  const root = rootIn(bob)
  const mentions = [{ person: 'everyone', name: 'all' } as const]
  await bob.send('anybody, @all?', { thread: root, mentions, forwarded: true })
  const [first] = hungIn(bob, root)
  if (first === undefined) throw new Error('it is not in its thread')
  await bob.send('no?', { thread: root, replyTo: first.key })
  const expected = [
    { text: 'anybody, @all?', inThread: root, mentions, forwarded: true, status: 'on-device' },
    { text: 'no?', replyTo: { text: 'anybody, @all?', inThread: root } },
  ]
  expect(hungIn(bob, root)).toMatchObject(expected)
  expect(bob.conversation.get().messages).toHaveLength(1)
  expect(tab.groups.get()).toMatchObject([{ lastMessage: { text: 'hello?' } }])
  await bob.edit(first.key, 'anybody at all, @all?')
  await tab.close()
  const again = groupOf(await browser.openTab(), joined.group)
  expect(hungIn(again, root)).toMatchObject([{ text: 'anybody at all, @all?', mentions }, {}])
  expect(again.thread(root).root.get()?.text).toBe('hello?')
  await again.delete(first.key)
  expect(hungIn(again, root)).toMatchObject([{ text: 'no?' }])
})

test('[GS80] offline and after a restart a thread is there, with all that was said and done in it', async () => {
  const browser = newOfflineBrowser('alice')
  const tab = await browser.openTab()
  const id = await tab.newGroup('Field trip')
  const group = groupOf(tab, id)
  await group.send('lunch?')
  const root = rootIn(group)
  await group.send('yes', { thread: root, forwarded: true })
  const [yes] = hungIn(group, root)
  if (yes === undefined) throw new Error('it is not in its thread')
  await group.pin(yes.key)
  await group.react(yes.key, '👍')
  await tab.close()
  const again = groupOf(await browser.openTab(), id)
  expect(again.conversation.get().messages).toMatchObject([
    { text: 'lunch?', thread: { count: 1 } },
  ])
  expect(again.thread(root)).toBe(again.thread(root))
  expect(hungIn(again, root)).toMatchObject([
    { text: 'yes', pinned: true, forwarded: true, reactions: [{ emoji: '👍' }] },
  ])
  expect(again.pins.get()).toMatchObject([{ text: 'yes', inThread: root }])
  await again.delete(yes.key)
  expect(again.threads.get()).toEqual([])
})

test('[GS88] what was begun in a thread is kept apart, is there after a restart, and goes when it was sent', async () => {
  const browser = newOfflineBrowser('alice')
  const tab = await browser.openTab()
  const id = await tab.newGroup('Field trip')
  const group = groupOf(tab, id)
  await group.send('lunch?')
  await group.send('dinner?')
  const [lunch, dinner] = group.conversation.get().messages.map(({ key }) => key)
  if (lunch === undefined || dinner === undefined) throw new Error('nothing is said')
  group.thread(lunch).setDraft('at noon')
  group.thread(dinner).setDraft('never')
  group.setDraft('tomorrow')
  group.thread(dinner).setDraft('')
  await tab.close()
  const reopened = await browser.openTab()
  const again = groupOf(reopened, id)
  expect(again.draft.get()).toBe('tomorrow')
  expect(again.thread(lunch).draft.get()).toBe('at noon')
  expect(again.thread(dinner).draft.get()).toBe('')
  expect([...browser.disk.entries.keys()].filter((key) => key.startsWith('draft/'))).toHaveLength(2)
})

test('[GS94] an answer quotes what stands beside it: of another thread, or across, nothing is quoted', async () => {
  const browser = newOfflineBrowser('alice')
  const tab = await browser.openTab()
  const group = groupOf(tab, await tab.newGroup('Field trip'))
  await group.send('lunch?')
  await group.send('dinner?')
  const [lunch, dinner] = group.conversation.get().messages.map(({ key }) => key)
  if (lunch === undefined || dinner === undefined) throw new Error('nothing is said')
  await group.send('yes', { thread: lunch })
  const [yes] = hungIn(group, lunch)
  if (yes === undefined) throw new Error('it is not in its thread')
  for (const options of [
    { replyTo: yes.key },
    { replyTo: yes.key, thread: dinner },
    { replyTo: dinner, thread: lunch },
  ])
    await expect(group.send('what?', options)).rejects.toThrow(NotAllowed)
  await group.send('at noon', { replyTo: yes.key, thread: lunch })
  await group.send('or later', { replyTo: lunch, thread: lunch })
  expect(hungIn(group, lunch).map(({ text }) => text)).toEqual(['yes', 'at noon', 'or later'])
  expect(group.conversation.get().messages).toHaveLength(2)
})
