import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { openOutbox, type OutboxRecord } from './outbox.ts'

const DOC = 'group/0'

function record(writer: number, clock: number): OutboxRecord {
  return { doc: DOC, writer, clock, bytes: Uint8Array.of(writer, clock) }
}

function newBrowser() {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs((run) => run())
  return { disk, openTab: () => openOutbox(newMemoryStore(disk.newProcess()), tabs.open()) }
}

test('[WR4] what was put is there after a restart, by writer and clock, until it is acknowledged', async () => {
  const browser = newBrowser()
  const before = await browser.openTab()
  await before.put([record(9, 0), record(9, 1), record(9, 10)])
  await before.put([record(2, 0)])
  before.acknowledge(DOC, [{ writer: 9, clock: 1 }])
  await expect.poll(() => [...browser.disk.entries.keys()].length).toBe(3)

  const after = await browser.openTab()
  expect(after.recordsOf(DOC)).toEqual([record(2, 0), record(9, 1), record(9, 10)])
  expect(after.holds(record(9, 0))).toBe(false)
  expect(after.docs()).toEqual([DOC])
})

test('[WR4] an ACK clears what it covers and nothing of another writer or document', async () => {
  const outbox = await newBrowser().openTab()
  await outbox.put([record(1, 0), record(1, 1), record(2, 0), { ...record(1, 0), doc: 'group/1' }])
  outbox.acknowledge(DOC, [{ writer: 1, clock: 1 }])
  expect(outbox.recordsOf(DOC)).toEqual([record(1, 1), record(2, 0)])
  expect(outbox.recordsOf('group/1')).toHaveLength(1)
})

test('[WR4] what waits is listed by place however it was put, as the same list until it changes', async () => {
  const outbox = await newBrowser().openTab()
  await outbox.put([record(2, 1), record(2, 0), record(1, 5)])
  const before = outbox.recordsOf(DOC)
  expect(before).toEqual([record(1, 5), record(2, 0), record(2, 1)])
  expect(outbox.recordsOf(DOC)).toBe(before)
  await outbox.put([record(2, 0), record(3, 0)])
  const after = outbox.recordsOf(DOC)
  expect(after).toEqual([record(1, 5), record(2, 0), record(2, 1), record(3, 0)])
  outbox.acknowledge(DOC, [{ writer: 9, clock: 9 }])
  expect(outbox.recordsOf(DOC)).toBe(after)
  outbox.acknowledge(DOC, [{ writer: 2, clock: 1 }])
  expect(outbox.recordsOf(DOC)).toEqual([record(1, 5), record(2, 1), record(3, 0)])
  expect(before).toHaveLength(3)
})

test('[WR5] another tab knows what was written and what was acknowledged', async () => {
  const browser = newBrowser()
  const left = await browser.openTab()
  const right = await browser.openTab()
  const told: string[] = []
  right.onChange((doc) => told.push(doc))
  await left.put([record(1, 0)])
  right.mirror([record(1, 0)])
  expect(right.holds(record(1, 0))).toBe(true)
  left.acknowledge(DOC, [{ writer: 1, clock: 1 }])
  expect(right.holds(record(1, 0))).toBe(false)
  expect(told).toEqual([DOC, DOC])
})

test('[WR5] a tab that missed a message finds the record on disk', async () => {
  const browser = newBrowser()
  const left = await browser.openTab()
  const right = await browser.openTab()
  await left.put([record(1, 0)])
  expect(right.holds(record(1, 0))).toBe(false)
  await right.reload()
  expect(right.holds(record(1, 0))).toBe(true)
})

test('[WR6] a put that fails holds nothing; one taken back is gone together with what is written beside it', async () => {
  const browser = newBrowser()
  const outbox = await browser.openTab()
  browser.disk.onWrite = () => 'fail-full'
  await expect(outbox.put([record(1, 0)])).rejects.toMatchObject({ reason: 'full' })
  expect(outbox.recordsOf(DOC)).toEqual([])
  browser.disk.onWrite = () => 'ok'
  await outbox.put([record(1, 0), record(1, 1), record(2, 0)])
  await outbox.takeBack([record(1, 1)], [{ type: 'put', key: 'refused', value: 1 }])
  expect(outbox.recordsOf(DOC)).toEqual([record(1, 0), record(2, 0)])
  expect(browser.disk.entries.get('refused')).toBe(1)
})
