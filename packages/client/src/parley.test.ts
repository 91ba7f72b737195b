import { toMessageId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { TextTooLong } from './model.ts'
import { newOfflineBrowser } from './parley-device.fake.ts'
import { newMemoryStore } from './stores/memory-store.ts'
import { StorageFailed } from './stores/storage-failed.ts'

test('[GS2] everything works without a relay: found, write, reply, edit, react, take back, delete, invite', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  await alice.setName('  Alice ')
  const id = await alice.newGroup('Field trip')
  const group = alice.openGroup(id)
  if (group === undefined) throw new Error('no group')
  expect(group.info.get()).toMatchObject({
    name: 'Field trip',
    state: 'ready',
    people: [{ name: 'Alice', role: 'founder', isMe: true }],
  })

  await group.send('first')
  const [first] = group.conversation.get().messages
  if (first === undefined) throw new Error('no message')
  expect(first).toMatchObject({
    text: 'first',
    author: 'Alice',
    isMine: true,
    status: 'on-device',
    edited: false,
  })
  await group.send('second', { replyTo: first.key })
  await group.edit(first.key, 'first, mended')
  await group.react(first.key, '👍')
  await group.react(first.key, '👍')
  expect(group.conversation.get().messages).toMatchObject([
    { text: 'first, mended', edited: true, reactions: [{ emoji: '👍', count: 1, mine: true }] },
    { text: 'second', replyTo: { text: 'first, mended', author: 'Alice' } },
  ])
  await group.unreact(first.key, '👍')
  await group.delete(first.key)
  expect(group.conversation.get().messages).toMatchObject([
    { text: '', deleted: true, reactions: [] },
    { text: 'second', replyTo: { text: undefined, deleted: true } },
  ])
  const link = await group.inviteLink()
  expect(link).toMatch(/^http:\/\/nowhere\.test\/#\/join\//)
  expect(await group.inviteLink()).toBe(link)
  expect(alice.connection.get().state).not.toBe('connected')
  await alice.close()
})

test('[GS3] after a restart without network all is there: name, group, messages, draft, unsent work', async () => {
  const browser = newOfflineBrowser('alice')
  const before = await browser.openTab()
  await before.setName('Alice')
  const id = await before.newGroup('Field trip')
  await before.openGroup(id)?.send('one')
  await before.openGroup(id)?.send('two')
  before.openGroup(id)?.setDraft('thr')
  await before.close()

  const after = await browser.openTab()
  expect(after.me).toBe(before.me)
  expect(after.name.get()).toBe('Alice')
  await expect
    .poll(() =>
      after
        .openGroup(id)
        ?.conversation.get()
        .messages.map(({ text, status }) => [text, status]),
    )
    .toEqual([
      ['one', 'on-device'],
      ['two', 'on-device'],
    ])
  expect(after.openGroup(id)?.draft.get()).toBe('thr')
  expect(after.groups.get()).toMatchObject([
    { name: 'Field trip', unreadCount: 0, lastMessage: { text: 'two', isMine: true } },
  ])
  await after.close()
})

test('[GS4] a document whose last writes the disk lost is mended from the outbox', async () => {
  const browser = newOfflineBrowser('alice')
  const before = await browser.openTab()
  await before.setName('Alice')
  const id = await before.newGroup('Field trip')
  await before.openGroup(id)?.send('one')
  await before.openGroup(id)?.send('two')
  for (const name of browser.disk.docs.keys()) browser.disk.docs.set(name, [])

  const after = await browser.openTab()
  await expect
    .poll(() =>
      after
        .openGroup(id)
        ?.conversation.get()
        .messages.map(({ text }) => text),
    )
    .toEqual(['one', 'two'])
  expect(after.openGroup(id)?.info.get()).toMatchObject({ name: 'Field trip', state: 'ready' })
  await after.close()
})

test('[GS4] a damaged document is set aside, said, and rebuilt from what else is here', async () => {
  const browser = newOfflineBrowser('alice')
  const before = await browser.openTab()
  await before.setName('Alice')
  const id = await before.newGroup('Field trip')
  await before.openGroup(id)?.send('one')
  await before.close()
  for (const name of browser.disk.docs.keys()) browser.disk.damage(name)

  const after = await browser.openTab()
  await expect
    .poll(() =>
      after
        .openGroup(id)
        ?.conversation.get()
        .messages.map(({ text }) => text),
    )
    .toEqual(['one'])
  expect(after.notices.get().map(({ type }) => type)).toContain('doc-rebuilt')
  await after.openGroup(id)?.send('two')
  await after.close()
  const again = await browser.openTab()
  await expect
    .poll(() =>
      again
        .openGroup(id)
        ?.conversation.get()
        .messages.map(({ text }) => text),
    )
    .toEqual(['one', 'two'])
  expect(again.notices.get()).toEqual([])
  await again.close()
})

test('[GS5] [AT69] two tabs of one person write at once and show the same, without a relay', async () => {
  const browser = newOfflineBrowser('alice')
  const left = await browser.openTab()
  await left.setName('Alice')
  const right = await browser.openTab()
  const id = await left.newGroup('Field trip')
  await expect.poll(() => right.openGroup(id)?.info.get().state).toBe('ready')
  expect(right.me).toBe(left.me)
  for (let count = 0; count < 5; count++) {
    await Promise.all([
      left.openGroup(id)?.send(`left ${count}`),
      right.openGroup(id)?.send(`right ${count}`),
    ])
  }
  const texts = (tab: typeof left) =>
    tab
      .openGroup(id)
      ?.conversation.get()
      .messages.map(({ text }) => text)
  await expect.poll(() => texts(left)).toHaveLength(10)
  await expect.poll(() => texts(right)).toEqual(texts(left))
  const lefts = texts(left)?.filter((text) => text.startsWith('left'))
  expect(lefts).toEqual(['left 0', 'left 1', 'left 2', 'left 3', 'left 4'])
  await left.close()
  await right.close()
})

test('[GS6] a text over the limit is refused with the limit, and a full disk with its reason; nothing is shown', async () => {
  const browser = newOfflineBrowser('alice')
  const alice = await browser.openTab()
  await alice.setName('Alice')
  const id = await alice.newGroup('Field trip')
  const group = alice.openGroup(id)
  await expect(group?.send('ü'.repeat(5_001))).rejects.toEqual(new TextTooLong(10_000, 10_002))
  await expect(group?.send('x'.repeat(100_000))).rejects.toThrow('the limit is 10000')
  await group?.send('ü'.repeat(5_000))

  browser.disk.onWrite = () => 'fail-full'
  await expect(group?.send('does not fit')).rejects.toBeInstanceOf(StorageFailed)
  expect(group?.conversation.get().messages).toHaveLength(1)
  browser.disk.onWrite = () => 'ok'
  await group?.send('fits again')
  expect(
    group?.conversation
      .get()
      .messages.map(({ text }) => text)
      .at(-1),
  ).toBe('fits again')
  await alice.close()
})

test('[GS7] an invite opened offline is kept, the group can be written in meanwhile, and a damaged link says what is wrong', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  await alice.setName('Alice')
  const link = (await alice.openGroup(await alice.newGroup('Field trip'))?.inviteLink()) ?? ''
  await alice.close()

  const browser = newOfflineBrowser('bob')
  const bob = await browser.openTab()
  await bob.setName('Bob')
  expect(await bob.join(link.slice(0, -10))).toEqual({ ok: false, broke: 'cut-short' })
  expect(await bob.join(`${link}!`)).toEqual({ ok: false, broke: 'not-base64url' })
  const joined = await bob.join(` ${link}\n`)
  if (!joined.ok) throw new Error(joined.broke)
  await bob.openGroup(joined.group)?.send('are you there?')
  expect(bob.openGroup(joined.group)?.conversation.get().messages).toMatchObject([
    { text: 'are you there?', status: 'on-device', isMine: true },
  ])
  await bob.close()

  const again = await browser.openTab()
  expect(again.groups.get()).toMatchObject([
    { state: 'joining', lastMessage: { text: 'are you there?' } },
  ])
  const [waiting] = again.openGroup(joined.group)?.conversation.get().messages ?? []
  if (waiting === undefined) throw new Error('lost')
  await again.openGroup(joined.group)?.edit(waiting.key, 'hello?')
  expect(again.openGroup(joined.group)?.conversation.get().messages).toMatchObject([
    { text: 'hello?' },
  ])
  await again.openGroup(joined.group)?.delete(waiting.key)
  expect(again.openGroup(joined.group)?.conversation.get().messages).toEqual([])
  await again.close()
})

