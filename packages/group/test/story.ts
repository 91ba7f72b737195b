/**
 * Worlds told by hand, each act on the heads it names; every look at one compares the reducer with its
 * slow twin first.
 */
import assert from 'node:assert/strict'
import type { Action, PersonId, Role } from '@parley/protocol'
import { reduceRoster, type Roster, type VerifiedAction } from '../src/index.ts'
import { addOf, inviteFor, joinBy, mustPerson, wholePast } from './roster-additions.ts'
import { tellRoster, tellTwin } from './roster-told.ts'
import { GROUP, type Key, keyOf, RosterWorld, type Said } from './roster-world.ts'
import { newTwin } from './twin.ts'
import type { EnvelopeAct } from './twin-judge.ts'

type On = readonly VerifiedAction[]

export class Story {
  readonly world = new RosterWorld()
  readonly found = this.world.found

  /** By a person's first key, or by the key given; on everything, unless told. */
  does(by: number | Key, claims: Role, action: Action, on?: On): VerifiedAction {
    const key = typeof by === 'number' ? keyOf(by) : by
    const parents = on?.map(({ id }) => id) ?? wholePast(this.world)
    return this.world.write({ by: key, claims, action, parents, salt: 5 })
  }

  /** The founder lets them in, one after another, and their keys say whose they are. */
  people(...roles: readonly (readonly [number, Role])[]): VerifiedAction {
    let last = this.found
    for (const [number, role] of roles) {
      last = this.does(0, 'founder', addOf(keyOf(number), role))
      last = this.device(keyOf(number))
    }
    return last
  }

  invite(by: number, claims: Role, role: Role, on?: On): VerifiedAction {
    return this.does(by, claims, inviteFor(role), on)
  }

  join(by: number, invite: VerifiedAction, on: On = [invite]): VerifiedAction {
    return this.does(by, 'guest', joinBy(keyOf(by), invite.id), on)
  }

  remove(by: number, claims: Role, whom: number, on?: On): VerifiedAction {
    return this.does(by, claims, { type: 'remove', person: id(whom), cut: [] }, on)
  }

  role(by: number, claims: Role, [whom, role]: readonly [number, Role], on?: On): VerifiedAction {
    return this.does(by, claims, { type: 'role', person: id(whom), role, cut: [] }, on)
  }

  device(key: Key, on?: On, introduction = key.introduction): VerifiedAction {
    return this.does(
      key,
      'guest',
      { type: 'device', person: introduction, rootSignature: undefined },
      on,
    )
  }

  undevice(by: Key, key: Key, on?: On): VerifiedAction {
    const named = { device: key.device, rootSignature: undefined, cut: [] }
    return this.does(by, 'guest', { type: 'undevice', ...named }, on)
  }

  says(by: number | Key, on: On, act: EnvelopeAct = 'post'): Said {
    const key = typeof by === 'number' ? keyOf(by) : by
    return this.world.say(key, 1, { heads: on.map((one) => one.id), act, segment: 0 })
  }

  get roster(): Roster {
    const { world } = this
    const roster = reduceRoster(GROUP, world.actions)
    assert.deepEqual(tellRoster(roster, this), tellTwin(newTwin(GROUP, world.actions), this))
    return roster
  }

  verdicts(...actions: On): readonly string[] {
    const { roster } = this
    return actions.map((one) => roster.verdictOf(one.id) ?? 'waits')
  }

  /** The role of a present person. */
  roleOf(number: number): Role | undefined {
    return this.roster.members.get(id(number))?.role
  }

  answer(said: Said): string {
    return this.roster.judge(said)
  }
}

export function id(number: number): PersonId {
  return mustPerson(number)
}
