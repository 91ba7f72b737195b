import { encodeUpdate } from '@parley/gate'
import { type Action, CLOSE_CODE, groupDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson, type Person, type TestGroup, type Written } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { admitUpdate } from './admission.ts'
import { newGroupState } from './group-state.ts'
import { newMemoryJournal } from './journal/memory-journal.ts'
import { openLiveDoc } from './live-doc.ts'
import { nodePorts } from './node-ports.ts'
import { siteVerifier } from './site-verifier.ts'

const { verify } = nodePorts()

/** What one update costs that a stranger brings to a group: reductions of it, and signatures. */
async function costOf(bring: (group: TestGroup) => Uint8Array, mayReduce = () => true) {
  const group = newGroup(newPerson())
  const ports = { journal: newMemoryJournal(), log: () => undefined, onFailure: () => undefined }
  const live = await openLiveDoc(groupDoc(group.id), ports)
  await live.apply(group.update())
  const stored = { records: live.records.all(), marks: [], storedBytes: 0 }
  const state = newGroupState({ id: group.id, doc: groupDoc(group.id) }, stored, verify)
  const cost = { reduced: 0, verified: 0 }
  const counted = {
    ...state,
    rosterWith(...asked: Parameters<typeof state.rosterWith>) {
      cost.reduced++
      return state.rosterWith(...asked)
    },
  }
  const update = bring(group)
  const admission = admitUpdate(update, {
    live,
    group: counted,
    by: { device: stranger.device, links: new Map(), refills: new Set(), mirrors: new Set() },
    verify(proof) {
      cost.verified++
      return verify(proof)
    },
    verifySite: siteVerifier(verify),
    isBarred: () => false,
    mayReduce,
    lastSegment: 0,
    segmentsAhead: 4,
    groupBytes: 1_048_576,
    now: 1_700_000_000_000,
  })
  return { admission, cost }
}

const stranger = newPerson()

function introduction(person: Person, { id, found }: TestGroup) {
  const action: Action = { type: 'device', person: person.introduction, rootSignature: undefined }
  return person.act(id, action, { role: 'member', parents: [found.id] })
}

function lastOf(acts: readonly Written[]): Written {
  const last = acts.at(-1)
  if (last === undefined) throw new Error('no acts')
  return last
}

/** Acts of one device in one update. */
function together(acts: readonly Written[]): Uint8Array {
  const { doc, writer, clock } = lastOf(acts)
  const records = acts.map(({ bytes }) => bytes)
  return encodeUpdate(doc, [{ writer, clock: clock + 1 - acts.length, records }])
}

test('[RE14] [AT172] devices of people who are not in the group are refused at sight, each signature looked at once', async () => {
  const count = 40
  const { admission, cost } = await costOf((group) => {
    const crowd = [stranger, ...Array.from({ length: count - 1 }, () => newPerson())]
    const runs = crowd.map((person) => {
      const { writer, clock, bytes } = introduction(person, group)
      return { writer, clock, records: [bytes] }
    })
    return encodeUpdate(groupDoc(group.id), runs)
  })
  expect(admission).toEqual({ type: 'forbidden', judgedCount: count })
  expect(cost).toEqual({ reduced: 0, verified: 2 * count }) // the device's own, and its certificate
})

test('[RE15] [AT172] a join that its link did not sign is refused without reducing the group', async () => {
  const { admission, cost } = await costOf(
    (group) => group.join(stranger, { link: newPerson().keys }).update,
  )
  expect(admission).toMatchObject({ verdict: { refusals: [{ reason: 'bad' }] } })
  expect(cost.reduced).toBe(0)
})

test('[RE34] [AT172] a group is reduced for a newcomer only when that is paid, and then once', async () => {
  const join = (group: TestGroup): Uint8Array => group.join(stranger).update
  const paid = await costOf(join)
  expect(paid.admission).toMatchObject({ verdict: { refusals: [] } })
  expect(paid.cost.reduced).toBe(1)
  const unpaid = await costOf(join, () => false)
  expect(unpaid.admission).toMatchObject({ verdict: { refusals: [{ reason: 'policy:rate' }] } })
  expect(unpaid.cost.reduced).toBe(0)
})

