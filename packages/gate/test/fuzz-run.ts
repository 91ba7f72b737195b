/**
 * Runs hostile updates through the gate into stock Yjs documents and looks for faults.
 *
 * A fault is: an exception; anything pending; a root name of nobody's; a record lost, changed or
 * doubled, or taken away without a retract; a hole at a relay that nobody explains; a second judgement
 * that differs; more questions asked or bytes made than the input pays for. Half of the replicas judge
 * as a relay does, half as a client.
 */
import { equalBytes, toBase64url } from '@parley/protocol'
import type { Proof } from '@parley/signing'
import * as Y from 'yjs'
import { type DocFacts, judgeUpdate, recordsIn } from '../src/index.ts'
import { type Corpus, GROUP, hostileUpdate, people, SEGMENT, world } from './fuzz.ts'
import { newRandom } from './fuzz-random.ts'
import { type Background, newReplica, type Replica, verify, type Written } from './world.ts'

/** A replica takes this many updates, then it is looked through whole and replaced. */
const UPDATES_PER_REPLICA = 100

export interface FuzzCounts {
  updates: number
  fatal: number
  refused: number
  accepted: number
  /** Places that became holes, and records that were taken away. */
  holes: number
  purged: number
  faults: string[]
}

/** `onProgress` is told after every thousand updates. */
export function runFuzz(
  updates: number,
  seed: number,
  onProgress?: (counts: FuzzCounts) => void,
): FuzzCounts {
  const random = newRandom(seed)
  const counts: FuzzCounts = {
    updates: 0,
    fatal: 0,
    refused: 0,
    accepted: 0,
    holes: 0,
    purged: 0,
    faults: [],
  }
  let target = newTarget(SEGMENT, false)
  while (counts.updates < updates) {
    if (counts.updates % UPDATES_PER_REPLICA === 0) {
      checkWhole(target, counts)
      target = newTarget(random.pick([SEGMENT, GROUP]), random.below(2) === 0)
    }
    const update = hostileUpdate(random, target.corpus)
    counts.updates++
    try {
      checkOne(target, update, counts)
    } catch (error) {
      counts.faults.push(`${toBase64url(update)}: ${String(error)}`)
    }
    if (counts.updates % 1_000 === 0) onProgress?.(counts)
  }
  checkWhole(target, counts)
  return counts
}

interface Target {
  readonly corpus: Corpus
  readonly replica: Replica
  readonly facts: DocFacts
  /** A client asks for no signatures and takes holes; a relay does neither. */
  readonly isClient: boolean
  /** What was accepted, by place. */
  readonly expected: Map<string, Uint8Array>
  /** Questions asked since the last update. */
  asked: number
}

function newTarget(corpus: Corpus, isClient: boolean): Target {
  const isGroup = corpus === GROUP
  const known = [world.founder, ...people].map((person) => person.device.publicKey)
  const { retracts } = corpus
  const background: Background = {
    ...(!isGroup && { devices: known, actions: [world.found.id] }),
    takesMissing: isClient,
    explains: ({ writer, clock }) => isHeld(replica, retracts.get(`${writer}/${clock}`)),
    mayDelete: ({ writer, clock }) =>
      isClient && isHeld(replica, retracts.get(`${writer}/${clock}`)),
    accountsFor: ({ id }, { writer, clock }) => retracts.get(`${writer}/${clock}`)?.id === id,
  }
  const replica: Replica = newReplica(world, corpus.doc, background)
  const target = { corpus, replica, facts: replica.facts, isClient, expected: new Map(), asked: 0 }
  const count = <Answer, Args extends readonly unknown[]>(ask: (...args: Args) => Answer) => {
    return (...args: Args): Answer => {
      target.asked++
      return ask(...args)
    }
  }
  const { facts } = replica
  target.facts = {
    doc: facts.doc,
    placesOf: count(facts.placesOf),
    recordAt: count(facts.recordAt),
    hasEntry: count(facts.hasEntry),
    devicesOf: count(facts.devicesOf),
    hasAction: count(facts.hasAction),
    isOwn: count(facts.isOwn),
    refusedFrom: count(facts.refusedFrom),
    liveClocks: count(facts.liveClocks),
    takesMissing: facts.takesMissing,
    explains: count(facts.explains),
    accountsFor: count(facts.accountsFor),
    mayDelete: count(facts.mayDelete),
  }
  return target
}

