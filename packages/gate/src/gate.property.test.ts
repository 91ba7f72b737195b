import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalBytes, headsOf, parseRecord, type RecordId, type Writer } from '@parley/protocol'
import * as Y from 'yjs'
import { after, atRoot, type Put, raw, rawUpdate, varuint } from '../test/hostile.ts'
import { GROUP, people, SEGMENT, world } from '../test/fuzz.ts'
import { newReplica, type Replica, updateOf, verify, type Written } from '../test/world.ts'
import { cutUpdate, type DocFacts, judgeUpdate } from './index.ts'

const known = [world.founder, ...people].map((person) => person.device.publicKey)

function replicaOf({ doc }: { doc: string }): Replica {
  return newReplica(world, doc, { devices: known, actions: [world.found.id] })
}

/** Judged, and what was taken applied. Answers whether nothing was refused. */
function give(replica: Replica, update: Uint8Array): boolean {
  const verdict = judgeUpdate(update, replica.facts)
  if (!verdict.ok) return false
  replica.apply(verdict.update)
  return verdict.refusals.length === 0
}

function contentOf(replica: Replica): ReadonlyMap<string, string> {
  return new Map(
    [...replica.records.all()].map(({ place, bytes }) => [
      `${place.writer}/${place.clock}`,
      Buffer.from(bytes).toString('base64'),
    ]),
  )
}

/** A replica that holds the first so many records of each writer; at least the founder's. */
function prefixOfCorpus(
  written: readonly Written[],
  counts: readonly number[],
): readonly Written[] {
  const writers = [...new Set(written.map(({ place }) => place.writer))]
  const limits = new Map<Writer, number>(writers.map((writer, at) => [writer, counts[at] ?? 0]))
  limits.set(world.founderWriter, 2)
  const kept = new Set<RecordId>([world.found.id])
  return written.filter(({ place, bytes, id }) => {
    const isWanted = place.clock < (limits.get(place.writer) ?? 0)
    // Another device of somebody builds on that person's join.
    const hasHeads = headsOf(parseRecord(bytes)!).every((head) => kept.has(head))
    if (isWanted && hasHeads) kept.add(id)
    return isWanted && hasHeads
  })
}

const anyCounts = fc.array(fc.nat(7), { minLength: 9, maxLength: 9, size: 'max' })
const anyCorpus = fc.constantFrom(SEGMENT, GROUP)

test('[GA33] whatever stock Yjs writes of honest documents is taken whole, by state vector too', () => {
  let partial = 0
  fc.assert(
    fc.property(anyCorpus, anyCounts, anyCounts, (corpus, has, lacks) => {
      const sender = new Y.Doc()
      const receiver = replicaOf(corpus)
      for (const one of prefixOfCorpus(corpus.written, has)) Y.applyUpdate(sender, updateOf(one))
      const held = prefixOfCorpus(corpus.written, lacks)
      if (held.length > 0) receiver.apply(updateOf(...held))
      const diff = Y.encodeStateAsUpdate(sender, Y.encodeStateVector(receiver.doc))
      const before = receiver.records.placesCount()
      expect(give(receiver, diff)).toBe(true)
      expect(give(receiver, diff)).toBe(true)
      expect(give(receiver, Y.encodeStateAsUpdate(sender))).toBe(true)
      if (before > 0 && receiver.records.placesCount() > before) partial++

      const stock = new Y.Doc()
      for (const one of prefixOfCorpus(corpus.written, has)) Y.applyUpdate(stock, updateOf(one))
      for (const one of held) Y.applyUpdate(stock, updateOf(one))
      expect(Y.encodeStateVector(receiver.doc)).toEqual(Y.encodeStateVector(stock))
      expect(receiver.doc.store.pendingStructs).toBeNull()
    }),
    { numRuns: 60 },
  )
  expect(partial).toBeGreaterThan(10)
})

test('[GA33] what is applied is the encoding of what was judged, and stock Yjs reads the same records', () => {
  let records = 0
  fc.assert(
    fc.property(anyCorpus, anyCounts, (corpus, counts) => {
      const written = prefixOfCorpus(corpus.written, counts)
      fc.pre(written.length > 0)
      const replica = replicaOf(corpus)
      const verdict = judgeUpdate(updateOf(...written), replica.facts)
      if (!verdict.ok || verdict.update === undefined) throw new Error('refused')
      expect(equalBytes(verdict.update, updateOf(...written))).toBe(true)
      replica.apply(verdict.update)
      expect(equalBytes(Y.encodeStateAsUpdate(replica.doc), verdict.update)).toBe(true)
      records += verdict.accepted.length
    }),
    { numRuns: 40 },
  )
  expect(records).toBeGreaterThan(200)
})

test('[GA30] [GA31] updates in any order and any split, given again until nothing is refused, end the same', () => {
  let refusedFirst = 0
  fc.assert(
    fc.property(
      anyCorpus,
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 4 }),
      (corpus, choices, size) => {
        const replica = replicaOf(corpus)
        const left = [...corpus.written]
        const updates: Uint8Array[] = []
        while (left.length > 0) {
          const part: Written[] = []
          for (let count = 0; count < size && left.length > 0; count++) {
            const [one] = left.splice(choices.next().value % left.length, 1)
            const last = part.findLast(({ place }) => place.writer === one!.place.writer)
            if (last === undefined || last.place.clock + 1 === one!.place.clock) part.push(one!)
            else updates.push(updateOf(one!))
          }
          if (part.length > 0) updates.push(updateOf(...part))
        }
        for (
          let round = 0;
          updates.map((update) => give(replica, update)).includes(false);
          round++
        ) {
          refusedFirst++
          expect(round).toBeLessThan(corpus.written.length + 1)
        }
        const inOrder = replicaOf(corpus)
        inOrder.apply(updateOf(...corpus.written))
        expect(contentOf(replica)).toEqual(contentOf(inOrder))
        expect(replica.doc.store.pendingStructs).toBeNull()
      },
    ),
    { numRuns: 25 },
  )
  expect(refusedFirst).toBeGreaterThan(10)
})

