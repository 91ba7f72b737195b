import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { ClientPorts } from '../device.ts'
import { parseRow } from '../drafts/draft-rows.ts'
import { IdentityDamaged } from '../identity/open-identity.ts'
import type { Parley } from '../model.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'
import { parseSpareText, toSpareText } from './spare-values.ts'
import { type FakeSpare, newFakeSpare } from './spare.fake.ts'
import { keepWitness, parseWitness, readWitness } from './witness.ts'

/** A browser whose databases can go while what lies beside them stays. */
function newBrowser(seed: string, spare: FakeSpare = newFakeSpare()) {
  const change = (ports: ClientPorts): ClientPorts => ({ ...ports, spare })
  const browser = newOfflineBrowser(seed, change)
  const evict = () => {
    browser.disk.entries.clear()
    browser.disk.docs.clear()
  }
  return { ...browser, spare, evict, newDisk: () => newBrowser(`${seed} again`, spare) }
}

async function written(parley: Parley, ...messages: readonly string[]): Promise<void> {
  await parley.setName('Alice')
  const group = parley.openGroup(await parley.newGroup('Field trip'))
  for (const text of messages) await group?.send(text)
}

test('[SP1] [SP3] after its databases were deleted a browser is the same device of the same person, by name', async () => {
  const browser = newBrowser('alice')
  const before = await browser.openTab()
  await written(before)
  const [device] = before.own.devices.get()
  await before.close()
  browser.evict()

  const after = await browser.openTab()
  expect(after.me).toBe(before.me)
  expect(after.name.get()).toBe('Alice')
  expect(after.own.devices.get()[0]?.key).toBe(device?.key)
  expect(after.own.phrase.get()).toEqual(before.own.phrase.get())
  expect(after.storage.loss.get()).toMatchObject({ state: 'returning' })
  expect(after.groups.get()).toEqual([])
  await after.close()
})

test('[SP2] the spare holds no phrase that was confirmed', async () => {
  const browser = newBrowser('alice')
  const parley = await browser.openTab()
  const phrase = parley.own.phrase.get()
  if (phrase.state !== 'unconfirmed') throw new Error('no phrase')
  expect(browser.spare.get('identity')).toContain(phrase.words.join(' '))
  await parley.own.confirmPhrase(phrase.words.join(' '))
  expect([...browser.spare.texts.values()].join()).not.toContain(phrase.words.join(' '))
  expect(parseSpareText(browser.spare.get('identity'))).toHaveProperty('deviceSecret')
  await parley.close()
})

test('[SP4] new, cleared and as it was are told apart, also where only the spare was cleared', async () => {
  const browser = newBrowser('alice')
  const first = await browser.openTab()
  expect(first.storage.loss.get()).toBeUndefined()
  await written(first)
  await first.close()
  browser.spare.texts.clear()
  const second = await browser.openTab()
  expect(second.storage.loss.get()).toBeUndefined()
  expect(second.me).toBe(first.me)
  expect(second.groups.get()).toHaveLength(1)
  await second.close()
  // It was filled again.
  browser.evict()
  const third = await browser.openTab()
  expect(third.storage.loss.get()?.state).toBe('returning')
  expect(third.me).toBe(first.me)
  await third.close()
  browser.evict()
  browser.spare.texts.clear()
  const fourth = await browser.openTab()
  expect(fourth.storage.loss.get()).toBeUndefined()
  expect(fourth.name.get()).toBeUndefined()
  await fourth.close()
})

test('[SP4] a visitor who never said a name is told of no loss', async () => {
  const browser = newBrowser('nobody')
  const before = await browser.openTab()
  await before.close()
  browser.evict()
  const after = await browser.openTab()
  expect(after.storage.loss.get()).toBeUndefined()
  expect(after.me).toBe(before.me)
  await after.close()
})

test('[SP5] [SP8] what was unsent is told by number and text until it has been read, over restarts', async () => {
  const browser = newBrowser('alice')
  const before = await browser.openTab()
  await written(before, 'one', 'two')
  await vi.waitFor(() => expect(before.storage.unsent.get()).toHaveLength(2))
  const [group] = before.groups.get()
  const messages = before.openGroup(group!.id)!.conversation.get().messages
  await before.openGroup(group!.id)!.edit(messages[0]!.key, 'one, mended')
  await before.openGroup(group!.id)!.react(messages[1]!.key, '👍')
  await before.close()
  browser.evict()

  for (const _start of ['first', 'second']) {
    const after = await browser.openTab()
    const loss = after.storage.loss.get()
    expect(loss?.unsentCount).toBe(2)
    expect(loss?.unsent).toMatchObject([
      { text: 'one, mended', groupName: 'Field trip' },
      { text: 'two', groupName: 'Field trip' },
    ])
    await after.close()
  }
  const reader = await browser.openTab()
  await reader.storage.dismissLoss()
  expect(reader.storage.loss.get()).toBeUndefined()
  await reader.close()
  const later = await browser.openTab()
  expect(later.storage.loss.get()).toBeUndefined()
  await later.close()
})