function isHeld({ records }: Replica, written: Written | undefined): boolean {
  return (
    written !== undefined &&
    records.recordAt(written.place.writer, written.place.clock) !== undefined
  )
}

const answers = new Map<string, boolean>()
let verified = 0

/** Honest signatures come again and again: each is checked once. */
function cachedVerify(proof: Proof): boolean {
  verified++
  const name = toBase64url(Uint8Array.of(...proof.publicKey, ...proof.signature, ...proof.message))
  const known = answers.get(name) ?? verify(proof)
  if (answers.size < 50_000) answers.set(name, known)
  return known
}

function checkOne(target: Target, update: Uint8Array, counts: FuzzCounts): void {
  const { replica, expected, isClient } = target
  const verifier = isClient ? undefined : cachedVerify
  const untouched = Uint8Array.from(update)
  target.asked = 0
  verified = 0
  const verdict = judgeUpdate(update, target.facts, verifier)
  must(equalBytes(update, untouched), 'the input was changed')
  must(target.asked <= 2 * update.length + 64, `asked ${target.asked} times`)
  must(verified <= update.length / 32 + 16, `verified ${verified} signatures`)
  if (!verdict.ok) {
    counts.fatal++
    return
  }
  if (verdict.refusals.length > 0) counts.refused++
  must((verdict.update?.length ?? 0) <= 2 * update.length + 16, 'the answer outgrew the input')
  if (verdict.update === undefined) {
    must(verdict.accepted.length + verdict.deletes.length === 0, 'accepted without an update')
    return
  }
  counts.accepted += verdict.accepted.length
  const mayGo = (clock: number, writer: number): boolean =>
    target.facts.mayDelete({ doc: target.corpus.doc, writer, clock })
  for (const { writer, clock: from, length } of verdict.deletes) {
    for (let clock = from; clock < from + length; clock++) {
      must(mayGo(clock, writer), `${writer}/${clock} was taken away`)
      must(expected.delete(`${writer}/${clock}`), `${writer}/${clock} was never there`)
      counts.purged++
    }
  }
  const holesBefore = replica.records.holesCount()
  replica.apply(verdict.update)
  counts.holes += replica.records.holesCount() - holesBefore
  for (const { place, record } of verdict.accepted) {
    const name = `${place.writer}/${place.clock}`
    must(!expected.has(name), `${name} was taken twice`)
    expected.set(name, record.bytes)
  }
  checkStock(target)
  const again = judgeUpdate(verdict.update, target.facts, verifier)
  must(again.ok && again.update === undefined && again.refusals.length === 0, 'not idempotent')
}

function checkStock({ replica, corpus, expected }: Target): void {
  const { doc, records } = replica
  const live = records.placesCount() - records.holesCount()
  must(doc.store.pendingStructs === null && doc.store.pendingDs === null, 'something is pending')
  const roots = corpus === GROUP ? ['members', 'keys'] : ['messages']
  must(
    [...doc.share.keys()].every((name) => roots.includes(name)),
    'a foreign root',
  )
  must(live === expected.size, 'records differ from what was accepted')
}

/** What stock Yjs holds is what was accepted, and what it sends is taken by an empty replica. */
function checkWhole(target: Target, counts: FuzzCounts): void {
  try {
    const { replica, corpus, expected } = target
    const afresh = recordsIn(replica.doc, corpus.doc)
    for (const [name, bytes] of expected) {
      const [writer = 0, clock = 0] = name.split('/').map(Number)
      const held = afresh.recordAt(writer, clock)
      must(held !== undefined && equalBytes(held, bytes), `${name} changed`)
    }
    const state = Y.encodeStateAsUpdate(replica.doc)
    const { facts } = newTarget(corpus, target.isClient)
    const verdict = judgeUpdate(state, facts, target.isClient ? undefined : cachedVerify)
    must(verdict.ok && verdict.refusals.length === 0, 'an honest state was refused')
    must(verdict.ok && verdict.accepted.length === expected.size, 'a record was lost')
  } catch (error) {
    counts.faults.push(String(error))
  }
}

function must(holds: boolean, says: string): void {
  if (!holds) throw new Error(says)
}
