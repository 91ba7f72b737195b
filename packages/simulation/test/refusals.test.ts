import type { Parley } from '@parley/client'
import {
  encodeRefusals,
  encodeTyped,
  MESSAGE_TYPE,
  type NackReason,
  parseDocName,
  parseFrame,
  parseSync,
} from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'
import { placesIn } from './updates.ts'

const WAIT = { timeout: 20_000 }

/** The relay seems to refuse this browser's updates of one kind of document, as often as said. */
function refuse(
  browser: Browser,
  kind: 'group' | 'segment' | 'person',
  answers: { readonly reason: NackReason; readonly times: number },
): { count: number } {
  const refused = { count: 0 }
  browser.line.meddle = (bytes, answer) => {
    const frame = parseFrame(bytes)
    if (
      frame === undefined ||
      frame.type !== MESSAGE_TYPE.sync ||
      parseDocName(frame.doc)?.kind !== kind
    )
      return 'pass'
    const sync = parseSync(frame.payload)
    if (sync === undefined || sync.step === 'step1' || refused.count >= answers.times) return 'pass'
    const own = placesIn(frame.doc, sync.bytes)
    if (own.length === 0) return 'pass'
    refused.count++
    answer(
      encodeTyped(
        frame.doc,
        MESSAGE_TYPE.nack,
        encodeRefusals(
          own.slice(0, 1).map((place) => ({ ...place, reason: answers.reason, needs: [] })),
        ),
      ),
    )
    return 'drop'
  }
  return refused
}

function noticesOf(parley: Parley): readonly string[] {
  return parley.notices.get().map(({ type }) => type)
}

async function newGroupOfAlice() {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const alice = await newPerson('Alice', browser)
  const id = await alice.newGroup('Climbers')
  const link = (await alice.openGroup(id)?.inviteLink()) ?? ''
  return { relay, browser, alice, id, link }
}

test('[GS22] an admission that is refused again and again ends in a plain notice, not in a loop', async () => {
  const { relay, link } = await newGroupOfAlice()
  const browser = newBrowser(relay)
  const bob = await newPerson('Bob', browser)
  const refused = refuse(browser, 'group', { reason: 'policy:prefix', times: 50 })
  await bob.join(link)
  await vi.waitFor(() => expect(noticesOf(bob)).toContain('sync-stopped'), WAIT)
  const generations = [...browser.disk.entries]
    .filter(([key]) => key.startsWith('generation/'))
    .map(([, value]) => Number(value))
  expect(Math.max(...generations)).toBeLessThan(6)
  expect(refused.count).toBeLessThan(10)
}, 40_000)

test('[OW4] a relay that refuses all of a person’s own document is not asked for ever, and nothing noted is lost', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const refused = refuse(browser, 'person', { reason: 'bad', times: 50 })
  const alice = await newPerson('Alice', browser)
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('hello')
  await vi.waitFor(
    () => expect(alice.openGroup(id)?.conversation.get().messages[0]?.status).toBe('on-relay'),
    WAIT,
  )
  await vi.waitFor(() => expect(refused.count).toBeGreaterThan(3), WAIT)
  const others = newBrowser(relay)
  const bob = await newPerson('Bob', others)
  await bob.join((await alice.openGroup(id)?.inviteLink()) ?? '')
  await bob.openGroup(id)?.send('hi')
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['hello', 'hi']), WAIT)
  expect(refused.count).toBeLessThan(12)
  await alice.block(bob.me)
  await alice.close()
  const again = await browser.openTab()
  expect(again.blocked.get()).toEqual([bob.me])
  expect(again.name.get()).toBe('Alice')
}, 40_000)

test('[GS18] a founding that a relay refuses is kept as it is, and goes out when the relay takes it', async () => {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const alice = await newPerson('Alice', browser)
  const refused = refuse(browser, 'group', { reason: 'bad', times: 2 })
  const id = await alice.newGroup('Climbers')
  await alice.openGroup(id)?.send('still here')
  await vi.waitFor(() => expect(refused.count).toBe(2), WAIT)
  expect(alice.openGroup(id)?.info.get()).toMatchObject({
    name: 'Climbers',
    state: 'ready',
    people: [{ role: 'founder' }],
  })
  await vi.waitFor(
    () =>
      expect(alice.openGroup(id)?.conversation.get().messages).toMatchObject([
        { text: 'still here', status: 'on-relay' },
      ]),
    WAIT,
  )
}, 40_000)

test('[GS20] what a full segment does not take goes to the next one, and everybody finds it there', async () => {
  const { relay, alice, id, link } = await newGroupOfAlice()
  const browser = newBrowser(relay)
  const bob = await newPerson('Bob', browser)
  await bob.join(link)
  await vi.waitFor(() => expect(bob.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  await alice.openGroup(id)?.send('first')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['first']), WAIT)
  const refused = refuse(browser, 'segment', { reason: 'policy:full', times: 1 })
  await bob.openGroup(id)?.send('second')
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['first', 'second']), WAIT)
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['first', 'second']), WAIT)
  expect(refused.count).toBe(1)
  expect(bob.notices.get()).toEqual([])
  expect([...browser.disk.docs.keys()].some((name) => name.includes(`${id}/1/`))).toBe(true)
}, 40_000)