test('[SP5] very much that is unsent is counted whole, with the newest texts', () => {
  const spare = newFakeSpare()
  const unsent = Array.from({ length: 900 }, (_, at) => ({
    key: `m${at}` as never,
    group: 'g' as never,
    groupName: 'G',
    text: 'x'.repeat(98) + at,
  }))
  keepWitness(spare, unsent)
  const { unsentCount, unsent: kept } = readWitness(spare)
  expect(unsentCount).toBe(900)
  expect(kept.length).toBeGreaterThan(200)
  expect(kept.at(-1)?.key).toBe('m899')
  expect(spare.get('unsent')?.length).toBeLessThan(200_000)
  keepWitness(spare, [])
  expect(spare.texts.size).toBe(0)
})

test('[SP6] a damaged identity is replaced by its copy, and where there is none nothing is touched', async () => {
  const browser = newBrowser('alice')
  const before = await browser.openTab()
  await written(before, 'kept')
  await before.close()
  browser.disk.entries.set('identity', { version: 99 })
  const after = await browser.openTab()
  expect(after.me).toBe(before.me)
  expect(after.storage.loss.get()).toBeUndefined()
  const [group] = after.groups.get()
  expect(after.openGroup(group!.id)?.conversation.get().messages).toMatchObject([{ text: 'kept' }])
  await after.close()
  browser.disk.entries.set('identity', { version: 99 })
  browser.spare.texts.clear()
  await expect(browser.openTab()).rejects.toBeInstanceOf(IdentityDamaged)
  expect(browser.disk.entries.get('identity')).toEqual({ version: 99 })
})

test('[SP7] where who one was is gone too, that is said, and one may begin anew', async () => {
  const browser = newBrowser('alice')
  const before = await browser.openTab()
  await written(before, 'one')
  await before.close()
  browser.evict()
  browser.spare.set('identity', '{"version":2,"rootPublic":')
  const after = await browser.openTab()
  expect(after.storage.loss.get()).toMatchObject({ state: 'unknown', unsentCount: 1 })
  expect(after.me).not.toBe(before.me)
  expect(after.name.get()).toBeUndefined()
  await after.setName('Alice anew')
  expect(parseSpareText(browser.spare.get('name'))).toBe('Alice anew')
  await after.close()
})

test('[SP9] where nothing is kept that is known, nothing is told as lost, and the spare stays as it was', async () => {
  const browser = newBrowser('alice')
  const before = await browser.openTab()
  await written(before, 'one')
  await before.close()
  const texts = new Map(browser.spare.texts)
  const spare = { get: (key: string) => texts.get(key), set: () => undefined }
  const unkept = newOfflineBrowser('unkept', (ports) => ({ ...ports, spare, isUnkept: true }))
  const parley = await unkept.openTab()
  expect(parley.storage.isKept).toBe(false)
  expect(parley.me).toBe(before.me)
  expect(parley.storage.loss.get()).toBeUndefined()
  await parley.close()
})

const anyText = fc.oneof(
  fc.string({ size: 'max', maxLength: 300 }),
  fc.json({ maxDepth: 4 }),
  fc.anything({ maxDepth: 4 }).map(safeText),
)

test('[SP10] a text of the spare that somebody else wrote is nothing, whatever it is', () => {
  let readCount = 0
  fc.assert(
    fc.property(anyText, (text) => {
      const { unsentCount, unsent } = parseWitness(parseSpareText(text))
      expect(unsentCount).toBeGreaterThanOrEqual(unsent.length)
      readCount += parseSpareText(text) === undefined ? 0 : 1
    }),
  )
  expect(readCount).toBeGreaterThan(10)
  const bytes = Uint8Array.of(0, 1, 255)
  const value = { a: bytes, b: [bytes, 'text', 7, undefined], c: undefined }
  expect(parseSpareText(toSpareText({ a: bytes, b: [bytes, 'x'] }))).toEqual({
    a: bytes,
    b: [bytes, 'x'],
  })
  expect(parseSpareText(toSpareText(value))).toEqual({ a: bytes, b: [bytes, 'text', 7, null] })
})

function safeText(value: unknown): string {
  try {
    return toSpareText(value) ?? ''
  } catch {
    return '' // JSON has no word for it
  }
}

test('[SP11] what is being written is on disk before a newer version takes over, and another tab’s words stay', async () => {
  const browser = newBrowser('alice')
  const left = await browser.openTab()
  await written(left)
  const [group] = left.groups.get()
  const right = await browser.openTab()
  left.openGroup(group!.id)!.setDraft('a')
  left.openGroup(group!.id)!.setDraft('a long sen')
  await Promise.all([left.storage.keepDrafts(), right.storage.keepDrafts()])
  const onDisk = () => parseRow(browser.disk.entries.get(`draft/${group!.id}`)).own?.text
  expect(onDisk()).toBe('a long sen')
  browser.disk.onWrite = () => 'fail-full'
  left.openGroup(group!.id)!.setDraft('a long sentence')
  await expect(left.storage.keepDrafts()).rejects.toMatchObject({ reason: 'full' })
  browser.disk.onWrite = () => 'ok'
  await left.storage.keepDrafts()
  expect(onDisk()).toBe('a long sentence')
  await left.close()
  await right.close()
})
