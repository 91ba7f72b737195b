/**
 * Hostile updates for the gate: honest ones mutated, cut short and spliced, and structs made up of
 * honest and random parts. Every one follows from the seed.
 */
import { concatBytes, parseRecord, RECORD_TYPE } from '@parley/protocol'
import * as Y from 'yjs'
import { encodeDeletes } from '../src/index.ts'
import {
  after,
  all,
  any,
  atRoot,
  entry,
  hole,
  type Put,
  raw,
  rawUpdate,
  values,
  varuint,
} from './hostile.ts'
import type { Random } from './fuzz-random.ts'
import {
  newDevice,
  newPerson,
  newWorld,
  unsignedAction,
  unsignedEnvelope,
  updateOf,
  writeRecord,
  type Written,
} from './world.ts'

export const world = newWorld()
export const people = ['ann', 'ben', 'cleo', 'dan'].map(newPerson)
const newcomer = newPerson('eve')

export interface Corpus {
  readonly doc: string
  readonly written: readonly Written[]
  /** Retracts by the places they name. */
  readonly retracts: ReadonlyMap<string, Written>
  /** Whole states and partial diffs, as stock Yjs encodes them. */
  readonly updates: readonly Uint8Array[]
}

const messages = people.flatMap((person) => {
  const own = Array.from({ length: 6 }, (_, clock) =>
    world.message(person, clock, `message ${clock}`),
  )
  return [...own, world.retract(person, 6, ...own.slice(1, 4))]
})
const members = people.flatMap((person): readonly Written[] => {
  const join = world.join(person)
  const profile = unsignedEnvelope([join.id], 'profile', RECORD_TYPE.profile)
  const later = unsignedAction({ type: 'unknown', recordType: 30, body: new Uint8Array(3) }, [
    join.id,
  ])
  const { place } = join
  const cut = [{ segment: 0, writer: place.writer, clock: 3, digest: new Uint8Array(16) }]
  const acts = [
    unsignedAction({ type: 'leave', cut }, [join.id]),
    unsignedAction(
      { type: 'add', person: newcomer.introduction, role: 'member', join: undefined },
      [],
    ),
  ]
  const device = newDevice(person, `another ${place.writer}`)
  const own = unsignedAction(
    { type: 'device', person: device.introduction, rootSignature: undefined },
    [join.id],
  )
  return [
    join,
    writeRecord({ ...place, clock: 1 }, profile, person.device),
    writeRecord({ ...place, clock: 2 }, later, person.device),
    ...acts.map((act, at) => writeRecord({ ...place, clock: 3 + at }, act, person.device)),
    writeRecord({ ...place, writer: world.writerOf(device), clock: 0 }, own, device.device),
  ]
})

export const SEGMENT = corpusOf(world.segment, messages)
export const GROUP = corpusOf(world.doc, [world.found, world.invite, ...members])

function corpusOf(doc: string, written: readonly Written[]): Corpus {
  const whole = new Y.Doc()
  Y.applyUpdate(whole, updateOf(...written))
  const partial = new Y.Doc()
  const updates = [Y.encodeStateAsUpdate(whole)]
  for (const one of written) {
    updates.push(Y.encodeStateAsUpdate(whole, Y.encodeStateVector(partial)))
    updates.push(updateOf(one))
    Y.applyUpdate(partial, updateOf(one))
    updates.push(Y.encodeStateAsUpdate(partial))
  }
  const retracts = new Map(
    written.flatMap((one) => {
      const record = parseRecord(one.bytes)
      const targets = record?.kind === 'retract' ? record.targets : []
      return targets.map(({ writer, clock }) => [`${writer}/${clock}`, one] as const)
    }),
  )
  return { doc, written, retracts, updates: [...updates, ...purgedUpdates(whole, retracts)] }
}

/** The same document after more and more of what its retracts name was purged. */
function purgedUpdates(
  whole: Y.Doc,
  retracts: ReadonlyMap<string, Written>,
): readonly Uint8Array[] {
  const purged = new Y.Doc()
  Y.applyUpdate(purged, Y.encodeStateAsUpdate(whole))
  return [...retracts.keys()].flatMap((name) => {
    const [writer = 0, clock = 0] = name.split('/').map(Number)
    const range = { writer, clock, length: 1 }
    const before = Y.encodeStateVector(purged)
    Y.applyUpdate(purged, encodeDeletes([range]))
    const later = Y.encodeStateAsUpdate(purged, before)
    return [Y.encodeStateAsUpdate(purged), later, encodeDeletes([range])]
  })
}

