import { parseDocName } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { GroupId, Parley } from '../model.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'

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
