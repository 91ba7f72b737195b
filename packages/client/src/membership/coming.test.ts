import type { LoggedAction, Member } from '@parley/group'
import { type Action, type Hlc, hlcAt, type PersonId, type RecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { comingOf } from './coming.ts'

const [ana, bob, cleo, dan] = ['ana', 'bob', 'cleo', 'dan'] as PersonId[]

/** Only what is looked at of an action. */
function logged(id: string, person: PersonId | undefined, action: object): LoggedAction {
  const hlc: Hlc = hlcAt(1_000 * Number(id))
  return { id: id as RecordId, person, hlc, action: action as Action } as LoggedAction
}

const log = [
  logged('1', ana, { type: 'found' }),
  logged('2', ana, { type: 'invite' }),
  logged('3', bob, { type: 'join', invite: '2' }),
  logged('4', cleo, { type: 'join', invite: '2' }),
  logged('5', bob, { type: 'add', join: '4' }),
  logged('6', ana, { type: 'add', join: undefined }),
]

const admissions = new Map([
  [ana, '1'],
  [bob, '3'],
  [cleo, '5'],
  [dan, '6'],
])
const members = new Map(
  [...admissions].map(([person, admittedBy]) => [person, { person, admittedBy } as Member]),
)
const of = (person: PersonId | undefined) =>
  person && comingOf({ log, members: members as never }, person, (one) => one.toUpperCase())

test('[GS97] of whoever is in a group it is told how and when they came, and who made the link, let them in or added them', () => {
  expect(of(ana)).toEqual({ type: 'founded', by: '', at: 1_000 })
  expect(of(bob)).toEqual({ type: 'link', by: 'ANA', at: 3_000 })
  expect(of(cleo)).toEqual({ type: 'let-in', by: 'BOB', at: 5_000 })
  expect(of(dan)).toEqual({ type: 'added', by: 'ANA', at: 6_000 })
  expect(of('eve' as PersonId)).toBeUndefined()
})
