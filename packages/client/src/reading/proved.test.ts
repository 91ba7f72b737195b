import { toDeviceKey, toRecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { openProved, provedKey } from './proved.ts'

const random = randomFrom('proved')
const [alice, bob] = [random(32), random(32)]
const doc = 'a document'

function newDesk() {
  const store = newMemoryStore(new MemoryDisk().newProcess())
  const clock = newFakeClock()
  return { store, clock, open: (name = doc) => openProved({ store, clock, doc: name }) }
}

test('[RD13] what was verified is known at the next start, by its device and its document alone', async () => {
  const { clock, open } = newDesk()
  const ids = Array.from({ length: 40 }, () => toRecordId(random(16)))
  const before = await open()
  ids.forEach((id, at) => before.note(id, at % 2 === 0 ? alice : bob))
  clock.advance(1_000)
  await Promise.resolve()
  const after = await open()
  ids.forEach((id, at) => {
    const [author, other] = at % 2 === 0 ? [alice, bob] : [bob, alice]
    expect(after.deviceOf(id, [other, author])).toBe(author)
    expect(after.deviceOf(id, [other])).toBeUndefined()
  })
  expect(after.deviceOf(toRecordId(random(16)), [alice, bob])).toBeUndefined()
  const elsewhere = await open('another document')
  for (const id of ids) expect(elsewhere.deviceOf(id, [alice, bob])).toBeUndefined()
})

test('[RD14] it is written when a tenth is new, and not for each record', async () => {
  const { store, clock, open } = newDesk()
  const writes: unknown[] = []
  const write = store.writeSoon.bind(store)
  store.writeSoon = (changes) => {
    writes.push(changes)
    return write(changes)
  }
  const proved = await open()
  for (let count = 0; count < 100; count++) proved.note(toRecordId(random(16)), alice)
  clock.advance(1_000)
  expect(writes).toHaveLength(1)
  for (let count = 0; count < 11; count++) {
    proved.note(toRecordId(random(16)), alice)
    clock.advance(1_000)
  }
  expect(writes).toHaveLength(1)
  proved.note(toRecordId(random(16)), alice)
  clock.advance(1_000)
  expect(writes).toHaveLength(2)
})

test('[RD14] what is on the disk and cannot be read is verified again', async () => {
  const { store, clock, open } = newDesk()
  const id = toRecordId(random(16))
  for (const value of [7, 'ids', [[1, 2]], [['device']], [[toDeviceKey(alice), id.slice(1)]]]) {
    await store.write([{ type: 'put', key: provedKey(doc), value }])
    const proved = await open()
    expect(proved.deviceOf(id, [alice])).toBeUndefined()
    proved.note(id, alice)
    expect(proved.deviceOf(id, [alice])).toBe(alice)
    proved.close()
    clock.advance(60_000)
    expect(await store.get(provedKey(doc))).toEqual(value)
  }
})
