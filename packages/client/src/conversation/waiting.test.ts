import { type GroupId, toMessageId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import type { Group, Parley } from '../model.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { openWaiting } from './waiting.ts'

const random = randomFrom('waiting')
const group = 'g' as GroupId

function post(text: string) {
  const messageId = toMessageId(random(16))
  return {
    content: { kind: 'post', messageId, text, replyTo: undefined },
    segment: undefined,
    writtenAt: 1,
    refusedCount: 0,
  } as const
}

/** Somebody who opened an invite and has not come in yet. */
async function newJoining(seed: string) {
  const alice = await newOfflineBrowser('alice').openTab()
  const link = (await alice.openGroup(await alice.newGroup('Field trip'))?.inviteLink()) ?? ''
  await alice.close()
  const browser = newOfflineBrowser(seed)
  const tab = await browser.openTab()
  const joined = await tab.join(link)
  if (!joined.ok) throw new Error(joined.broke)
  return { browser, tab, id: joined.group }
}

function groupOf(parley: Parley, id: GroupId): Group {
  const found = parley.openGroup(id)
  if (found === undefined) throw new Error('no group')
  return found
}

test('[GS7] what waits is kept in the order it was written', async () => {
  const disk = new MemoryDisk()
  const open = () => {
    let count = 0
    return openWaiting({
      store: newMemoryStore(disk.newProcess()),
      tabs: newMemoryTabs().open(),
      group,
      newOrder: () => String(count++),
    })
  }
  const waiting = await open()
  for (const text of ['one', 'two', 'three']) await waiting.add(post(text))
  const again = await open()
  expect(again.list().map(({ content }) => content.kind === 'post' && content.text)).toEqual([
    'one',
    'two',
    'three',
  ])
  expect(again.list()).toEqual(waiting.list())
})

test('[GS14] what one tab adds, changes or takes away waits so in the other', async () => {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  let count = 0
  const open = () =>
    openWaiting({
      store: newMemoryStore(disk.newProcess()),
      tabs: tabs.open(),
      group,
      newOrder: () => String(count++),
    })
  const [left, right] = [await open(), await open()]
  await left.add(post('one'))
  await expect.poll(() => right.list()).toEqual(left.list())
  const [act] = right.list()
  if (act?.content.kind !== 'post') throw new Error('no post')
  await right.replace({ ...act, content: { ...act.content, text: 'one, mended' } })
  await expect.poll(() => left.list()).toEqual(right.list())
  expect(await left.current(act)).toMatchObject({ content: { text: 'one, mended' } })
  await newMemoryStore(disk.newProcess()).write([left.removal(act)])
  left.drop(act)
  await expect.poll(() => right.list()).toEqual([])
  expect(await right.current(act)).toBeUndefined()
})

test('[GS14] what waits can be answered, reacted to and taken back like any message', async () => {
  const { tab, id } = await newJoining('bob')
  const bob = groupOf(tab, id)
  await bob.send('hello?')
  const [hello] = bob.conversation.get().messages
  if (hello === undefined) throw new Error('nothing waits')
  await bob.send('anybody?', { replyTo: hello.key })
  await bob.react(hello.key, '👍')
  await bob.react(hello.key, '👍')
  expect(bob.conversation.get().messages).toMatchObject([
    { text: 'hello?', reactions: [{ emoji: '👍', count: 1, mine: true }] },
    { text: 'anybody?', replyTo: { text: 'hello?' } },
  ])
  await bob.unreact(hello.key, '👍')
  expect(bob.conversation.get().messages[0]?.reactions).toEqual([])
  await bob.react(hello.key, '🎉')
  await bob.delete(hello.key)
  expect(bob.conversation.get().messages).toMatchObject([
    { text: 'anybody?', replyTo: { text: undefined } },
  ])
  await tab.close()
})

test('[GS14] a message deleted in one tab before it could go out is gone from the other tab and from disk', async () => {
  const { browser, tab, id } = await newJoining('bob')
  await groupOf(tab, id).send('oops')
  const other = await browser.openTab()
  const [oops] = groupOf(other, id).conversation.get().messages
  if (oops === undefined) throw new Error('nothing waits')
  await groupOf(tab, id).delete(oops.key)
  await expect.poll(() => groupOf(other, id).conversation.get().messages).toEqual([])
  expect([...browser.disk.entries.keys()].filter((key) => key.startsWith('waiting/'))).toEqual([])
  await expect(groupOf(other, id).react(oops.key, '👍')).rejects.toThrow('not on this device')
  await tab.close()
  await other.close()
})
