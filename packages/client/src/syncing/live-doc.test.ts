import { parseDocName } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { GroupId, Parley } from '../model.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'

const PATIENCE = { timeout: 5_000 }

async function newWriterOf(texts: readonly string[]) {
  const browser = newOfflineBrowser('alice')
  const alice = await browser.openTab()
  await alice.setName('Alice')
  const id = await alice.newGroup('Field trip')
  for (const text of texts) await alice.openGroup(id)?.send(text)
  return { browser, alice, id }
}

function textsOf(parley: Parley, id: GroupId): readonly string[] {
  return (
    parley
      .openGroup(id)
      ?.conversation.get()
      .messages.map(({ text }) => text) ?? []
  )
}

test('[GS4] an outbox larger than one update is put back whole when the disk lost the document', async () => {
  const texts = Array.from({ length: 130 }, (_, at) => `${at} ${'x'.repeat(9_000)}`)
  const { browser, alice, id } = await newWriterOf(texts)
  await alice.close()
  for (const name of browser.disk.docs.keys()) browser.disk.docs.set(name, [])
  const again = await browser.openTab()
  await expect.poll(() => textsOf(again, id), { timeout: 10_000 }).toEqual(texts)
  await again.close()
}, 30_000)

test('[GS15] a crash after a refusal was written down, before the document was rebuilt, is mended at the next start', async () => {
  const { browser, alice, id } = await newWriterOf(['one', 'refused'])
  await alice.close()
  const { entries } = browser.disk
  const last = [...entries].findLast(
    ([key]) =>
      key.startsWith('outbox/') &&
      parseDocName(key.split(/[/#]/).slice(1, 3).join('/'))?.kind === 'segment',
  )
  const record = last?.[1] as { doc: string; writer: number; clock: number }
  entries.delete(last?.[0] ?? '')
  entries.set(`refused/${record.doc}#${record.writer}`, record.clock)

  const again = await browser.openTab()
  await expect.poll(() => textsOf(again, id)).toEqual(['one'])
  expect(entries.get(`generation/${record.doc}`)).toBe(1)
  await again.openGroup(id)?.send('two')
  expect(textsOf(again, id)).toEqual(['one', 'two'])
  await again.close()
  const third = await browser.openTab()
  await expect.poll(() => textsOf(third, id)).toEqual(['one', 'two'])
  expect(entries.get(`generation/${record.doc}`)).toBe(1)
  await third.close()
})

/** As after a crash between a refusal and its rebuild, of texts that no outbox has; with that state to go back to. */
async function newRefused() {
  const { browser, alice, id } = await newWriterOf(['one', 'two', 'refused'])
  await alice.close()
  const { entries, docs } = browser.disk
  let last: { doc: string; writer: number; clock: number } | undefined
  for (const [key, value] of entries) {
    const isOfSegment = parseDocName(key.split(/[/#]/).slice(1, 3).join('/'))?.kind === 'segment'
    if (!key.startsWith('outbox/') || !isOfSegment) continue
    last = value as { doc: string; writer: number; clock: number }
    entries.delete(key)
  }
  if (last === undefined) throw new Error('nothing was written')
  entries.set(`refused/${last.doc}#${last.writer}`, last.clock)
  const before = { entries: [...entries], docs: [...docs] }
  function goBack(): void {
    entries.clear()
    docs.clear()
    for (const [key, value] of before.entries) entries.set(key, value)
    for (const [name, rows] of before.docs) docs.set(name, rows)
  }
  return { browser, id, doc: last.doc, goBack }
}

test.each(['crash-before', 'crash-after'] as const)(
  '[GS133] a disk that dies (%s) at any write of a rebuild loses nothing that was not refused',
  async (fate) => {
    const { browser, id, doc, goBack } = await newRefused()
    const { disk } = browser
    const databases = () =>
      [...disk.docs.keys()].filter((name) => name.startsWith(`parley-doc/${doc}/`))
    const isFilled = () =>
      disk.entries.get(`generation/${doc}`) === 1 && !disk.entries.has(`filling/${doc}`)

    /** Whether it came to an end before that write. */
    async function rebuildUntil(fatalWrite: number): Promise<boolean> {
      let writesCount = 0
      let isDead = false
      disk.onWrite = () => {
        if (++writesCount !== fatalWrite) return 'ok'
        isDead = true
        return fate
      }
      const opening = browser.openTab()
      await expect.poll(() => isDead || isFilled(), PATIENCE).toBe(true)
      disk.onWrite = () => 'ok'
      if (!isDead) await (await opening).close()
      return !isDead
    }

    let crashesCount = 0
    while (!(await rebuildUntil(crashesCount + 1))) {
      crashesCount++
      for (const _ of ['mended', 'and so it stays']) {
        const again = await browser.openTab()
        await expect.poll(() => textsOf(again, id), PATIENCE).toEqual(['one', 'two'])
        await expect.poll(isFilled, PATIENCE).toBe(true)
        await expect.poll(databases, PATIENCE).toEqual([`parley-doc/${doc}/1`])
        await again.close()
      }
      goBack()
    }
    // The new database is named, filled, confirmed, and the one before let go of.
    expect(crashesCount).toBeGreaterThan(3)
  },
  60_000,
)
