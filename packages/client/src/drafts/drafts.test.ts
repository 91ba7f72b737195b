import { type DeviceKey, type GroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { newOfflineBrowser } from '../parley-device.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { type Drafts, openDrafts } from './drafts.ts'

const PATIENCE = { timeout: 20_000 }
const GROUP = 'A'.repeat(43) as GroupId
const [phone, laptop] = ['phone', 'laptop'] as readonly string[] as readonly [DeviceKey, DeviceKey]

/** Two devices whose marks a test carries. */
async function newPair() {
  const clock = newFakeClock()
  const left = new Set<GroupId>()
  const open = (me: DeviceKey, disk = new MemoryDisk(), tabs = newMemoryTabs()): Promise<Drafts> =>
    openDrafts({
      store: newMemoryStore(disk.newProcess()),
      tabs: tabs.open(),
      clock,
      ownClock: newOwnClock(clock),
      me: () => me,
      isIn: (group) => !left.has(group),
      onFailed: (group) => expect.unreachable(`${group} was not kept`),
    })
  const atPhone = new MemoryDisk()
  const drafts = { phone: await open(phone, atPhone), laptop: await open(laptop) }
  const carry = (): void => {
    drafts.laptop.hear(phone, drafts.phone.toTell())
    drafts.phone.hear(laptop, drafts.laptop.toTell())
  }
  const reopen = async (): Promise<void> => {
    await drafts.phone.keep()
    drafts.phone = await open(phone, atPhone)
  }
  const show = () => [drafts.phone, drafts.laptop].map((one) => one.at(GROUP).live.get())
  return { clock, left, drafts, carry, reopen, show }
}

test('[OW23] nothing changes under the fingers: what was replaced elsewhere goes once one has paused', async () => {
  const { clock, drafts, carry, show } = await newPair()
  drafts.phone.at(GROUP).set('on Sat')
  carry()
  drafts.laptop.at(GROUP).set('on Saturday')
  carry()
  expect(show()).toEqual(['on Sat', 'on Saturday'])
  clock.advance(5_000)
  expect(show()).toEqual(['on Saturday', 'on Saturday'])
})

test('[OW22] [OW23] who typed on meanwhile keeps it, and so does the other device', async () => {
  const { clock, drafts, carry, show } = await newPair()
  drafts.phone.at(GROUP).set('on Sat')
  carry()
  drafts.laptop.at(GROUP).set('')
  drafts.phone.at(GROUP).set('on Sunday')
  carry()
  clock.advance(5_000)
  expect(show()).toEqual(['on Sunday', 'on Sunday'])
})

test('[GS88] [OW21] after a restart the other device’s draft is still there, and nothing is kept of what is gone', async () => {
  const { clock, drafts, carry, reopen, show } = await newPair()
  drafts.laptop.at(GROUP).set('half a sen')
  carry()
  await reopen()
  expect(show()).toEqual(['half a sen', 'half a sen'])
  drafts.phone.at(GROUP).set('')
  carry()
  carry()
  clock.advance(5_000)
  await reopen()
  expect(show()).toEqual(['', ''])
  expect(drafts.phone.toTell().size + drafts.laptop.toTell().size).toBe(0)
})

test('[OW26] of a group that one has left nothing is told or taken, and one’s own words stay in sight', async () => {
  const { left, drafts, carry, show } = await newPair()
  drafts.phone.at(GROUP).set('dear all')
  carry()
  left.add(GROUP)
  carry()
  expect(drafts.phone.toTell().size).toBe(0)
  expect(show()).toEqual(['dear all', ''])
  drafts.phone.forget(GROUP)
  expect(show()).toEqual(['', ''])
})

test('[SP11] [GS5] what is written in one tab shows in the other, and what was sent there is gone here', async () => {
  const browser = newOfflineBrowser('alice')
  const left = await browser.openTab()
  await left.setName('Alice')
  const id = await left.newGroup('Letters')
  const right = await browser.openTab()
  left.openGroup(id)?.setDraft('Dear Ines')
  await left.storage.keepDrafts()
  await expect.poll(() => right.openGroup(id)?.draft.get(), PATIENCE).toBe('Dear Ines')
  right.openGroup(id)?.setDraft('')
  await right.storage.keepDrafts()
  browser.clock.advance(5_000)
  await expect.poll(() => left.openGroup(id)?.draft.get(), PATIENCE).toBe('')
  expect([...browser.disk.entries.keys()].filter((key) => key.startsWith('draft/'))).toEqual([])
  await left.close()
  await right.close()
})

test('[GS93] an edit that was begun is there after a restart, in the conversation and in a thread, and goes with its message', async () => {
  const browser = newOfflineBrowser('alice')
  const before = await browser.openTab()
  await before.setName('Alice')
  const id = await before.newGroup('Letters')
  await before.openGroup(id)?.send('Dear Ines')
  const [sent] = before.openGroup(id)?.conversation.get().messages ?? []
  if (sent === undefined) throw new Error('nothing was sent')
  before.openGroup(id)?.setBegunEdit({ message: sent.key, text: 'Dear Ines, half' })
  before.openGroup(id)?.thread(sent.key).setBegunEdit({ message: sent.key, text: 'elsewhere' })
  await before.close()

  const after = await browser.openTab()
  const group = after.openGroup(id)
  expect(group?.begunEdit.get()).toEqual({ message: sent.key, text: 'Dear Ines, half' })
  expect(group?.thread(sent.key).begunEdit.get()?.text).toBe('elsewhere')
  const edits = () => [...browser.disk.entries.keys()].filter((key) => key.startsWith('edit/'))
  expect(edits()).toHaveLength(2)
  await group?.delete(sent.key)
  await expect.poll(() => group?.begunEdit.get(), PATIENCE).toBeUndefined()
  await expect.poll(edits, PATIENCE).toEqual([])
  await after.close()
})
