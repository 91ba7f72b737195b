import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Evidence, parseRecord } from '@parley/protocol'
import * as Y from 'yjs'
import { people, SEGMENT, world } from '../test/fuzz.ts'
import { type Background, newReplica, type Replica, updateOf, verify } from '../test/world.ts'
import { cutUpdate, encodeDeletes, judgeUpdate, newRetractions, verifyEvidence } from './index.ts'

const devices = people.map((person) => person.device.publicKey)
const { written, retracts, doc: segment } = SEGMENT
const named = [...retracts.keys()]

interface Peer {
  readonly replica: Replica
  readonly isClient: boolean
  /** Retracts this peer accepts as an account of holes. */
  readonly retractions: ReturnType<typeof newRetractions>
}

/** A relay or a client that knows the members and applies whatever its gate takes. */
function newPeer(isClient: boolean): Peer {
  const retractions = newRetractions()
  const background: Background = {
    devices,
    actions: [world.found.id],
    takesMissing: isClient,
    explains: ({ writer, clock }) =>
      retractions.naming(writer, clock).some(({ place }) => place.writer === writer),
    accountsFor: ({ place: { writer } }, place) => writer === place.writer,
    mayDelete: ({ writer, clock }) => isClient && mayGo(replica, `${writer}/${clock}`),
  }
  const replica: Replica = newReplica(world, segment, background)
  return { replica, isClient, retractions }
}

/** Whether the retract that names this place is held. */
function mayGo({ records }: Replica, name: string): boolean {
  const place = retracts.get(name)?.place
  return place !== undefined && records.recordAt(place.writer, place.clock) !== undefined
}

function give(to: Peer, update: Uint8Array): void {
  const verdict = judgeUpdate(update, to.replica.facts, to.isClient ? undefined : verify)
  if (!verdict.ok) throw new Error(verdict.broke)
  expect(verdict.refusals).toEqual([])
  to.replica.apply(verdict.update)
}

/** What one tells the other: evidence for its holes, what the other lacks, and what is gone. */
function sync(from: Peer, to: Peer): void {
  const { doc, records } = from.replica
  const holes = [...records.holes()]
  const evidence = holes.flatMap(({ writer, clock, length }) =>
    Array.from({ length }, (_, at) => evidenceFor(`${writer}/${clock + at}`)).flat(),
  )
  for (const retract of verifyEvidence(evidence, to.replica.facts, verify))
    to.retractions.add(retract)
  const difference = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(to.replica.doc))
  for (const part of cutUpdate(segment, difference, 700) ?? []) give(to, part)
  give(to, encodeDeletes(holes))
}

function evidenceFor(name: string): readonly Evidence[] {
  const retract = retracts.get(name)
  if (retract === undefined) return []
  return [{ writer: retract.place.writer, clock: retract.place.clock, record: retract.bytes }]
}

/** What a reader shows: every record that no retract held here names. */
function viewOf({ replica }: Peer): ReadonlySet<string> {
  const shown = [...replica.records.all()].map(({ place }) => `${place.writer}/${place.clock}`)
  return new Set(shown.filter((name) => !mayGo(replica, name)))
}

const whole = new Set(
  written
    .map(({ place }) => `${place.writer}/${place.clock}`)
    .filter((name) => !retracts.has(name)),
)

const anyStep = fc.oneof(
  fc.record({
    type: fc.constant('write' as const),
    who: fc.nat(3),
    count: fc.integer({ min: 1, max: 7 }),
  }),
  fc.record({ type: fc.constant('sync' as const), from: fc.nat(3), to: fc.nat(3) }),
  fc.record({ type: fc.constant('purge' as const), relay: fc.nat(1), which: fc.nat() }),
)

test('[GA27] [GA32] [GA42] [GA44] [GA45] relays that purged different records, and clients of both, end with the same view', () => {
  const seen = { purged: 0, gone: 0 }
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
      const peers = [newPeer(false), newPeer(false), newPeer(true), newPeer(true)]
      const left = [...written]
      for (const step of steps) {
        if (step.type === 'sync') sync(peers[step.from]!, peers[step.to]!)
        if (step.type === 'write') {
          const writer = world.writerOf(people[step.who]!)
          const next = left.filter(({ place }) => place.writer === writer).slice(0, step.count)
          for (const one of next) left.splice(left.indexOf(one), 1)
          if (next.length > 0) give(peers[step.who % 2]!, updateOf(...next)) // each has a relay of their own
        }
        if (step.type === 'purge') {
          const { replica } = peers[step.relay]!
          const name = named[step.which % named.length]!
          const [writer = 0, clock = 0] = name.split('/').map(Number)
          if (!mayGo(replica, name)) continue
          replica.apply(encodeDeletes([{ writer, clock, length: 1 }]))
          seen.purged++
        }
      }
      for (const one of left)
        give(
          peers[people.findIndex((who) => world.writerOf(who) === one.place.writer) % 2]!,
          updateOf(one),
        )
      for (const from of [...peers, ...peers]) for (const to of peers) sync(from, to)
      for (const peer of peers) {
        expect(viewOf(peer)).toEqual(whole)
        expect(peer.replica.records.placesCount()).toBe(written.length)
        expect(peer.replica.doc.store.pendingStructs).toBeNull()
        for (const { writer, clock, length } of peer.replica.records.holes())
          for (let at = clock; at < clock + length; at++)
            expect(mayGo(peer.replica, `${writer}/${at}`)).toBe(true)
        if (peer.isClient) seen.gone += peer.replica.records.holesCount()
      }
    }),
    { numRuns: 10 },
  )
  expect(seen.purged).toBeGreaterThan(3)
  expect(seen.gone).toBeGreaterThan(5)
})

test('[GA32] [AT36] [GA42] whatever holes and deletes a relay sends, a client keeps all but what retracts it holds name', () => {
  const seen = { deleted: 0, kept: 0 }
  const anyRange = fc.record({ which: fc.nat(), length: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(
      fc.array(anyRange, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (ranges, unheld) => {
        const client = newPeer(true)
        const writers = [...new Set(written.map(({ place }) => place.writer))]
        const withoutRetract = new Set(unheld.map((at) => writers[at % writers.length]))
        const isRetract = (bytes: Uint8Array) => parseRecord(bytes)?.kind === 'retract'
        const held = written.filter(
          ({ place, bytes }) => !(isRetract(bytes) && withoutRetract.has(place.writer)),
        )
        client.replica.apply(updateOf(...held))
        const wiped = new Y.Doc()
        Y.applyUpdate(wiped, updateOf(...written))
        for (const { which, length } of ranges) {
          const { place } = written[which % written.length]!
          const range = { writer: place.writer, clock: place.clock, length }
          Y.applyUpdate(wiped, encodeDeletes([range]))
          give(client, encodeDeletes([range]))
        }
        give(client, Y.encodeStateAsUpdate(wiped))
        for (const { place, bytes } of held) {
          const name = `${place.writer}/${place.clock}`
          const stands = client.replica.records.recordAt(place.writer, place.clock)
          if (stands === undefined) {
            expect(mayGo(client.replica, name)).toBe(true)
            seen.deleted++
          } else {
            expect(stands).toEqual(bytes)
            seen.kept++
          }
        }
      },
    ),
    { numRuns: 30 },
  )
  expect(seen.deleted).toBeGreaterThan(20)
  expect(seen.kept).toBeGreaterThan(200)
})
