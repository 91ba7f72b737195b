import type { Group, GroupId, Parley } from '@parley/client'
import { MESSAGE_TYPE, parseFrame, parseSync, segmentDoc } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { type Browser, newBrowser, newPerson, newRelay, textsOf } from './people.ts'

const WAIT = { timeout: 30_000, interval: 50 }
const LAST = 5
/** More than any segment takes in these tests. */
const FULL = 2_000

/** Six segments with two messages each, as if each had been filled, all of it on the relay. */
async function longTalk(): Promise<{ browser: Browser; id: GroupId; relay: Browser['relay'] }> {
  const relay = await newRelay()
  const browser = newBrowser(relay)
  const first = await newPerson('Anna', browser)
  const id = await first.newGroup('Climbers')
  await vi.waitFor(() => expect(first.storage.unsent.get()).toEqual([]), WAIT)
  await first.close()
  browser.line.isCut = true
  for (let segment = 0; segment <= LAST; segment++) {
    const full = Array.from({ length: segment }, (_, at) => [at, FULL])
    browser.disk.entries.set(`counts/${id}`, full)
    const parley = await browser.openTab()
    for (const part of ['a', 'b']) await groupOf(parley, id).send(`${segment}${part}`)
    await parley.close()
  }
  browser.line.isCut = false
  return { browser, id, relay }
}

/** Which of the first four segments lie on this disk. */
function oldDocsOf({ disk }: Browser, id: GroupId): readonly number[] {
  return [0, 1, 2, 3].filter((segment) =>
    [...disk.docs.keys()].some((name) => name.includes(`${id}/${segment}/`)),
  )
}

function groupOf(parley: Parley, id: GroupId): Group {
  const group = parley.openGroup(id)
  if (group === undefined) throw new Error('no group')
  return group
}

async function isAllSent(parley: Parley): Promise<void> {
  await vi.waitFor(() => {
    expect(parley.connection.get().state).toBe('connected')
    expect(parley.storage.unsent.get()).toEqual([])
  }, WAIT)
}

async function scrollsToTheBeginning(group: Group): Promise<void> {
  while (await group.loadOlder()) await Promise.resolve()
}

test('[SP13] [SP14] [SP15] freed messages go from every tab and from the disk, and come back when somebody scrolls there', async () => {
  const { browser, id } = await longTalk()
  const parley = await browser.openTab()
  const beside = await browser.openTab()
  const group = groupOf(parley, id)
  for (const one of [parley, beside]) {
    await isAllSent(one)
    await scrollsToTheBeginning(groupOf(one, id))
    await vi.waitFor(() => expect(textsOf(one, id)).toHaveLength(12), WAIT)
  }
  const before = await parley.storage.measure()
  expect(before.groups[0]?.freeableBytes).toBeGreaterThan(0)

  const freed = await parley.storage.free(id)
  expect(freed.outcome).toBe('done')
  expect(freed.bytes).toBeGreaterThan(0)
  const kept = ['4a', '4b', '5a', '5b']
  expect(textsOf(parley, id)).toEqual(kept)
  await vi.waitFor(() => expect(textsOf(beside, id)).toEqual(kept), WAIT)
  expect(oldDocsOf(browser, id)).toEqual([])
  const after = await parley.storage.measure()
  expect(after.bytes).toBeLessThan(before.bytes)
  expect(after.groups[0]?.freeableBytes).toBe(0)

  await scrollsToTheBeginning(group)
  const all = Array.from({ length: LAST + 1 }, (_, at) => [`${at}a`, `${at}b`]).flat()
  await vi.waitFor(() => expect(textsOf(parley, id)).toEqual(all), WAIT)
  const { late, messages, isOlderAway } = group.conversation.get()
  expect(late).toEqual([])
  expect(messages.every(({ status }) => status !== 'on-device')).toBe(true)
  expect(isOlderAway).toBe(false)
})

