import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { openNotices } from '../notices.ts'
import { identityOf, randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import type { LiveDoc } from './live-doc.ts'
import { newRecovery } from './recovery.ts'
import type { GroupId } from '../model.ts'
import type { MessageId } from '@parley/protocol'

const random = randomFrom('recovery')

test('[GS17] however many refusals come, a document is tried again once, and ever more rarely', async () => {
  const clock = newFakeClock()
  const device = {
    clock,
    identity: identityOf('alice'),
    outbox: { recordsOf: () => [], isElsewhere: () => false },
  } as unknown as Device
  const recovery = newRecovery({
    device,
    group: 'g' as GroupId,
    segmentOf: () => 0,
    onFull: () => undefined,
    onRebuilt: () => undefined,
    messagesOf: () => [],
  } as unknown as Parameters<typeof newRecovery>[0])
  const triedAt: number[] = []
  const startAt = clock.now()
  const refusal = { writer: 7, clock: 0, reason: 'policy:busy', needs: [] } as const
  const doc = {
    name: 'g/0',
    following: () => undefined,
    sendOutbox: () => triedAt.push((clock.now() - startAt) / 1_000),
  } as unknown as LiveDoc
  for (let second = 0; second < 60; second++) {
    for (let count = 0; count < 5; count++) recovery.onRefusals(doc, [refusal])
    clock.advance(1_000)
  }
  expect(triedAt).toEqual([1, 3, 7, 15, 31])
  await recovery.close()
  clock.advance(600_000)
  expect(triedAt).toHaveLength(5)
})

test('[GS16] a text that is given back counts once it is written down, and is there after a restart until it is dismissed', async () => {
  const disk = new MemoryDisk()
  const store = newMemoryStore(disk.newProcess())
  const notices = await openNotices(store, random)
  const unsent = notices.unsent('g' as GroupId, {
    messageId: 'm' as MessageId,
    text: 'my text',
  })
  expect(notices.live.get()).toEqual([])
  await store.write(unsent.changes)
  unsent.show()
  expect(notices.live.get()).toMatchObject([{ type: 'not-sent', group: 'g', text: 'my text' }])
  const again = await openNotices(newMemoryStore(disk.newProcess()), random)
  expect(again.live.get()).toEqual(notices.live.get())
  again.dismiss(again.live.get()[0]?.id ?? '')
  await expect.poll(() => disk.entries.size).toBe(0)
})

test('[GS61] a message that shows after all is not told as not sent any more, also after a restart', async () => {
  const disk = new MemoryDisk()
  const store = newMemoryStore(disk.newProcess())
  const notices = await openNotices(store, random)
  const group = 'g' as GroupId
  for (const messageId of ['m', 'n'] as MessageId[]) {
    const unsent = notices.unsent(group, { messageId, text: messageId })
    await store.write(unsent.changes)
    unsent.show()
  }
  notices.shown(group, ['m' as MessageId])
  expect(notices.live.get()).toMatchObject([{ text: 'n' }])
  await expect.poll(() => disk.entries.size).toBe(1)
})

test('[GS16] the same fault of the same group is said once until it is dismissed', async () => {
  const notices = await openNotices(newMemoryStore(), random)
  notices.tell('storage-failing', 'g' as GroupId)
  notices.tell('storage-failing', 'g' as GroupId)
  notices.tell('storage-failing', 'h' as GroupId)
  expect(notices.live.get()).toHaveLength(2)
  notices.dismiss('storage-failing/g')
  notices.tell('storage-failing', 'g' as GroupId)
  expect(notices.live.get()).toHaveLength(2)
})
