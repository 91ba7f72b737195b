import { expect, test } from 'vitest'
import { parseEvidence, encodeEvidence } from '@parley/protocol'
import { newPerson, newWorld, verify, type Written } from '../test/world.ts'
import { newRetractions, type RetractFacts, verifyEvidence } from './index.ts'

const world = newWorld()
const [bob, carol] = [newPerson('bob'), newPerson('carol')]
const [one, two] = [world.message(bob, 0, 'one'), world.message(bob, 1, 'two')]
const retract = world.retract(bob, 2, one, two)
const another = world.retract(carol, 0, two)
const facts: RetractFacts = {
  doc: world.segment,
  devicesOf: (writer) =>
    [bob, carol].flatMap((person) =>
      world.writerOf(person) === writer ? [person.device.publicKey] : [],
    ),
  hasAction: (id) => id === world.found.id,
}

const evidenceOf = ({ place: { writer, clock }, bytes }: Written) => ({
  writer,
  clock,
  record: bytes,
})

test('[GA44] evidence is a retract that stands by itself, whatever is held of its writer', () => {
  const told = parseEvidence(encodeEvidence([retract, another].map(evidenceOf)))!
  expect(verifyEvidence(told, facts, verify)).toMatchObject([
    { id: retract.id, place: retract.place, device: bob.device.publicKey },
    { id: another.id, device: carol.device.publicKey },
  ])
})

test('[GA44] [AT39] a message, a moved retract, another signature, an unknown device or head: no evidence', () => {
  const moved = { ...evidenceOf(retract), clock: 3 }
  const foreign = { ...evidenceOf(retract), writer: world.writerOf(carol) }
  const cut = { ...evidenceOf(retract), record: retract.bytes.slice(0, -1) }
  const wrong = [evidenceOf(one), moved, foreign, cut]
  expect(verifyEvidence(wrong, facts, verify)).toEqual([])
  const mine = [evidenceOf(retract)]
  expect(verifyEvidence(mine, { ...facts, hasAction: () => false }, verify)).toEqual([])
  expect(verifyEvidence(mine, { ...facts, devicesOf: () => [] }, verify)).toEqual([])
  expect(verifyEvidence(mine, { ...facts, doc: world.doc }, verify)).toEqual([])
})

test('[GA44] retracts are found by each place they name, each once', () => {
  const retractions = newRetractions()
  const [first, second] = verifyEvidence([retract, another].map(evidenceOf), facts, verify)
  for (const some of [first!, second!, first!]) retractions.add(some)
  const { writer } = one.place
  expect(retractions.naming(writer, 0).map(({ id }) => id)).toEqual([retract.id])
  expect(retractions.naming(writer, 1).map(({ id }) => id)).toEqual([retract.id, another.id])
  expect(retractions.naming(writer, 2)).toEqual([])
  expect(retractions.naming(world.writerOf(carol), 0)).toEqual([])
})
