import { personGroup } from '@parley/protocol'
import { expect, test } from 'vitest'
import { GroupWorld } from '../test/group-world.ts'
import { cutTo, deviceOf, MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo } from '../test/people.ts'
import { newActionGraph } from './action-graph.ts'
import { decideDeviceRemovals } from './device-removals.ts'
import { newIntroductions } from './introductions.ts'
import { reduceRoster } from './roster.ts'

const phone = anna
const laptop = deviceOf(anna, 101, phone)
const tablet = deviceOf(anna, 102, phone)
const recovered = deviceOf(anna, 103)

/** Anna is admin with phone, laptop and tablet. */
function threeDevices() {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.device(phone)
  world.device(laptop)
  world.device(tablet)
  world.add(world.founder, ben, 'member')
  return world
}

function live(world: MemberWorld) {
  return [phone, laptop, tablet].map(({ device }) => world.roster.deviceIsLive(device))
}

test('[RO20] a device taken out never acts again, and never returns', () => {
  const world = threeDevices()
  const before = world.heads
  const known = world.mute(tablet, ben, { onto: before })
  const removal = world.undevice(phone, tablet, { onto: [known] })
  const beside = world.remove(tablet, ben, { onto: before })
  const after = world.remove(tablet, ben, { onto: [removal] })
  const again = world.device(tablet)
  expect(world.verdicts(known, removal, beside, after, again)).toEqual([
    'valid',
    'valid',
    'invalid',
    'invalid',
    'invalid',
  ])
  expect(live(world)).toEqual([true, true, false])
  expect(world.roster.members.get(anna.id)?.devices).toEqual([phone.device, laptop.device].sort())
})

test('[RO20] nobody takes out the device of another', () => {
  const world = threeDevices()
  const hostile = world.undevice(world.founder, phone)
  const rooted = world.undevice(world.founder, phone, { rooted: true })
  expect(world.verdicts(hostile, rooted)).toEqual(['invalid', 'invalid'])
  expect(live(world)).toEqual([true, true, true])
})

test('[RO21] [AT49] what a stolen device did, backdated, falls once another of the person\u2019s takes it out', () => {
  const world = threeDevices()
  world.role(world.founder, anna, 'owner')
  const before = world.heads
  const theft = [
    world.undevice(laptop, phone, { onto: before }),
    world.undevice(laptop, tablet, { onto: before }),
    world.add(laptop, cleo, 'admin', { onto: before, as: 'owner' }),
  ]
  expect(live(world)).toEqual([false, true, false])
  world.undevice(tablet, laptop, { onto: before })
  expect(world.verdicts(...theft)).toEqual(['invalid', 'valid', 'invalid'])
  expect(world.roles(cleo)).toEqual([undefined])
  expect(live(world)).toEqual([true, false, false])
})

test('[RO22] [AT49] the recovery phrase takes a stolen device out and everything it did with it', () => {
  const world = threeDevices()
  const before = world.heads
  const theft = [
    world.undevice(laptop, phone, { onto: before }),
    world.undevice(laptop, tablet, { onto: before }),
    world.mute(laptop, ben, { onto: before }),
  ]
  world.device(recovered, { rooted: true, onto: before })
  world.undevice(recovered, laptop, { rooted: true, onto: before })
  expect(world.verdicts(...theft)).toEqual(['invalid', 'invalid', 'invalid'])
  expect(live(world)).toEqual([true, false, true])
})

test('[RO22] what the root says of a key beats what a device says of it meanwhile', () => {
  const world = threeDevices()
  const before = world.heads
  const removal = world.undevice(laptop, phone, { onto: before })
  world.device(phone, { rooted: true, onto: before })
  expect(world.verdicts(removal)).toEqual(['invalid'])
  const late = new MemberWorld()
  late.add(late.founder, anna, 'admin')
  late.device(laptop)
  const known = late.undevice(laptop, phone)
  late.device(phone, { rooted: true, onto: [known] })
  expect(late.verdicts(known)).toEqual(['valid'])
  expect(late.roster.deviceIsLive(phone.device)).toBe(false)
})

