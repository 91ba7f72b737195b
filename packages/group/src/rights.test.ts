import { ROLES } from '@parley/protocol'
import { expect, test } from 'vitest'
import { MemberWorld } from '../test/member-world.ts'
import { anna, ben, cleo, dora } from '../test/people.ts'
import {
  actsAllowed,
  assignableRoles,
  invitableRoles,
  isSilenced,
  mayDo,
  mayWithdraw,
} from './index.ts'

test('[RO4] every button that the table allows, the reducer takes, and no other', () => {
  let allowed = 0
  for (const mine of ROLES.slice(0, 5))
    for (const theirs of ROLES.slice(0, 5)) {
      const world = new MemberWorld()
      world.add(world.founder, anna, mine)
      world.add(world.founder, ben, theirs)
      const { heads, roster } = world
      const acts = {
        remove: world.remove(anna, ben, { onto: heads }),
        mute: world.mute(anna, ben, { onto: heads }),
        unmute: world.unmute(anna, ben, { onto: heads }),
      }
      const given = ROLES.map((role) => world.role(anna, ben, role, { onto: heads }))
      for (const act of ['remove', 'mute', 'unmute'] as const) {
        const verdict = mayDo(act, mine, { theirs }) ? 'valid' : 'invalid'
        expect(world.verdicts(acts[act])).toEqual([verdict])
      }
      const valid = ROLES.filter((role, at) => {
        const one = given[at]
        return role !== theirs && one !== undefined && world.verdicts(one)[0] === 'valid'
      })
      expect(assignableRoles(mine, theirs)).toEqual(valid)
      allowed += actsAllowed(roster, anna.id, ben.id).length
    }
  expect(allowed).toBeGreaterThan(10)
})

test('[RO4] what the app offers follows the roster: muted or not, up or down, and nothing on oneself', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'owner')
  world.add(world.founder, ben, 'moderator')
  const offered = () => actsAllowed(world.roster, anna.id, ben.id)
  expect(offered()).toEqual(['promote', 'demote', 'remove', 'mute'])
  world.mute(anna, ben)
  expect(offered()).toEqual(['promote', 'demote', 'remove', 'unmute'])
  expect(isSilenced(world.roster, ben.id)).toBe(true)
  expect(actsAllowed(world.roster, anna.id, anna.id)).toEqual([])
  expect(actsAllowed(world.roster, anna.id, world.founder.id)).toEqual([])
  expect(actsAllowed(world.roster, ben.id, cleo.id)).toEqual([])
  expect(invitableRoles('admin')).toEqual(['guest', 'member', 'moderator'])
})

test('[RO40] who may withdraw a link is asked before the button shows', () => {
  const world = new MemberWorld()
  world.add(world.founder, anna, 'admin')
  world.add(world.founder, ben, 'moderator')
  world.add(world.founder, dora, 'moderator')
  const link = world.invited(ben, 'member')
  const may = (who: typeof anna) => mayWithdraw(world.roster, who.id, link.id)
  expect([ben, anna, dora, cleo].map(may)).toEqual([true, true, false, false])
  world.mute(anna, ben)
  expect(may(ben)).toBe(false)
})
