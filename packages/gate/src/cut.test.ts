import { expect, test } from 'vitest'
import { equalBytes, RECORD_TYPE, type RecordId } from '@parley/protocol'
import * as Y from 'yjs'
import { atRoot, rawUpdate, values } from '../test/hostile.ts'
import {
  newPerson,
  newReplica,
  newWorld,
  unsignedAction,
  unsignedEnvelope,
  updateOf,
  verify,
  writeRecord,
  type Written,
} from '../test/world.ts'
import { inCausalOrder } from './causal-order.ts'
import { cutUpdate, encodeDeletes, judgeUpdate } from './index.ts'

const world = newWorld()
const people = Array.from({ length: 12 }, (_, at) => newPerson(`person ${at}`))
const devices = people.map((person) => person.device.publicKey)

/** Applies parts in turn through a gate that refuses nothing of any of them. */
function receive(parts: readonly Uint8Array[], doc: string, background = {}) {
  const replica = newReplica(world, doc, background)
  for (const part of parts) {
    const verdict = judgeUpdate(part, replica.facts, verify)
    expect(verdict.ok && [...verdict.refusals, ...verdict.held]).toEqual([])
    if (verdict.ok) replica.apply(verdict.update)
  }
  return replica
}

test('[GA36] a segment is cut between records into parts that fit and lose nothing', () => {
  const written = people.flatMap((person) =>
    Array.from({ length: 20 }, (_, at) => world.message(person, at, `message ${at}`)),
  )
  const doc = new Y.Doc()
  Y.applyUpdate(doc, updateOf(...written))
  doc.getArray('messages').delete(0, 0)
  const whole = Y.encodeStateAsUpdate(doc)
  for (const limit of [4_096, 20_000, 1_048_576]) {
    const parts = cutUpdate(world.segment, whole, limit)!
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(limit)
    const background = { devices, actions: [world.found.id] }
    const { doc: received } = receive(parts, world.segment, background)
    expect(equalBytes(Y.encodeStateAsUpdate(received), whole)).toBe(true)
  }
  expect(cutUpdate(world.segment, whole)).toHaveLength(1)
})

test('[GA36] a group document of several MiB travels whole, whatever order its writers sort in', () => {
  const written: Written[] = [world.found, world.invite]
  let heads: readonly RecordId[] = [world.invite.id]
  for (const person of people) written.push(world.join(person))
  for (let round = 0; round < 16; round++) {
    for (const person of people) {
      const [suffix, clock] = [10_000 - round, 0]
      const place = { doc: world.doc, writer: world.writerOf(person, suffix), clock }
      const action = {
        type: 'unknown',
        recordType: 30,
        body: new Uint8Array(12_000).fill(round),
      } as const
      const made = writeRecord(place, unsignedAction(action, heads), person.device)
      const profile = unsignedEnvelope([made.id], `${round}`, RECORD_TYPE.profile)
      written.push(made, writeRecord({ ...place, clock: 1 }, profile, person.device))
      heads = [made.id]
    }
  }
  const whole = updateOf(...written)
  expect(whole.length).toBeGreaterThan(2 * 1_048_576)
  for (const limit of [100_000, 1_048_576]) {
    const parts = cutUpdate(world.doc, whole, limit)!
    expect(parts.length).toBeGreaterThan(1)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(limit)
    const { doc } = receive(parts, world.doc)
    expect(equalBytes(Y.encodeStateAsUpdate(doc), whole)).toBe(true)
  }
})

test('[GA36] a record longer than the limit travels alone, and a part names at most 4,096 writers', () => {
  const [first, second] = [world.message(people[0]!, 0, 'a'), world.message(people[0]!, 1, 'b')]
  expect(cutUpdate(world.segment, updateOf(first, second), 10)).toEqual([
    updateOf(first),
    updateOf(second),
  ])
  const structs = [atRoot(0x08, 'messages', values(first.bytes))]
  const crowd = Array.from({ length: 5_000 }, (_, at) => ({ writer: at + 1, clock: 0, structs }))
  expect(cutUpdate(world.segment, rawUpdate(crowd))).toHaveLength(2)
})

test('[GA36] holes of a purged segment travel in their places, and every part is taken', () => {
  const [bob] = people
  const written = Array.from({ length: 40 }, (_, at) => world.message(bob!, at, `message ${at}`))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, updateOf(...written))
  const { writer } = written[0]!.place
  const ranges = [0, 3, 17, 38].map((clock) => ({ writer, clock, length: clock === 17 ? 20 : 1 }))
  Y.applyUpdate(doc, encodeDeletes(ranges))
  const whole = Y.encodeStateAsUpdate(doc)
  for (const limit of [300, 1_000, 1_048_576]) {
    const parts = cutUpdate(world.segment, whole, limit)!
    const background = { devices, actions: [world.found.id], explains: () => true }
    const { doc: received } = receive(parts, world.segment, background)
    expect(equalBytes(Y.encodeStateAsUpdate(received), whole)).toBe(true)
  }
})

test('[GA36] deletes are dropped, nothing makes no part, and bytes outside the grammar none at all', () => {
  const deletes = [{ writer: 7, ranges: [[0, 5] as const] }]
  expect(cutUpdate(world.segment, rawUpdate([], deletes))).toEqual([])
  expect(cutUpdate(world.segment, Uint8Array.of(0, 0))).toEqual([])
  expect(cutUpdate(world.segment, Uint8Array.of(1, 2, 3))).toBeUndefined()
  expect(cutUpdate('notes', Uint8Array.of(0, 0))).toBeUndefined()
})

test('[GA36] steps come after what they build on; a circle comes last and ends', () => {
  const before: readonly (readonly number[])[] = [[2], [], [3], [1], [5], [4], [4]]
  expect(inCausalOrder(7, (index) => before[index] ?? [])).toEqual([1, 3, 2, 0, 4, 5, 6])
  const long = inCausalOrder(100_000, (index) => (index === 99_999 ? [] : [index + 1]))
  expect(long.slice(0, 3)).toEqual([99_999, 99_998, 99_997])
})