test('[SP16] after a restart without a relay what was freed is said to be away, and nothing empty is scrolled to', async () => {
  const { browser, id } = await longTalk()
  const parley = await browser.openTab()
  await isAllSent(parley)
  expect((await parley.storage.free(id)).outcome).toBe('done')
  await parley.close()
  browser.line.isCut = true

  const again = await browser.openTab()
  const group = groupOf(again, id)
  expect(await group.loadOlder()).toBe(false)
  await vi.waitFor(() => expect(textsOf(again, id)).toEqual(['4a', '4b', '5a', '5b']), WAIT)
  expect(group.conversation.get()).toMatchObject({ isOlderAway: true, hasOlder: true })
  await group.send('written all the same')

  browser.line.isCut = false
  await isAllSent(again)
  await vi.waitFor(() => expect(group.conversation.get().isOlderAway).toBe(false), WAIT)
  await scrollsToTheBeginning(group)
  await vi.waitFor(() => expect(textsOf(again, id)).toHaveLength(13), WAIT)
})

test('[SP13] [SP17] what is unsent stays, and what is over the budget goes by itself once a relay is reached', async () => {
  const { browser, id } = await longTalk()
  const parley = await browser.openTab()
  await isAllSent(parley)
  const group = groupOf(parley, id)
  await scrollsToTheBeginning(group)
  await vi.waitFor(() => expect(textsOf(parley, id)).toHaveLength(12), WAIT)
  const old = group.conversation.get().messages.find(({ text }) => text === '1a')
  browser.line.meddle = (frame) => (isSaidIn(frame, segmentDoc(id, 1)) ? 'drop' : 'pass')
  await group.edit(old!.key, '1a, mended')
  await parley.storage.setBudget(1)
  expect(oldDocsOf(browser, id)).toEqual([1])
  browser.line.meddle = () => 'pass'
  await parley.close()

  const again = await browser.openTab()
  await isAllSent(again)
  expect(again.storage.budgetBytes.get()).toBe(1)
  await vi.waitFor(async () => {
    await again.storage.setBudget(1)
    expect((await again.storage.measure()).groups[0]?.freeableBytes).toBe(0)
  }, WAIT)
  await scrollsToTheBeginning(groupOf(again, id))
  await vi.waitFor(() => expect(textsOf(again, id)).toContain('1a, mended'), WAIT)
})

test('[SP13] [AT190] what a relay has lost, and has not got back yet, is not freed: this device may hold the last of it', async () => {
  const { browser, id } = await longTalk()
  const before = await browser.openTab()
  await isAllSent(before)
  await scrollsToTheBeginning(groupOf(before, id))
  await vi.waitFor(() => expect(textsOf(before, id)).toHaveLength(12), WAIT)
  await before.close()

  browser.relay = await newRelay()
  browser.line.meddle = (frame) => (isSaidIn(frame, segmentDoc(id, 1)) ? 'drop' : 'pass')
  const parley = await browser.openTab()
  await isAllSent(parley)
  await scrollsToTheBeginning(groupOf(parley, id))
  await vi.waitFor(() => expect(textsOf(parley, id)).toHaveLength(12), WAIT)
  await parley.storage.free(id)
  expect(oldDocsOf(browser, id)).toContain(1)

  browser.line.meddle = () => 'pass'
  await parley.close()
  const again = await browser.openTab()
  await isAllSent(again)
  await vi.waitFor(async () => {
    await again.storage.free(id)
    expect(oldDocsOf(browser, id)).toEqual([])
  }, WAIT)
  await scrollsToTheBeginning(groupOf(again, id))
  await vi.waitFor(() => expect(textsOf(again, id)).toHaveLength(12), WAIT)
})

/** Something that a client tells a relay of a document, no question. */
function isSaidIn(bytes: Uint8Array, doc: string): boolean {
  const frame = parseFrame(bytes)
  if (frame?.type !== MESSAGE_TYPE.sync || frame.doc !== doc) return false
  return parseSync(frame.payload)?.step !== 'step1'
}