test('[RO22] [AT115] what another root than the person\u2019s own signed is no more than the device\u2019s own word', () => {
  for (const root of [phone.introduction.root, ben.introduction.root]) {
    const world = threeDevices()
    const before = world.heads
    const removal = world.undevice(phone, laptop, { rooted: root, onto: before })
    world.undevice(laptop, phone, { onto: before })
    const isOwnRoot = root === phone.introduction.root
    expect(world.verdicts(removal)).toEqual(['valid'])
    expect(live(world)).toEqual([isOwnRoot, false, true])
  }
})

test('[RO22] [AT115] [AT116] whoever names a second root, or has one named for them, has their first one\u2019s word and no other\u2019s', () => {
  const world = threeDevices()
  const before = world.heads
  const asBen = { ...phone, introduction: { ...phone.introduction, root: ben.introduction.root } }
  world.add(cleo, asBen, 'member', { onto: before, as: 'member' })
  world.device(asBen, { rooted: true })
  expect(world.roster.personOf(phone.device)).toBe(anna.id)
  const theft = world.undevice(laptop, phone, { onto: before })
  const byBen = world.undevice(phone, laptop, { rooted: ben.introduction.root, onto: before })
  expect(world.verdicts(theft, byBen)).toEqual(['valid', 'valid'])
  const byAnna = world.undevice(phone, laptop, { rooted: true, onto: before })
  expect(world.verdicts(theft, byAnna)).toEqual(['invalid', 'valid'])
})

test('[RO21] two that take each other out apart are both out', () => {
  const world = threeDevices()
  const before = world.heads
  world.undevice(laptop, tablet, { onto: before })
  world.undevice(tablet, laptop, { onto: before })
  expect(live(world)).toEqual([true, false, false])
})

test('[RO21] within a ring, what somebody did knowing they were out does not count', () => {
  const world = threeDevices()
  const before = world.heads
  const first = world.undevice(phone, laptop, { onto: before })
  const knowing = world.undevice(laptop, tablet, { onto: [first] })
  const beside = world.undevice(tablet, phone, { onto: before })
  expect(world.verdicts(first, knowing, beside)).toEqual(['valid', 'invalid', 'valid'])
})

test('[RO23] a device brought in by one that is out is nobody\u2019s', () => {
  const world = threeDevices()
  const before = world.heads
  const mole = deviceOf(anna, 104, tablet)
  const early = deviceOf(anna, 105, tablet)
  const known = world.device(early, { onto: before })
  world.undevice(phone, tablet, { onto: [known] })
  const late = world.device(mole, { onto: before })
  const act = world.remove(mole, ben, { onto: [late], as: 'admin' })
  expect(world.verdicts(known, late, act)).toEqual(['valid', 'invalid', 'invalid'])
  expect(world.roster.deviceIsLive(early.device)).toBe(true)
  expect(world.roster.deviceIsLive(mole.device)).toBe(false)
  expect(world.bar(mole)).toBe('removed-device')
})

test('[RO23] who retires their first device can go on linking with the second', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.device(phone)
  world.device(laptop)
  world.undevice(laptop, phone)
  const third = deviceOf(anna, 106, laptop)
  const thief = deviceOf(anna, 107, phone)
  const acts = [world.device(third), world.device(deviceOf(anna, 108, thief))]
  expect(world.verdicts(...acts)).toEqual(['valid', 'invalid'])
  expect(world.roster.deviceIsLive(third.device)).toBe(true)
})

test('[RO23] a key that spoke for somebody else vouches for nobody past the removal of who certified it', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.device(phone)
  const { introduction } = deviceOf(ben, 101)
  const bens = world.device({ ...laptop, id: ben.id, introduction })
  world.undevice(phone, phone, { onto: [bens], rooted: true })
  const third = deviceOf(anna, 106, laptop)
  expect(world.verdicts(world.device(third))).toEqual(['invalid'])
  expect(world.roster.personOf(laptop.device)).toBe(ben.id)
  expect(world.roster.deviceIsLive(third.device)).toBe(false)
})

