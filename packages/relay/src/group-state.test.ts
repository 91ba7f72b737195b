import { encodeUpdate, type HeldRecord, judgeUpdate } from '@parley/gate'
import {
  type Action,
  actionRecordType,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  groupDoc,
  hlcAt,
  idBytes,
  newWriter,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  rootActBytes,
  signedRecord,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { newGroup, newKeys, newPerson, type Person, signAs } from '../test/people.ts'
import { type GroupState, newGroupState } from './group-state.ts'
import { nodePorts } from './node-ports.ts'

const { verify } = nodePorts()

interface Signed extends HeldRecord {
  readonly id: RecordId
}

/**
 * Bob takes out a stolen device by his root; Mallory, a member, named a second root for her device and a
 * made-up one for Bob's, and wrote removals signed by each; the founder removes her, knowing all of it.
 */
function newHostileWorld() {
  const [alice, bob, mallory] = [newPerson(), newPerson(), newPerson()]
  const group = newGroup(alice)
  const doc = groupDoc(group.id)
  const base = { id: group.id, doc }
  const joined = [group.join(bob), group.join(mallory)] as const
  const [bobs, mallorys] = joined
  const stolen = newPerson(newKeys(), bob.root)
  const second = newPerson(mallory.keys, newKeys())
  const madeUp = newPerson(bob.keys, newKeys())
  let count = 100

  function act(by: Person, action: Action, parents: readonly RecordId[], root?: KeyPair): Signed {
    const claimedRole = by === alice ? 'founder' : 'member'
    const header = encodeActionHeader({ claimedRole, parents, hlc: hlcAt(count) })
    const signed =
      root === undefined || action.type !== 'undevice'
        ? action
        : { ...action, rootSignature: signAs(root, wordOn(action.device, header)) }
    const writer = newWriter(writerPrefix(group.id, by.keys.publicKey), count++)
    const place = { doc, writer, clock: 0 }
    const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(signed))
    const bytes = signedRecord(unsigned, signAs(by.keys, bytesToSign(place, unsigned)))
    return { root: 'members', place, bytes, id: recordIdOf(place, bytes) }
  }
  const wordOn = (device: Person['device'], header: Uint8Array) =>
    rootActBytes(group.id, { recordType: RECORD_TYPE.undevice, device: idBytes(device), header })
  const undevice = ({ device }: Person) =>
    ({ type: 'undevice', device, rootSignature: undefined, cut: [] }) as const
  const device = ({ introduction }: Person) =>
    ({ type: 'device', person: introduction, rootSignature: undefined }) as const

  const theirs = act(stolen, device(stolen), [bobs.id])
  const out = act(bob, undevice(stolen), [theirs.id], bob.root)
  const back = act(stolen, undevice(bob), [theirs.id])
  const add = {
    type: 'add',
    person: madeUp.introduction,
    role: 'member',
    join: undefined,
  } as const
  const hostile = [
    act(mallory, add, [mallorys.id]),
    act(mallory, device(second), [mallorys.id]),
    act(mallory, undevice(newPerson()), [mallorys.id], mallory.root),
    act(mallory, undevice(newPerson()), [mallorys.id], second.root),
    act(mallory, undevice(newPerson()), [mallorys.id], newKeys()),
  ]
  const parents = [out.id, ...hostile.map(({ id }) => id)]
  const removal = act(alice, { type: 'remove', person: mallory.id, cut: [] }, parents)
  const asRecord = ({ doc: name, writer, clock, bytes, id }: typeof bobs): Signed => {
    return { root: 'members', place: { doc: name, writer, clock }, bytes, id }
  }
  const first = [group.found, group.invite].map(asRecord)
  const others = [...joined.map(asRecord), theirs, out, back, ...hostile, removal]
  return { base, first, others, people: { alice, bob, mallory, stolen }, removal, back }
}

type World = ReturnType<typeof newHostileWorld>

function stateOf({ base }: World, records: readonly HeldRecord[]): GroupState {
  return newGroupState(base, { records, marks: [], storedBytes: 0 }, verify)
}

/** Each in an update of its own, again and again until nothing more is taken. */
function live(world: World, order: readonly Signed[]): GroupState {
  const state = stateOf(world, world.first)
  let left = order
  for (let before = -1; before !== left.length;) {
    before = left.length
    left = left.filter((record) => !take(state, record))
  }
  return state
}

function take(state: GroupState, { place, bytes }: Signed): boolean {
  const roster = state.roster()
  const { writer, clock } = place
  const facts = {
    doc: state.doc,
    placesOf: () => 0,
    recordAt: () => undefined,
    liveClocks: () => [],
    hasEntry: () => false,
    devicesOf: state.devicesOf,
    hasAction: roster.hasAction,
    isOwn: () => false,
    refusedFrom: () => undefined,
    takesMissing: false,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  }
  const update = encodeUpdate(state.doc, [{ writer, clock, records: [bytes] }])
  const verdict = judgeUpdate(update, facts, verify)
  if (!verdict.ok) throw new Error(verdict.broke)
  expect(verdict.refusals.map(({ reason }) => reason)).not.toContain('bad')
  state.add(verdict.accepted)
  return verdict.accepted.length > 0
}

function told(state: GroupState, { first, others, people }: World) {
  const roster = state.roster()
  return {
    verdicts: [...first, ...others].map(({ id }) => roster.verdictOf(id)),
    members: [...roster.members.keys()].sort(),
    devices: Object.values(people).map(({ device }) => [
      roster.deviceIsLive(device),
      roster.personOf(device),
    ]),
  }
}

test('[RO15] [GA40] [AT115] [AT116] in whatever order its records came, live or from the disk, a relay has one roster, and takes what a root signed', () => {
  const world = newHostileWorld()
  const { first, others, people, removal, back } = world
  const all = [...first, ...others]
  const expected = told(stateOf(world, all), world)
  const roster = stateOf(world, all).roster()
  expect(all.every(({ id }) => roster.hasAction(id))).toBe(true)
  expect(roster.verdictOf(removal.id)).toBe('valid')
  expect(roster.verdictOf(back.id)).toBe('invalid')
  expect(roster.members.has(people.mallory.id)).toBe(false)
  expect(roster.deviceIsLive(people.stolen.device)).toBe(false)
  expect(roster.deviceIsLive(people.bob.device)).toBe(true)

  const orders = new Set<string>()
  const count = others.length
  const anyOrder = fc.shuffledSubarray(others, { minLength: count, maxLength: count })
  fc.assert(
    fc.property(anyOrder, fc.nat(count), (order, at) => {
      expect(told(live(world, order), world)).toEqual(expected)
      const onDisk = [...order.slice(0, at), ...first, ...order.slice(at)]
      expect(told(stateOf(world, onDisk), world)).toEqual(expected)
      orders.add(order.map(({ id }) => id).join())
    }),
    { numRuns: 40 },
  )
  expect(orders.size).toBeGreaterThan(30) // not vacuous
})
