import { type Action, CLOSE_CODE, parseRecord, type RecordId } from '@parley/protocol'
import { reduceRoster, type VerifiedAction } from '@parley/group'
import { expect, test } from 'vitest'
import {
  inviteOf,
  newGroup,
  newKeys,
  newPerson,
  type Person,
  type Written,
} from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { type TestClient, until } from '../test/sockets.ts'
import { farewellActs } from './farewell-acts.ts'

async function stored(client: TestClient, written: Written): Promise<void> {
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).some(({ clock }) => clock > written.clock))
}

function byFounder({ alice, group }: Scene, action: Action, parents: readonly RecordId[]): Written {
  return alice.act(group.id, action, { role: 'founder', parents })
}

/** What a device is told that asks now, and the code it is closed with. */
async function farewellOf({ world }: Scene, person: Person, doc: string) {
  const client = await world.connect(person).open()
  client.step1(doc)
  await until(() => client.closes(doc).length > 0)
  const told = Buffer.concat(client.syncs(doc).map(({ bytes }) => bytes))
  const isTold = ({ bytes }: Written): boolean => told.includes(Buffer.from(bytes))
  return { isTold, code: client.closes(doc)[0] }
}

function introduce(type: 'add', { introduction: person }: Person): Action {
  return { type, person, role: 'moderator', join: undefined }
}

test('[RE43] [AT174] who was turned down long ago hears of that, and of nobody who came or went since', async () => {
  const scene = await newScene()
  const { group, world, atAlice } = scene
  const link = newKeys()
  const invite = byFounder(scene, inviteOf(link, { needsApproval: true }), scene.heads)
  await stored(atAlice, invite)
  const stranger = newPerson()
  const join = group.join(stranger, { link, invite: invite.id })
  await stored(await world.connect(stranger).open(), join)
  const no = byFounder(scene, { type: 'uninvite', target: join.id }, [join.id])
  const gone = byFounder(scene, { type: 'uninvite', target: invite.id }, [no.id])
  const carol = newPerson()
  const came = byFounder(scene, introduce('add', carol), [gone.id])
  const went = byFounder(scene, { type: 'remove', person: carol.id, cut: [] }, [came.id])
  for (const one of [no, gone, came, went]) await stored(atAlice, one)
  const { isTold, code } = await farewellOf(scene, stranger, join.doc)
  expect(code).toBe(CLOSE_CODE.forbidden)
  expect([no, gone, came, went].map(isTold)).toEqual([true, false, false, false])
})

test('[RE43] [AT174] whose link was withdrawn while they came hears of no removal after that', async () => {
  const scene = await newScene()
  const { group, bob, world, atAlice } = scene
  const link = newKeys()
  const invite = byFounder(scene, inviteOf(link), scene.heads)
  await stored(atAlice, invite)
  const late = newPerson()
  const join = group.join(late, { link, invite: invite.id })
  await stored(await world.connect(late).open(), join)
  const withdrawn = byFounder(scene, { type: 'uninvite', target: invite.id }, [invite.id])
  const removal = byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, [withdrawn.id])
  for (const one of [withdrawn, removal]) await stored(atAlice, one)
  const { isTold } = await farewellOf(scene, late, join.doc)
  expect([withdrawn, removal].map(isTold)).toEqual([true, false])
})

test('[RE43] [AT174] of all removals that a link did not know the first is told', async () => {
  const scene = await newScene()
  const { group, bob, world, atAlice } = scene
  const link = newKeys()
  const invite = byFounder(scene, inviteOf(link), scene.heads)
  const first = byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, [invite.id])
  const carol = newPerson()
  const came = byFounder(scene, introduce('add', carol), [first.id])
  const second = byFounder(scene, { type: 'remove', person: carol.id, cut: [] }, [came.id])
  for (const one of [invite, first, came, second]) await stored(atAlice, one)
  const late = newPerson()
  const join = group.join(late, { link, invite: invite.id })
  await stored(await world.connect(late).open(), join)
  const { isTold } = await farewellOf(scene, late, join.doc)
  expect([first, came, second].map(isTold)).toEqual([true, false, false])
})

function verified(person: Person, { id, writer, bytes }: Written): VerifiedAction {
  const record = parseRecord(bytes)
  if (record?.kind !== 'action') throw new Error('no action')
  const { header, action } = record
  return { id, device: person.device, writer, header, action }
}

const MANY = 60

test('[RE43] [AT173] however many comings and removals there are, one act is told of and the log is gone through a few times', () => {
  const [founder, puppet, asker] = [newPerson(), newPerson(), newPerson()]
  const group = newGroup(founder)
  const act = (action: Action, parents: readonly RecordId[]): Written =>
    founder.act(group.id, action, { role: 'founder', parents })
  const link = newKeys()
  const invite = act(inviteOf(link), [group.invite.id])
  const acts = [group.found, group.invite, invite, act(introduce('add', puppet), [invite.id])]
  for (let count = 0; count < MANY; count++) {
    const parents = acts.slice(-1).map(({ id }) => id)
    acts.push(act({ type: 'remove', person: puppet.id, cut: [] }, parents))
  }
  const joins = acts.map(() => group.join(asker, { link, invite: invite.id }))
  const roster = reduceRoster(group.id, [
    ...acts.map((one) => verified(founder, one)),
    ...joins.map((one) => verified(asker, one)),
  ])
  expect(roster.log.filter(({ verdict }) => verdict === 'valid').length).toBeGreaterThan(2 * MANY)
  let asked = 0
  const counted = {
    ...roster,
    isInPast(id: RecordId, heads: readonly RecordId[]) {
      asked += heads.length
      return roster.isInPast(id, heads)
    },
  }
  expect(farewellActs(counted, asker.device)).toEqual([acts[4]?.id])
  expect(asked).toBeLessThan(4 * roster.log.length)
})

test('[RE43] [RE46] [AT173] [AT130] who comes back to ask anew what ended it is told busy, and later again', async () => {
  const farewell = { perSecond: 0.1, burst: 1 }
  const scene = await newScene({ limits: { deviceAllowances: { farewell } } })
  const { bob, atAlice, heads, world } = scene
  const removal = byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, heads)
  await stored(atAlice, removal)
  const first = await farewellOf(scene, bob, removal.doc)
  expect([first.isTold(removal), first.code]).toEqual([true, CLOSE_CODE.removed])
  const second = await farewellOf(scene, bob, removal.doc)
  expect([second.isTold(removal), second.code]).toEqual([false, CLOSE_CODE.busy])
  world.clock.advance(10_000)
  expect((await farewellOf(scene, bob, removal.doc)).isTold(removal)).toBe(true)
})