test('[GS65] nothing older of any group is read before the newest of all and the own document; of later groups at once', async () => {
  const opened: string[] = []
  const browser = newOfflineBrowser('alice', (ports) => ({
    ...ports,
    docStore: {
      delete: (name) => ports.docStore.delete(name),
      sizeOf: (name) => ports.docStore.sizeOf(name),
      open: (name, doc) => {
        opened.push(name)
        return ports.docStore.open(name, doc)
      },
    },
  }))
  const bob = await newOfflineBrowser('bob').openTab()
  const later = await bob.newGroup('Later')
  const link = (await bob.openGroup(later)?.inviteLink()) ?? ''
  await bob.close()
  const before = await browser.openTab()
  const groups = [await before.newGroup('Field trip'), await before.newGroup('Choir')]
  await before.close()
  const store = newMemoryStore(browser.disk.newProcess())
  const [full, begun] = [2_000, 5]
  for (const group of [...groups, later]) {
    const value = [full, full, begun].map((places, segment) => [segment, places])
    await store.write([{ type: 'put', key: `counts/${group}`, value }])
  }

  opened.length = 0
  const after = await browser.openTab()
  const isOld = (name: string) => /\/[01]\/\d+$/.test(name)
  await expect.poll(() => opened.filter(isOld)).toHaveLength(4)
  // Of two groups the group document and the newest segment, and the person's own.
  expect(opened.slice(0, 5).filter(isOld)).toEqual([])
  expect(new Set(opened).size).toBe(9)
  expect(await after.join(link)).toMatchObject({ ok: true, group: later })
  await expect.poll(() => opened.filter(isOld)).toHaveLength(6)
  await after.close()
})

