import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { atRoot, hole, rawUpdate } from '../test/hostile.ts'
import { newPerson, newReplica, newWorld, updateOf, type Written } from '../test/world.ts'
import { encodeDeletes, encodeUpdate, type HeldRecord, judgeUpdate, recordsIn } from './index.ts'

const world = newWorld()
const bob = newPerson('bob')
const carol = newPerson('carol')
const writer = world.writerOf(bob)
const messages = ['one', 'two', 'three', 'four'].map((text, at) => world.message(bob, at, text))
const hers = world.message(carol, 0, 'hers')

function follow(name: string) {
  const doc = new Y.Doc()
  const records = recordsIn(doc, name)
  const heard: HeldRecord[][] = []
  const stop = records.onRecords((some) => heard.push([...some]))
  return { doc, records, heard, stop }
}

function held({ place, bytes }: Written, root: HeldRecord['root']): HeldRecord {
  return { place, root, bytes }
}

test('[GA38] each transaction tells its new records once, however Yjs merges their structs', () => {
  const { doc, records, heard } = follow(world.segment)
  Y.applyUpdate(doc, updateOf(messages[0]!))
  Y.applyUpdate(doc, updateOf(messages[1]!, messages[2]!))
  Y.applyUpdate(doc, updateOf(...messages.slice(0, 3)))
  Y.applyUpdate(doc, updateOf(...messages, hers))
  const inMessages = (one: Written): HeldRecord => held(one, 'messages')
  expect(heard[0]).toEqual([inMessages(messages[0]!)])
  expect(heard[1]).toEqual([messages[1]!, messages[2]!].map(inMessages))
  expect(new Set(heard[2])).toEqual(new Set([inMessages(messages[3]!), inMessages(hers)]))
  expect(heard).toHaveLength(3)
  expect(records.placesOf(writer)).toBe(4)
  expect(records.placesCount()).toBe(5)
  expect(records.bytesCount()).toBe(
    [...messages, hers].reduce((sum, { bytes }) => sum + bytes.length, 0),
  )
  expect(new Set(records.writers())).toEqual(new Set([writer, world.writerOf(carol)]))
})

test('[GA51] accepted records count before the document has them, and are told once', () => {
  const replica = newReplica(world, world.segment, {
    devices: [bob.device.publicKey],
    actions: [world.found.id, world.invite.id, world.join(bob).id],
  })
  const { doc, records, facts } = replica
  const heard: HeldRecord[] = []
  records.onRecords((some) => heard.push(...some))
  const accepted = messages.flatMap((message) => {
    const verdict = judgeUpdate(updateOf(message), facts)
    if (!verdict.ok) return []
    expect(verdict.isPlain).toBe(true)
    records.expect(verdict.accepted)
    return verdict.accepted
  })
  expect(accepted).toHaveLength(messages.length)
  const all = messages.map((one) => held(one, 'messages'))
  expect([...records.all()]).toEqual(all)
  expect(records.placesCount()).toBe(4)
  expect(records.holesCount()).toBe(0)
  expect(() => records.expect(accepted.slice(0, 1))).toThrow('another clock')
  Y.applyUpdate(doc, updateOf(...messages))
  expect([...records.all()]).toEqual(all)
  expect(heard).toEqual(all)
  Y.applyUpdate(doc, encodeDeletes([{ writer, clock: 1, length: 1 }]))
  expect(records.recordAt(writer, 1)).toBeUndefined()
  expect(records.holesCount()).toBe(1)
})

test('[GA38] several updates in one transaction are told together, in place order', () => {
  const { doc, heard } = follow(world.segment)
  doc.transact(() => {
    for (const message of messages) Y.applyUpdate(doc, updateOf(message))
  })
  expect(heard.map((some) => some.map(({ place }) => place.clock))).toEqual([[0, 1, 2, 3]])
})

test('[GA38] entries of both maps are listed under their root and found by their key', () => {
  const { doc, records } = follow(world.doc)
  Y.applyUpdate(doc, updateOf(world.found, world.invite, world.join(bob)))
  expect(records.hasEntry('members', world.invite.id)).toBe(true)
  expect(records.hasEntry('keys', world.invite.id)).toBe(false)
  expect(new Set(records.all())).toEqual(
    new Set([world.found, world.invite, world.join(bob)].map((one) => held(one, 'members'))),
  )
})

test('[GA38] what was there before counts, and the typed view of the document changes nothing', () => {
  const doc = new Y.Doc()
  doc.getArray('messages')
  Y.applyUpdate(doc, updateOf(...messages))
  const records = recordsIn(doc, world.segment)
  expect([...records.all()]).toEqual(messages.map((one) => held(one, 'messages')))
  expect(doc.getArray('messages').toArray()).toEqual(messages.map(({ bytes }) => [bytes]))
})

