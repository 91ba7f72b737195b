import type { LoggedAction, Member } from '@parley/group'
import {
  type DeviceKey,
  type PersonId,
  personIdOf,
  type RecordId,
  type Role,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { agentsOf, changesFor, hasKeptDesk, type Present } from './agents.ts'

type People = Readonly<Record<string, Role>>
interface Gone {
  readonly [person: string]: number
}

/** Who is in it as what, since when, who went from it when, and what else was done. */
function roster(
  people: People,
  gone: Gone = {},
  since: Gone = {},
  more: readonly LoggedAction[] = [],
): Present {
  const members = Object.entries(people).map(([person, role]): [PersonId, Member] => {
    const id = person as PersonId
    const admittedBy = `${person} came` as RecordId
    const box = new Uint8Array(32)
    const more = { box, boxGeneration: 0, devices: [], mute: undefined, signedIn: undefined }
    return [id, { person: id, role, admittedBy, cameBy: admittedBy, roleBy: admittedBy, ...more }]
  })
  const departed = Object.keys(gone).map(
    (person) =>
      [
        person as PersonId,
        { type: 'removed', by: 'x' as PersonId, action: `${person} went` as RecordId },
      ] as const,
  )
  const hlcOf = (id: RecordId) => {
    const [person = '', how] = id.split(' ')
    return BigInt((how === 'went' ? gone[person] : since[person]) ?? 1)
  }
  const went = Object.entries(gone).map(([person, at]) =>
    logged({ type: 'remove', person: person as PersonId, cut: [] }, { by: 'anna', at }),
  )
  const log = [...went, ...more]
  return { founded: true, members: new Map(members), departed: new Map(departed), log, hlcOf }
}

function logged(action: LoggedAction['action'], { by, at }: { by: string; at: number }) {
  const person = by as PersonId
  const id = `${by} ${action.type} ${at}` as RecordId
  const more = { device: 'd' as DeviceKey, verdict: 'valid', role: 'founder' } as const
  return { id, person, hlc: BigInt(at), action, ...more }
}

const said = (team: Present, talk: Present, me: string) =>
  changesFor(team, talk, me as PersonId).map((one) =>
    one.type === 'remove' ? `${one.type} ${one.person}` : `${one.type} ${one.person} ${one.role}`,
  )

const TEAM = { anna: 'founder', ben: 'owner', cleo: 'moderator', dora: 'member' } as const

test('[SU2] everybody of a team but its guests answers, and who leads it leads its talks', () => {
  const team = roster({ ...TEAM, eve: 'guest' })
  expect(agentsOf(team)).toEqual(['anna', 'ben', 'cleo', 'dora'])
  expect(said(team, roster({ vic: 'founder' }), 'vic')).toEqual([
    'add anna owner',
    'add ben owner',
    'add cleo admin',
    'add dora admin',
  ])
})

test('[SU4] each does what they may: an owner adds as admin, an admin as moderator, and the visitor puts it right', () => {
  const team = roster(TEAM)
  const talk = { vic: 'founder', anna: 'owner', cleo: 'admin' } as const
  expect(said(team, roster(talk), 'anna')).toEqual(['add ben admin', 'add dora admin'])
  expect(said(team, roster(talk), 'cleo')).toEqual(['add ben moderator', 'add dora moderator'])
  expect(said(team, roster({ ...talk, ben: 'moderator', dora: 'member' }), 'vic')).toEqual([
    'raise ben owner',
    'raise dora admin',
  ])
  expect(said(team, roster(talk), 'nobody')).toEqual([])
})

test('[SU4] who went from the team, or is a guest of it now, goes; whoever was never in it stays', () => {
  const team = roster({ anna: 'founder', cleo: 'guest' }, { ben: 5 })
  const talk = roster({
    vic: 'founder',
    anna: 'owner',
    ben: 'admin',
    cleo: 'admin',
    expert: 'member',
  })
  expect(said(team, talk, 'anna').sort()).toEqual(['remove ben', 'remove cleo'])
  expect(said(team, roster({ ben: 'founder', anna: 'owner' }), 'anna')).toEqual([])
})

test('[SU4] who went from a talk is not brought back by the same coming to the team, but by the next', () => {
  const talk = roster({ vic: 'founder', anna: 'owner' }, { ben: 5 })
  expect(said(roster({ anna: 'founder', ben: 'member' }, {}, { ben: 3 }), talk, 'vic')).toEqual([])
  expect(said(roster({ anna: 'founder', ben: 'member' }, {}, { ben: 9 }), talk, 'vic')).toEqual([
    'add ben admin',
  ])
})

test('[SU4] whatever times a visitor claims, who left a talk stays out of it, and nobody is brought back twice', () => {
  const root = new Uint8Array(32).fill(3)
  const ben = personIdOf(root)
  const person = { root, chain: [], box: new Uint8Array(32) }
  const add = { type: 'add', person, role: 'admin', join: undefined } as const
  const remove = { type: 'remove', person: ben, cut: [] } as const
  const team = (since: number) => roster({ anna: 'founder', [ben]: 'member' }, {}, { [ben]: since })
  const talk = (...log: readonly LoggedAction[]) =>
    roster({ vic: 'founder', anna: 'owner' }, { [ben]: 1 }, {}, log)
  const bring = [`add ${ben} admin`]

  const byVisitor = logged(remove, { by: 'vic', at: 1 })
  const left = logged({ type: 'leave', cut: [] }, { by: ben, at: 7 })
  expect(said(team(5), talk(byVisitor, left), 'anna')).toEqual([])
  expect(said(team(8), talk(byVisitor, left), 'anna')).toEqual(bring)

  const founding = logged(add, { by: 'vic', at: 9 })
  expect(said(team(5), talk(founding, byVisitor), 'anna')).toEqual(bring)
  const brought = logged(add, { by: 'anna', at: 6 })
  expect(said(team(5), talk(founding, byVisitor, brought, byVisitor), 'anna')).toEqual([])
})

test('[SU6] a team that never kept a desk has no talks, whoever claims that a group is one', () => {
  const key = new Uint8Array(32)
  const invite = {
    type: 'invite',
    signPublic: key,
    boxPublic: key,
    role: 'guest',
    needsApproval: true,
    expiresAt: 0,
    usesCount: 0,
  } as const
  const judged = (action: LoggedAction['action'], verdict: LoggedAction['verdict']) => ({
    ...logged(action, { by: 'anna', at: 1 }),
    verdict,
  })
  const desk = { ...invite, isDesk: true } as const
  expect(hasKeptDesk({ log: [judged(invite, 'valid')] })).toBe(false)
  expect(hasKeptDesk({ log: [judged(desk, 'invalid')] })).toBe(false)
  expect(hasKeptDesk({ log: [judged(invite, 'valid'), judged(desk, 'valid')] })).toBe(true)
})
