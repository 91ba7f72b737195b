import { recordsIn } from '@parley/gate'
import { segmentDoc } from '@parley/protocol'
import { newMemoryDisk } from '@parley/relay'
import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { type Browser, enter, linesAt, newBrowser, newCrew, newMember, newRelay } from './people.ts'

const WAIT = { timeout: 20_000 }

/** What lies on a browser's disk of the group's first segment: how many records, how many holes. */
function onDisk({ disk }: Browser, id: Parameters<typeof segmentDoc>[0]) {
  const doc = new Y.Doc()
  const name = segmentDoc(id, 0)
  const rows = [...disk.docs]
    .filter(([key]) => key.includes(`/${name}/`))
    .flatMap(([, some]) => some)
  for (const { update } of rows) Y.applyUpdate(doc, update)
  const records = recordsIn(doc, name)
  const bytes = rows.reduce((sum, { update }) => sum + update.length, 0)
  return {
    records: records.placesCount() - records.holesCount(),
    holes: records.holesCount(),
    bytes,
  }
}

test('[GS40] what its author deletes leaves the relay and every device, and those who come later see the same without it', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  await Alice.group.send('stays')
  await Alice.group.send('x'.repeat(5_000))
  await Alice.group.send('stays too')
  await vi.waitFor(() => expect(linesAt(Bob)).toHaveLength(3), WAIT)
  const before = onDisk(Bob.browser, id)
  expect(before.holes).toBe(0)

  const long = Alice.group.conversation.get().messages[1]
  await Alice.group.delete(long?.key ?? ('' as never))
  for (const member of [Alice, Bob])
    await vi.waitFor(() => {
      const now = onDisk(member.browser, id)
      expect(now).toMatchObject({ holes: 1, records: 3 })
      expect(now.bytes).toBeLessThan(before.bytes - 4_000)
    }, WAIT)

  const link = await Alice.group.inviteLink()
  const late = await newMember(relay, 'Carol')
  await late.parley.join(link)
  const Carol = enter(late, id)
  await vi.waitFor(() => expect(linesAt(Carol)).toEqual(['stays', '', 'stays too']), WAIT)
  const standIn = { author: 'Alice', deleted: true, text: '' }
  for (const { group } of [Alice, Bob, Carol])
    expect(group.conversation.get().messages[1]).toMatchObject(standIn)
  expect(onDisk(late.browser, id)).toMatchObject({ holes: 1 })
}, 60_000)

test('[GS41] a relay that lost its disk is filled again by a device whose documents have holes', async () => {
  const relay = await newRelay()
  const { id, crew } = await newCrew(relay, ['Alice', 'Bob'])
  const { Alice, Bob } = crew
  for (const text of ['one', 'two', 'three']) await Alice.group.send(text)
  await vi.waitFor(() => expect(linesAt(Bob)).toHaveLength(3), WAIT)
  await Alice.group.delete(Alice.group.conversation.get().messages[1]?.key ?? ('' as never))
  await vi.waitFor(() => expect(onDisk(Bob.browser, id).holes).toBe(1), WAIT)

  const empty = await newRelay(newMemoryDisk())
  for (const { browser } of [Alice, Bob]) {
    browser.relay = empty
    browser.line.isCut = true
  }
  await Alice.group.send('four')
  for (const { browser } of [Alice, Bob]) browser.line.isCut = false
  await vi.waitFor(() => expect(linesAt(Bob)).toContain('four'), WAIT)

  const late = newBrowser(empty)
  const carol = await late.openTab()
  await carol.setName('Carol')
  await carol.join(await Alice.group.inviteLink())
  await vi.waitFor(
    () =>
      expect(linesAt(enter({ parley: carol, browser: late }, id))).toEqual([
        'one',
        '',
        'three',
        'four',
      ]),
    WAIT,
  )
}, 60_000)