test('[GS19] of two names given at once in two tabs one counts, in both and for the others, and it is told a few times at most', async () => {
  const { relay, alice, id, link } = await newGroupOfAlice()
  const browser = newBrowser(relay)
  const left = await newPerson('Bob', browser)
  await left.join(link)
  await vi.waitFor(() => expect(left.openGroup(id)?.info.get().people).toHaveLength(2), WAIT)
  const right = await browser.openTab()
  await vi.waitFor(() => expect(right.openGroup(id)?.info.get().state).toBe('ready'), WAIT)
  let updatesCount = 0
  browser.line.meddle = (bytes) => {
    const frame = parseFrame(bytes)
    if (frame?.type === MESSAGE_TYPE.sync && frame.doc === id) updatesCount++
    return 'pass'
  }
  await Promise.all([left.setName('Robert'), right.setName('Bobby')])
  await vi.waitFor(() => expect(left.name.get()).toBe(right.name.get()), WAIT)
  await vi.waitFor(
    () =>
      expect(
        alice
          .openGroup(id)
          ?.info.get()
          .people.map(({ name }) => name),
      ).toContain(left.name.get()),
    WAIT,
  )
  await alice.openGroup(id)?.send('settled')
  await vi.waitFor(() => expect(textsOf(right, id)).toContain('settled'), WAIT)
  expect(updatesCount).toBeLessThan(20)
}, 40_000)

test('[GS23] another link of the same group counts while the first has not brought one in', async () => {
  const { relay, alice, id, link } = await newGroupOfAlice()
  const browser = newBrowser(relay)
  browser.line.isCut = true
  const bob = await newPerson('Bob', browser)
  // The same group and secret, another invite: a link that nobody made.
  const dead = link.slice(0, -30) + (link.at(-30) === 'A' ? 'B' : 'A') + link.slice(-29)
  const joined = await bob.join(dead)
  await bob.openGroup(id)?.send('are you there?')
  expect(joined).toEqual({ ok: true, group: id })
  expect(await bob.join(link)).toEqual({ ok: true, group: id })
  browser.line.isCut = false
  await vi.waitFor(() => expect(textsOf(alice, id)).toEqual(['are you there?']), WAIT)
  expect(bob.openGroup(id)?.info.get().state).toBe('ready')
  await bob.join(dead)
  expect(bob.openGroup(id)?.info.get().state).toBe('ready')
}, 40_000)

test('[GS87] what a relay refuses goes out signed anew in the thread it was written for, naming whom it named', async () => {
  const { relay, browser, alice, id, link } = await newGroupOfAlice()
  const bob = await newPerson('Bob', newBrowser(relay))
  await bob.join(link)
  const group = alice.openGroup(id)
  await group?.send('lunch?')
  await vi.waitFor(() => expect(textsOf(bob, id)).toEqual(['lunch?']), WAIT)
  const root = group?.conversation.get().messages[0]?.key
  if (root === undefined) throw new Error('nothing is said')
  const mentions = [{ person: bob.me, name: 'Bob' }]
  const refused = refuse(browser, 'segment', { reason: 'bad', times: 1 })
  await group?.send('@Bob, yes', { thread: root, replyTo: root, mentions, forwarded: true })
  const hung = () => bob.openGroup(id)?.thread(root).conversation.get().messages
  await vi.waitFor(
    () =>
      expect(hung()).toMatchObject([
        { text: '@Bob, yes', mentions, mentionsMe: true, forwarded: true, replyTo: { key: root } },
      ]),
    WAIT,
  )
  expect(refused.count).toBe(1)
  expect(textsOf(bob, id)).toEqual(['lunch?'])
}, 40_000)

test('[GS86] [GS89] a message of an old segment is brought onto the screen, and a thread fetches what it hangs from', async () => {
  const { browser, alice, id } = await newGroupOfAlice()
  const group = alice.openGroup(id)
  await group?.send('long ago')
  const [first] = group?.conversation.get().messages ?? []
  if (group === undefined || first === undefined) throw new Error('nothing is said')
  await vi.waitFor(
    () => expect(group.conversation.get().messages[0]?.status).not.toBe('on-device'),
    WAIT,
  )
  for (const text of ['later', 'latest']) {
    refuse(browser, 'segment', { reason: 'policy:full', times: 1 })
    await group.send(text)
    await vi.waitFor(
      () => expect(group.conversation.get().messages.at(-1)?.status).not.toBe('on-device'),
      WAIT,
    )
  }
  await group.send('still thinking of it', { thread: first.key })
  const link = group.messageLink(first.key)
  expect(link).toBe(`#/g/${id}/m/0/${first.key}`)
  await alice.close()
  const again = (await browser.openTab()).openGroup(id)
  if (again === undefined) throw new Error('no group')
  expect(again.conversation.get()).toMatchObject({ hasOlder: true })
  await vi.waitFor(
    () => expect(again.threads.get()).toMatchObject([{ rootMessage: { text: 'long ago' } }]),
    WAIT,
  )
  expect(again.conversation.get().messages.map(({ text }) => text)).toEqual(['later', 'latest'])
  const [hung] = again.thread(first.key).conversation.get().messages
  expect(await again.reveal(hung?.key ?? first.key)).toEqual({ where: 'here', thread: first.key })
  expect(await again.reveal(first.key, 0)).toEqual({ where: 'here' })
  expect(again.conversation.get().messages[0]?.text).toBe('long ago')
  const nobodys = `${first.key.slice(0, -3)}AAA` as typeof first.key
  expect(await again.reveal(nobodys)).toEqual({ where: 'none' })
}, 60_000)
