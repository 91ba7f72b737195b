import { expect, test } from 'vitest'
import { runWorlds } from '../test/fuzz-worlds.ts'
import * as epochs from '../test/epoch-invariants.ts'
import * as all from '../test/roster-invariants.ts'
import type { Invariant } from '../test/roster-invariants.ts'
import * as powers from '../test/roster-powers.ts'

/** What each kind of action and of question must come to, so that agreement says something. */
const DECIDED = [
  ...['invite', 'join', 'add', 'role', 'remove', 'mute', 'unmute', 'uninvite', 'leave', 'device'],
  ...[
    'undevice',
    'box',
    'policy',
    'cut',
    'post',
    'react',
    'retract',
    'moderate',
    'key',
    'name',
    'any',
  ],
].flatMap((what) => [`${what} valid`, `${what} invalid`])

/** Plays worlds and returns how often each thing was met; a failure is told as the smallest world. */
function met(invariant: Invariant, worlds: number): (what: string) => number {
  const { met: counts, failure } = runWorlds(invariant, { worlds })
  expect(failure, failure).toBeUndefined()
  return (what) => counts.get(what) ?? 0
}

test('[RO15] the reducer and its slow twin say the same of every action, person, link, request and record', () => {
  const count = met(all.EVERYTHING, 3_500)
  for (const what of DECIDED) expect([what, count(what) > 30]).toEqual([what, true])
  expect(count('unknown ignored')).toBeGreaterThan(500)
  for (const what of ['links', 'requests', 'departed'])
    expect([what, count(what) > 100]).toEqual([what, true])
})

test('[RO15] invariant 1 and invariant 17: in any order, the roster and the validity of records are the same', () => {
  expect(met(all.ANY_ORDER, 400)('large')).toBeGreaterThan(100)
})

test('[RO2] [RO15] invariant 2: a part that holds its own past, then the rest, is the same as all at once', () => {
  expect(met(all.IN_PORTIONS, 300)('part')).toBeGreaterThan(500)
})

test('[RO1] invariant 3: the founder stays the founder, whoever acts against them', () => {
  expect(met(all.FOUNDER_STAYS, 400)('attacked')).toBeGreaterThan(50)
})

test('invariant 4: an admission or a device that is added takes nothing back', () => {
  expect(met(all.ADMISSIONS_HARM_NOBODY, 400)('admitted')).toBeGreaterThan(200)
})

test('invariant 5: a removal, lowering, mute, leave or withdrawal changes nothing in its own past', () => {
  const count = met(all.REMOVALS_LEAVE_THEIR_PAST, 400)
  for (const what of ['remove', 'role', 'mute', 'leave', 'undevice', 'uninvite'])
    expect([what, count(what) > 0]).toEqual([what, true])
})

test('invariant 6: a removal voids what the removed did beside it with less rank', () => {
  expect(met(powers.REMOVALS_BITE, 500)('void')).toBeGreaterThan(200)
})

test('invariant 7: equals never affect each other', () => {
  const count = met(powers.EQUALS_LEAVE_EACH_OTHER, 500)
  expect(Math.min(count('valid'), count('void'))).toBeGreaterThan(200)
})

test('invariant 8: who is absent or muted changes nothing', () => {
  const count = met(powers.THE_ABSENT_CHANGE_NOTHING, 200)
  expect(count('absent')).toBeGreaterThan(40)
  expect(count('silenced')).toBeGreaterThan(5)
})

test('[AT47] invariant 9: a stale action by an unrelated member must not make anybody disappear', () => {
  expect(met(all.STRANGERS_CHANGE_NOTHING, 400)('tried')).toBe(400)
})

test('invariant 10: one more removal, of somebody unrelated, changes no other outcome', () => {
  expect(met(all.UNRELATED_REMOVALS_CHANGE_NOTHING, 500)('removed')).toBeGreaterThan(100)
})

test('[AT47] invariant 11: nobody rises above what a chain of strictly higher roles gave them', () => {
  const count = met(powers.ROLES_COME_FROM_ABOVE, 400)
  for (const what of ['given power', 'given a place', 'acted'])
    expect([what, count(what) > 100]).toEqual([what, true])
})

test('[AT49] invariant 12: keys of removed devices never act again', () => {
  const count = met(powers.REMOVED_KEYS_STAY_OUT, 500)
  expect(count('kept what was before')).toBeGreaterThan(50)
  expect(count('tried again')).toBeGreaterThan(30)
})

test('[AT49] invariant 13: whoever has the recovery phrase can always take out the other devices', () => {
  expect(met(powers.THE_ROOT_REGAINS_CONTROL, 400)('regained')).toBeGreaterThan(50)
})

test('[RO15] invariant 14: no claimed time changes anything', () => {
  expect(met(all.ORDER_OF_ACTING, 300)('crowd')).toBeGreaterThan(50)
})

test('[RO9] invariant 15: what a later version does is ignored and changes nothing', () => {
  expect(met(all.UNKNOWN_IS_IGNORED, 300)('between')).toBeGreaterThan(200)
})

test('[AT44] [AT45] invariant 18: of the removed, what lies inside the cut counts and nothing else', () => {
  const count = met(powers.CUTS_LEAVE_WHAT_IS_INSIDE, 900)
  expect(count('cut')).toBeGreaterThan(200)
  expect(count('kept')).toBeGreaterThan(15)
})

test('invariant 19: an unmute brings back only what was written knowing of it', () => {
  expect(met(powers.UNMUTING_LOOKS_FORWARD, 300)('unmuted')).toBeGreaterThan(50)
})

test('invariant 21: after a purge the same records count', () => {
  const count = met(all.PURGED_IS_THE_SAME, 400)
  expect(Math.min(count('valid'), count('invalid'))).toBeGreaterThan(300)
})

test('invariant 22: encrypted or not, the same records count', () => {
  expect(met(all.ENCRYPTION_CHANGES_NOTHING, 300)('heard')).toBeGreaterThan(100)
})

test('[EP3] [AT55] invariant 24: no epoch is written with that was rightly given to somebody who is gone', () => {
  const count = met(epochs.NO_USABLE_EPOCH_IS_HELD_BY_THE_ABSENT, 250)
  expect(Math.min(count('held by one who is gone'), count('usable'))).toBeGreaterThan(50)
})

test('[EP3] [AT54] invariant 25: once all removals came together, the next message is for exactly the present', () => {
  const count = met(epochs.THE_NEXT_MESSAGE_IS_FOR_THE_PRESENT, 300)
  expect(Math.min(count('a new one'), count('one that was there'))).toBeGreaterThan(20)
})

test('[EP4] [AT57] invariant 26: newcomers may have what is shared, and nothing else', () => {
  const count = met(epochs.NEWCOMERS_READ_WHAT_IS_SHARED, 250)
  expect(Math.min(count('open'), count('closed'))).toBeGreaterThan(50)
})

test('[EP6] [EP7] invariant 28: any one who is present, whatever their role, gives everybody what they lack', () => {
  const count = met(epochs.ANY_HOLDER_HEALS, 300)
  for (const role of ['founder', 'owner', 'admin', 'moderator', 'member', 'guest'])
    expect([role, count(role) > 0]).toEqual([role, true])
})