test('[RE46] [AT130] [AT172] what a stranger brings in vain is paid by device and address, and at last not looked at', async () => {
  const outside = { perSecond: 0.1, burst: 12 }
  for (const shared of [{ deviceAllowances: { outside } }, { addressAllowances: { outside } }]) {
    const { world, group } = await newScene({ limits: shared })
    const doc = groupDoc(group.id)
    const bad = introduction(stranger, group)
    const codes: number[] = []
    for (let session = 0; session < 8; session++) {
      const client = await world.connect(stranger).open()
      client.update(doc, bad.update)
      await until(() => client.closes(doc).length > 0)
      codes.push(...client.closes(doc))
      client.socket.hangUp()
    }
    expect(codes[0]).toBe(CLOSE_CODE.forbidden)
    expect(codes.at(-1)).toBe(CLOSE_CODE.busy)
    world.clock.advance(100_000)
    const later = await world.connect(stranger).open()
    later.update(doc, bad.update)
    await until(() => later.closes(doc).length > 0)
    expect(later.closes(doc)).toEqual([CLOSE_CODE.forbidden])
    await world.relay.close()
  }
})

test('[RE46] [AT172] the longer a group’s log, the fewer newcomers of one address at once; the rest come later', async () => {
  const reduction = { perSecond: 1, burst: 4 }
  const { world, group, alice, atAlice } = await newScene({
    limits: { addressAllowances: { reduction } },
  })
  const doc = groupDoc(group.id)
  const acts = Array.from({ length: 64 }, () =>
    alice.act(
      group.id,
      { type: 'policy', policy: [] },
      { role: 'founder', parents: [group.found.id] },
    ),
  )
  atAlice.update(doc, together(acts))
  await until(() => atAlice.acks(doc).some(({ clock }) => clock > lastOf(acts).clock))
  const come = async () => {
    const person = newPerson()
    const client = await world.connect(person).open()
    const join = group.join(person)
    client.update(doc, join.update)
    await until(() => client.acks(doc).length + client.refusals(doc).length > 0)
    return client.refusals(doc)[0]?.reason
  }
  expect([await come(), await come(), await come()]).toEqual([undefined, undefined, 'policy:rate'])
  world.clock.advance(2_000)
  expect(await come()).toBeUndefined()
})

test('[RE32] [AT172] what is refused takes its turn too: after a few hundred records everybody else gets theirs', async () => {
  const { world, group } = await newScene()
  const doc = groupDoc(group.id)
  const bad = introduction(stranger, group)
  const client = await world.connect(stranger).open()
  for (let count = 0; count < 400; count++) client.update(doc, bad.update)
  await settle()
  const answered = (): number => client.closes(doc).length
  expect(answered()).toBeGreaterThan(0)
  expect(answered()).toBeLessThan(400)
  await until(() => {
    world.clock.advance(1)
    return answered() === 400
  })
})

test('[RE8] [AT172] acts in a group with a long log take more of the allowance', async () => {
  const membership = { perSecond: 1, burst: 4 }
  const world = await newWorld({ limits: { deviceAllowances: { membership } } })
  const alice = newPerson()
  const group = newGroup(alice)
  const doc = groupDoc(group.id)
  const atAlice = await world.connect(alice).open()
  atAlice.update(doc, group.update())
  const act = () =>
    alice.act(
      group.id,
      { type: 'policy', policy: [] },
      { role: 'founder', parents: [group.found.id] },
    )
  const acts = Array.from({ length: 256 }, act)
  atAlice.update(doc, together(acts))
  await until(() => {
    world.clock.advance(1)
    return atAlice.acks(doc).some(({ clock }) => clock > lastOf(acts).clock)
  })
  // Two were spent, and the next costs two.
  for (const one of [act(), act()]) atAlice.update(doc, one.update)
  await until(() => atAlice.refusals(doc).length > 0)
  expect(atAlice.refusals(doc)).toMatchObject([
    { clock: lastOf(acts).clock + 2, reason: 'policy:rate' },
  ])
})