test('[GS108] a message is called what was said before it was sent, also where it waits', async () => {
  const alice = await newOfflineBrowser('alice').openTab()
  const own = alice.openGroup(await alice.newGroup('Lake'))
  const bob = await newOfflineBrowser('bob').openTab()
  const joined = await bob.join((await own?.inviteLink()) ?? '')
  const waiting = joined.ok ? bob.openGroup(joined.group) : undefined
  for (const group of [own, waiting]) {
    const [first, second] = [group?.newMessage(), group?.newMessage()]
    expect(first?.key).not.toBe(second?.key)
    await group?.send('hello', { id: first?.id })
    const [message] = group?.conversation.get().messages ?? []
    expect(message).toMatchObject({ key: first?.key, person: first?.person })
    expect(group?.newMessage(first?.id)).toEqual(first)
  }
})

test('[GS107] a text sent twice under one message id is one message, also where it waits', async () => {
  const browser = newOfflineBrowser('alice')
  const alice = await browser.openTab()
  const own = await alice.newGroup('Field trip')
  const linked = await newOfflineBrowser('bob').openTab()
  const link = await linked.openGroup(await linked.newGroup('Elsewhere'))?.inviteLink()
  const joined = await alice.join(link ?? '')
  if (!joined.ok) throw new Error(joined.broke)
  const id = toMessageId(new Uint8Array(16).fill(7))
  for (const group of [own, joined.group])
    for (const text of ['once', 'other'])
      await alice.openGroup(group)?.send(text, text === 'once' ? { id } : {})
  await alice.close()

  const again = await browser.openTab()
  for (const group of [own, joined.group]) {
    await again.openGroup(group)?.send('once', { id })
    const shown = () => again.openGroup(group)?.conversation.get().messages
    await expect.poll(() => shown()?.map(({ text }) => text)).toEqual(['once', 'other'])
  }
  await again.close()
  await linked.close()
})