test('[RO10] a key is whose it says itself, whatever others said before', () => {
  const world = new MemberWorld()
  world.add(world.founder, ben, 'moderator')
  const theft = { ...ben, introduction: { ...ben.introduction, chain: anna.introduction.chain } }
  world.add(ben, theft, 'guest')
  expect(world.roster.personOf(anna.device)).toBe(ben.id)
  world.device(anna)
  expect(world.roster.personOf(anna.device)).toBe(anna.id)
})

test('[RO35] [AT82] one device taken out: its person\u2019s other devices go on, and what it wrote before stands', () => {
  const world = threeDevices()
  const { heads } = world
  world.undevice(phone, tablet, { cut: cutTo(3) })
  expect(world.bar(laptop)).toBeUndefined()
  expect(world.bar(laptop, { heads })).toBeUndefined()
  expect(world.bar(tablet, { heads, clock: 2 })).toBeUndefined()
  expect(world.bar(tablet, { heads, clock: 3 })).toBe('cut')
  expect(world.bar(tablet, { clock: 2 })).toBe('removed-device')
})

test('[RO24] the newest box is granted to, and a device\u2019s removal is followed by one', () => {
  const world = threeDevices()
  world.undevice(phone, tablet)
  const box = world.box(phone, 1)
  const { boxGeneration, box: current } = world.roster.members.get(anna.id) ?? {}
  expect(boxGeneration).toBe(1)
  expect(box.action.type === 'box' && box.action.boxPublic).toEqual(current)
  world.box(laptop, 2, { onto: [box] })
  world.box(tablet, 9)
  expect(world.roster.members.get(anna.id)?.boxGeneration).toBe(2)
  const boxes = world.roster.recipients.filter(({ isLive, isPerson }) => isPerson && isLive)
  expect(boxes.map(({ boxPublic }) => boxPublic)).toContainEqual(
    world.roster.members.get(anna.id)?.box,
  )
})

test('[RO44] somebody\u2019s own document is a group of one that any device of theirs founds', () => {
  const world = new MemberWorld()
  const own = personGroup(anna.id)
  const records = [
    world.device(phone, { onto: [] }),
    world.device(laptop, { onto: [] }),
    world.device(ben, { onto: [] }),
  ]
  const roster = reduceRoster(own, records)
  expect(roster).toMatchObject({ founded: true, encrypted: true })
  expect([...roster.members].map(([person, { role }]) => [person, role])).toEqual([
    [anna.id, 'founder'],
  ])
  expect(records.map(({ id }) => roster.verdictOf(id))).toEqual(['valid', 'valid', 'invalid'])
  const heads = records.slice(0, 1).map(({ id }) => id)
  const device = laptop.device
  expect(roster.judge({ device, heads, act: 'post' })).toBe('valid')
  expect(roster.judge({ device: ben.device, heads })).toBe('invalid')
})

/** How many times ancestry is asked about, and how many removals stand, of so many that name their own signer. */
function selfRemovals(count: number) {
  const world = new GroupWorld()
  const parents = [world.admit(anna, 'member').id]
  const ids = Array.from({ length: count }, () => {
    const action = {
      type: 'undevice',
      device: anna.device,
      cut: [],
      rootSignature: undefined,
    } as const
    return world.write({ by: anna, action, parents }).id
  })
  const graph = newActionGraph(world.actions)
  let asked = 0
  const counting = {
    ...graph,
    builds(later: number, earlier: number) {
      asked++
      return graph.builds(later, earlier)
    },
  }
  const removals = decideDeviceRemovals(counting, newIntroductions(graph))
  return { asked, standing: ids.filter((id) => removals.isValid(id)).length }
}

test('[RO21] [AT98] a device that takes itself out 4,096 times at once costs by the number of removals, not of pairs', () => {
  const few = selfRemovals(64)
  const many = selfRemovals(4_096)
  expect([few.standing, many.standing]).toEqual([64, 4_096])
  expect(few.asked).toBeGreaterThan(63)
  expect(many.asked).toBeLessThanOrEqual(4 * 4_096)
})
