import { expect, test } from 'vitest'
import { GroupWorld, personNumber } from '../test/group-world.ts'
import { headsFor } from './heads.ts'

const anna = personNumber(1)

test('[RO14] heads name the newest actions, and the own admission is at or before them', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  expect(headsFor(world.roster, anna.id)).toEqual([join.id])
  const after = world.unknown(world.founder, [join.id])
  expect(headsFor(world.roster, anna.id)).toEqual([after.id])
})

test('[RO14] in a crowd of heads the own admission comes first and eight are named', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  const invite = world.invite(world.founder, 'founder', 'member', { parents: [world.found.id] })
  for (let number = 2; number < 30; number++) world.join(personNumber(number), invite.id)
  const heads = headsFor(world.roster, anna.id)
  expect(heads).toHaveLength(8)
  expect(heads[0]).toBe(join.id)
  expect(new Set(heads).size).toBe(8)
  expect(world.roster.judge({ device: anna.device, heads })).toBe('valid')
})

test('[RO14] a flood of worthless actions does not push valid heads out', () => {
  const world = new GroupWorld()
  const join = world.admit(anna, 'member')
  const other = world.join(personNumber(2), world.invite(world.founder, 'founder', 'guest').id)
  const end = world.heads
  for (let count = 0; count < 20; count++) world.unknown(personNumber(9), [world.found.id])
  expect(headsFor(world.roster, anna.id)).toEqual(expect.arrayContaining([...end]))
  expect(headsFor(world.roster, anna.id)).toContain(other.id)
  expect(world.roster.isInPast(join.id, headsFor(world.roster, anna.id))).toBe(true)
})

test('[RO14] someone who is not in yet still names what they know', () => {
  const world = new GroupWorld()
  expect(headsFor(world.roster, anna.id)).toEqual([world.found.id])
})