const groupWriters = [...new Set(GROUP.written.map(({ place }) => place.writer))]

test('[GA31] one update is taken whole in whatever order its sections stand', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(groupWriters, { minLength: groupWriters.length }), (order) => {
      const sections = order.map((writer) => {
        const own = GROUP.written.filter(({ place }) => place.writer === writer)
        const update = updateOf(...own)
        return update.subarray(1, update.length - 1) // one section, without count and delete set
      })
      const update = Uint8Array.of(order.length, ...sections.flatMap((section) => [...section]), 0)
      const { facts } = newReplica(world, world.doc)
      const verdict = judgeUpdate(update, facts, verify)
      expect(verdict.ok && verdict.refusals).toEqual([])
      expect(verdict.ok && verdict.accepted.length).toBe(GROUP.written.length)
    }),
    { numRuns: 12 },
  )
})

test('[GA33] no mutation of a valid update changes a record that was accepted, or loses one', () => {
  let taken = 0
  const anyFlips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), {
    minLength: 1,
    maxLength: 6,
    size: 'max',
  })
  fc.assert(
    fc.property(anyCorpus, fc.nat(), anyFlips, (corpus, which, flips) => {
      const replica = replicaOf(corpus)
      const before = new Map(contentOf(replica))
      const update = Uint8Array.from(corpus.updates[which % corpus.updates.length]!)
      for (const [at, value] of flips) update[at % update.length] = value
      for (const one of [update, corpus.updates[0]!, update]) {
        const verdict = judgeUpdate(one, replica.facts, verify)
        if (verdict.ok) replica.apply(verdict.update)
        for (const [place, bytes] of before) expect(contentOf(replica).get(place)).toBe(bytes)
        for (const [place, bytes] of contentOf(replica)) before.set(place, bytes)
      }
      expect(contentOf(replica).size).toBe(corpus.written.length)
      taken += before.size
    }),
    { numRuns: 60 },
  )
  expect(taken).toBeGreaterThan(500)
})

test('[GA36] any cut of an honest document is taken part by part', () => {
  let parts = 0
  fc.assert(
    fc.property(anyCorpus, fc.integer({ min: 1, max: 4_000 }), (corpus, limit) => {
      const replica = replicaOf(corpus)
      for (const part of cutUpdate(corpus.doc, corpus.updates[0]!, limit)!) {
        parts++
        expect(give(replica, part)).toBe(true)
      }
      expect(replica.records.placesCount()).toBe(corpus.written.length)
    }),
    { numRuns: 40 },
  )
  expect(parts).toBeGreaterThan(100)
})

/** The look-ups the gate makes and the signatures it checks for an update. */
function workFor(update: Uint8Array, { facts }: Replica = replicaOf(SEGMENT)): number {
  let work = 0
  const counted = new Proxy(facts, {
    get(target, name: keyof DocFacts) {
      work++
      return target[name]
    },
  })
  judgeUpdate(update, counted, (proof) => {
    work++
    return verify(proof)
  })
  return work
}

test('[GA35] the work for a full MiB of the densest hostile bytes stays below one step a byte', () => {
  const count = 200_000
  const head = atRoot(8, 'messages', varuint(count))
  const tiny = raw(117, 1, 116, 1, 1)
  const run: Put = (to) => {
    head(to)
    for (let at = 0; at < count; at++) tiny(to)
  }
  const dense = rawUpdate([{ writer: 5, clock: 0, structs: [run] }])
  const crowd = Array.from({ length: 16_384 }, (_, at) => ({
    writer: at + 1,
    clock: 1,
    structs: [after(0x81, [at + 1, 0], varuint(2 ** 31))],
  }))
  for (const update of [dense, rawUpdate(crowd)]) {
    const verdict = judgeUpdate(update, replicaOf(SEGMENT).facts, verify)
    expect(verdict.ok && verdict.refusals.length).toBeGreaterThan(0) // within the grammar
    expect(workFor(update)).toBeLessThan(update.length)
  }
  expect(dense.length).toBeGreaterThan(1_000_000)
})

test('[GA35] [GA45] holes and deletes by the million cost a client no more than the records it holds', () => {
  const deleter = newReplica(world, SEGMENT.doc, { takesMissing: true, mayDelete: () => true })
  deleter.apply(updateOf(...SEGMENT.written))
  const held = SEGMENT.written.length
  const writers = [...new Set(SEGMENT.written.map(({ place }) => place.writer))]
  const ranges = Array.from({ length: 8_000 }, (_, at) => [at * 100, 99] as const)
  const flood = writers.map((writer) => ({ writer, ranges }))
  const wide = writers.map((writer) => ({
    writer,
    clock: 0,
    structs: [atRoot(0x01, 'messages', varuint(2 ** 16))],
  }))
  for (const update of [rawUpdate([], flood), rawUpdate(wide)])
    expect(workFor(update, deleter)).toBeLessThan(update.length + 4 * held)
  for (const update of [rawUpdate(wide), rawUpdate(wide, flood), rawUpdate([], flood)]) {
    const verdict = judgeUpdate(update, deleter.facts)
    expect(verdict).toMatchObject({ ok: true, refusals: [] })
    if (verdict.ok) deleter.apply(verdict.update)
    expect(workFor(update, deleter)).toBeLessThan(update.length)
  }
  expect(deleter.records.placesCount()).toBe(writers.length * 2 ** 16)
  expect([...deleter.records.all()]).toEqual([])
})