/** The next update: now and then an honest one, so that there is something to protect. */
export function hostileUpdate(random: Random, corpus: Corpus): Uint8Array {
  const honest = random.pick(corpus.updates)
  const kind = random.below(10)
  if (kind === 0) return honest
  if (kind === 1) return random.bytes(random.below(200))
  if (kind === 2) return honest.subarray(0, random.below(honest.length))
  if (kind === 3) return splice(random, honest, random.pick(corpus.updates))
  if (kind <= 6) return madeUp(random, corpus)
  return mutated(random, honest)
}

function mutated(random: Random, honest: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(honest)
  for (let flips = 1 + random.below(4); flips > 0; flips--) {
    const at =
      random.below(3) === 0 ? random.below(Math.min(60, bytes.length)) : random.below(bytes.length)
    bytes[at] = random.pick([random.below(256), 0, 1, 0x7f, 0x80, 0xff, (bytes[at] ?? 0) ^ 1])
  }
  return bytes
}

function splice(random: Random, left: Uint8Array, right: Uint8Array): Uint8Array {
  const middle = random.bytes(random.below(5))
  return concatBytes(
    left.subarray(0, random.below(left.length)),
    middle,
    right.subarray(random.below(right.length)),
  )
}

/** Sections of structs in and near the grammar, over honest and random writers, keys and records. */
function madeUp(random: Random, { written }: Corpus): Uint8Array {
  const sections = Array.from({ length: 1 + random.below(4) }, () => {
    const { place } = random.pick(written)
    const writer = random.pick([place.writer, place.writer, place.writer + 1, random.below(99)])
    const clock = random.pick([0, 0, place.clock, place.clock, random.below(9), 2 ** 31])
    const structs = Array.from({ length: 1 + random.below(3) }, (_, at) =>
      struct(random, written, { writer, clock: clock + at }),
    )
    return { writer, clock, structs }
  })
  const ranges = [
    [random.below(9), 1 + random.below(9)] as const,
    ...(random.below(2) === 0 ? [] : [[20 + random.below(9), random.below(2 ** 31)] as const]),
  ]
  const deletes =
    random.below(3) === 0 ? [{ writer: random.pick(written).place.writer, ranges }] : []
  return rawUpdate(sections, deletes)
}

function struct(
  random: Random,
  written: readonly Written[],
  { writer, clock }: { writer: number; clock: number },
): Put {
  const fits = written.find(({ place }) => place.writer === writer && place.clock === clock)
  const record = random.below(4) > 0 && fits !== undefined ? fits : random.pick(written)
  const isMap = !record.place.doc.includes('/')
  const content = random.below(8) === 0 ? odd(random, record) : values(record.bytes)
  const info = random.below(12) === 0 ? random.below(256) : undefined
  if (isMap && random.below(8) > 0)
    return entry(random.pick(['members', 'members', 'members', 'keys']), record.id, record.bytes)
  if (random.below(8) === 0) {
    const places = random.pick([1, 1, 2, 3, random.below(2 ** 17), 2 ** 31])
    return at(random, 0x01, { writer, clock }, hole(places))
  }
  return at(random, info ?? 0x08, { writer, clock }, content)
}

function at(
  random: Random,
  info: number,
  { writer, clock }: { writer: number; clock: number },
  content: Put,
): Put {
  const wrong = random.below(12) === 0
  if (clock === 0) return atRoot(info, wrong ? 'x' : 'messages', content)
  return after(info | 0x80, [writer, wrong ? random.below(9) : clock - 1], content)
}

function odd(random: Random, { bytes }: Written): Put {
  return random.pick<Put>([
    varuint(0),
    varuint(random.below(2 ** 31)),
    values(bytes, bytes),
    values(random.bytes(random.below(300))),
    all(varuint(1), any({ bytes })),
    all(varuint(1), any([[bytes]])),
    all(varuint(1), any(bytes)),
    raw(...random.bytes(12)),
  ])
}
