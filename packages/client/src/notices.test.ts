import type { GroupId, MessageId, PersonId } from '@parley/protocol'
import { messageKey } from '@parley/group'
import { expect, test } from 'vitest'
import { randomFrom } from './identity/identity.fake.ts'
import { openNotices } from './notices.ts'
import { MemoryDisk } from './stores/memory-disk.ts'
import { newMemoryStore } from './stores/memory-store.ts'

const GROUP = 'A'.repeat(43) as GroupId
const [person, root, first, second] = ['p', 'r', 'a', 'b'].map((one) => one.repeat(22)) as [
  PersonId,
  MessageId,
  MessageId,
  MessageId,
]

test('[GS10] [GS31] a text that is given back is known by its thread, after a restart too', async () => {
  const disk = new MemoryDisk()
  const open = () => openNotices(newMemoryStore(disk.newProcess()), randomFrom('notices'))
  const notices = await open()
  const store = newMemoryStore(disk.newProcess())
  const unsent = notices.unsent(GROUP, {
    messageId: first,
    text: 'at noon',
    thread: { segment: 0, person, messageId: root },
  })
  await store.write([
    ...unsent.changes,
    { type: 'put', key: `unsent/${GROUP}/old/x`, value: 'old' },
  ])
  unsent.show()
  const thread = messageKey(person, root)
  notices.hidden(GROUP, [
    { id: second, text: 'unseen', by: 'Bob', thread },
    { id: root, text: 'in sight of all', by: 'Bob', thread: undefined },
  ])
  const told = [
    { type: 'not-sent', text: 'at noon', thread },
    { type: 'not-shown', text: 'unseen', by: 'Bob', thread },
    { type: 'not-shown', text: 'in sight of all', by: 'Bob' },
  ]
  expect(notices.live.get()).toMatchObject(told)
  const again = (await open()).live.get()
  expect(again).toHaveLength(4)
  for (const one of [...told, { type: 'not-sent', text: 'old' }])
    expect(again).toContainEqual(expect.objectContaining(one))
  expect(again.find(({ text }) => text === 'old')).not.toHaveProperty('thread')
})

test('[GS31] what was put away as not shown is not given back once more as not sent', async () => {
  const disk = new MemoryDisk()
  const open = () => openNotices(newMemoryStore(disk.newProcess()), randomFrom('notices'))
  const notices = await open()
  notices.hidden(GROUP, [{ id: first, text: 'unseen', by: 'Bob', thread: undefined }])
  notices.dismiss(notices.live.get()[0]?.id ?? '')
  await expect.poll(async () => (await open()).live.get()).toEqual([])
  for (const later of [notices, await open()]) {
    const unsent = later.unsent(GROUP, { messageId: first, text: 'unseen', thread: undefined })
    unsent.show()
    expect([unsent.changes, later.live.get()]).toEqual([[], []])
  }
})