test('[GA38] records are copies: a reused network buffer changes none of them', () => {
  const { doc, records } = follow(world.segment)
  const buffer = Uint8Array.from(updateOf(messages[0]!))
  Y.applyUpdate(doc, buffer)
  buffer.fill(0)
  expect(records.recordAt(writer, 0)).toEqual(messages[0]!.bytes)
})

test('[GA38] anything but our records is a hole that takes up its places', () => {
  const doc = new Y.Doc()
  doc.clientID = 5
  doc.getArray('messages').push(['text', [1], messages[0]!.bytes, [messages[0]!.bytes, 1]])
  doc.getArray('other').push([[messages[0]!.bytes]])
  doc.getMap('messages2').set('a', [messages[0]!.bytes])
  const records = recordsIn(doc, world.segment)
  expect([...records.all()]).toEqual([])
  expect(records.placesOf(5)).toBe(6)
})

test('[GA45] a record that is taken away is a hole from then on, and whoever follows is told once', () => {
  const { doc, records, heard } = follow(world.segment)
  const gone: HeldRecord[][] = []
  const stopped = records.onPurged((some) => gone.push([...some]))
  Y.applyUpdate(doc, updateOf(...messages, hers))
  const purge = encodeDeletes([{ writer, clock: 1, length: 2 }])
  Y.applyUpdate(doc, purge)
  Y.applyUpdate(doc, purge)
  expect(gone).toEqual([messages.slice(1, 3).map((one) => held(one, 'messages'))])
  expect(heard).toHaveLength(1)
  const afresh = recordsIn(doc, world.segment)
  for (const view of [records, afresh]) {
    expect(new Set(view.all())).toEqual(
      new Set([messages[0]!, messages[3]!, hers].map((one) => held(one, 'messages'))),
    )
    expect(view.recordAt(writer, 1)).toBeUndefined()
    expect([...view.liveClocks(writer, 0, 9)]).toEqual([0, 3])
    expect([...view.liveClocks(writer, 1, 3)]).toEqual([])
    expect([...view.holes()]).toEqual([{ writer, clock: 1, length: 2 }])
    expect([view.placesOf(writer), view.placesCount(), view.holesCount()]).toEqual([4, 5, 2])
    expect(view.bytesCount()).toBe(
      [messages[0]!, messages[3]!, hers].reduce((sum, { bytes }) => sum + bytes.length, 0),
    )
  }
  stopped()
  Y.applyUpdate(doc, encodeDeletes([{ writer, clock: 0, length: 1 }]))
  expect(gone).toHaveLength(1)
})

test('[GA45] a purge leaves no byte of the record in what Yjs keeps and sends', () => {
  const { doc } = follow(world.segment)
  Y.applyUpdate(doc, updateOf(...messages, hers))
  const before = Buffer.from(Y.encodeStateAsUpdate(doc))
  expect(before.includes('two')).toBe(true)
  Y.applyUpdate(doc, encodeDeletes([{ writer, clock: 1, length: 1 }]))
  const after = Buffer.from(Y.encodeStateAsUpdate(doc))
  expect(after.includes('two')).toBe(false)
  expect(after.includes('three')).toBe(true)
  expect(after.length).toBeLessThan(before.length - 100)
})

test('[GA45] a hole of four thousand million places costs no more than a small one', () => {
  const { doc, records } = follow(world.segment)
  const structs = [atRoot(0x01, 'messages', hole(2 ** 32 - 1))]
  Y.applyUpdate(doc, rawUpdate([{ writer: 9, clock: 0, structs }]))
  expect(records.placesOf(9)).toBe(2 ** 32 - 1)
  expect([...records.holes()]).toEqual([{ writer: 9, clock: 0, length: 2 ** 32 - 1 }])
  expect([...records.liveClocks(9, 0, 2 ** 32)]).toEqual([])
  expect([...recordsIn(doc, world.segment).all()]).toEqual([])
})

test('[GA38] whoever stopped listening hears nothing more, and a closed view stands still', () => {
  const { doc, records, heard, stop } = follow(world.segment)
  stop()
  Y.applyUpdate(doc, updateOf(messages[0]!))
  expect(heard).toEqual([])
  records.close()
  Y.applyUpdate(
    doc,
    encodeUpdate(world.segment, [{ writer, clock: 1, records: [messages[1]!.bytes] }]),
  )
  expect(records.placesOf(writer)).toBe(1)
})
