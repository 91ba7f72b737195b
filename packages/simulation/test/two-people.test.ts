import { expect, test, vi } from 'vitest'
import { newBrowser, newPerson, newRelay } from './people.ts'

test('two people found, invite, join, write, react, edit and delete over a real relay', async () => {
  const relay = await newRelay()
  const alice = await newPerson('Alice', newBrowser(relay))
  const bob = await newPerson('Bob', newBrowser(relay))

  const id = await alice.newGroup('Climbers')
  const atAlice = alice.openGroup(id)
  await atAlice?.send('hello')
  const link = (await atAlice?.inviteLink()) ?? ''
  expect(await bob.join(link)).toEqual({ ok: true, group: id })
  const atBob = bob.openGroup(id)
  await vi.waitFor(() =>
    expect(atBob?.conversation.get().messages.map(({ text }) => text)).toEqual(['hello']),
  )
  expect(atBob?.info.get()).toMatchObject({ name: 'Climbers', state: 'ready' })
  const [hello] = atBob?.conversation.get().messages ?? []
  expect(hello?.author).toBe('Alice')

  await atBob?.send('hi Alice', { replyTo: hello?.key })
  await vi.waitFor(() =>
    expect(atAlice?.conversation.get().messages.map(({ text }) => text)).toEqual([
      'hello',
      'hi Alice',
    ]),
  )
  const hi = atAlice?.conversation.get().messages[1]
  expect(hi).toMatchObject({ author: 'Bob', replyTo: { author: 'Alice', text: 'hello' } })
  if (hi === undefined || hello === undefined) throw new Error('no message')
  await atAlice?.react(hi.key, '👍')
  await atAlice?.edit(hello.key, 'hello all')
  await vi.waitFor(() => {
    const [first, second] = atBob?.conversation.get().messages ?? []
    expect(first).toMatchObject({ text: 'hello all', edited: true })
    expect(second?.reactions).toMatchObject([
      { emoji: '👍', count: 1, mine: false, people: ['Alice'] },
    ])
    expect(second?.status).toBe('received')
  }, 5_000)
  await atAlice?.unreact(hi.key, '👍')
  await atBob?.delete(hi.key)
  await vi.waitFor(() => {
    const [, second] = atAlice?.conversation.get().messages ?? []
    expect(second).toMatchObject({ deleted: true, text: '' })
  })
  expect(alice.notices.get()).toEqual([])
  expect(bob.notices.get()).toEqual([])
}, 20_000)

test('[GS124] a reaction and a deletion without a line look unsent, over a restart too, until a relay has them', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const alice = await newPerson('Alice', browser)
  const id = await alice.newGroup('Climbers')
  const group = alice.openGroup(id)
  await group?.send('hello')
  await group?.send('never mind')
  await vi.waitFor(() =>
    expect(group?.conversation.get().messages.map(({ status }) => status)).toEqual([
      'on-relay',
      'on-relay',
    ]),
  )
  const [hello, never] = group?.conversation.get().messages ?? []
  if (hello === undefined || never === undefined) throw new Error('no message')
  browser.line.isCut = true
  await group?.react(hello.key, '👍')
  await group?.delete(never.key)
  const unsentAt = (parley: typeof alice) => {
    const [first, second] = parley.openGroup(id)?.conversation.get().messages ?? []
    return [first?.reactions[0]?.isUnsent === true, second?.isDeletionUnsent === true]
  }
  await vi.waitFor(() => expect(unsentAt(alice)).toEqual([true, true]))
  await alice.close()
  const again = await browser.openTab()
  await vi.waitFor(() => expect(unsentAt(again)).toEqual([true, true]))
  browser.line.isCut = false
  await vi.waitFor(() => expect(unsentAt(again)).toEqual([false, false]), 20_000)
  const [first, second] = again.openGroup(id)?.conversation.get().messages ?? []
  expect([first?.reactions[0]?.emoji, second?.deleted]).toEqual(['👍', true])
}, 60_000)
