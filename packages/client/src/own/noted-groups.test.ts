import { toGroupId, toRecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { groupKey, type LocalGroup, notedGroups, wordOn } from './noted-groups.ts'
import { openNotes } from './notes.ts'

const random = randomFrom('noted groups')
const group = toGroupId(random(32))
const [first, second] = [toRecordId(random(16)), toRecordId(random(16))]
const relay = 'https://relay.test'
const here: LocalGroup = { group, name: 'Climbers', state: 'ready', admission: first }
const noted = { name: 'Climbers', relay, admission: first, isIn: true }

test('[OW14] a group that one is in is noted, by the admission that brought one in, and not twice', () => {
  expect(wordOn(here, undefined, relay)).toEqual(noted)
  expect(wordOn(here, noted, relay)).toBeUndefined()
  expect(wordOn({ ...here, name: 'Hikers' }, noted, relay)).toEqual({ ...noted, name: 'Hikers' })
  for (const state of ['joining', 'waiting', 'closed'] as const)
    expect(wordOn({ ...here, state, admission: undefined }, undefined, relay)).toBeUndefined()
})

test('[OW15] who has left is out on every device, until they come in anew', () => {
  const out = { ...noted, isIn: false }
  expect(wordOn({ ...here, state: 'left', admission: undefined }, noted, relay)).toEqual(out)
  expect(wordOn({ ...here, state: 'removed', admission: undefined }, out, relay)).toBeUndefined()
  expect(wordOn(here, out, relay)).toBeUndefined()
  expect(wordOn({ ...here, admission: second }, out, relay)).toEqual({
    ...noted,
    admission: second,
  })
})

test('[OW14] what is no word on a group, from whatever version, is passed over', async () => {
  const notes = await openNotes({
    store: newMemoryStore(),
    tabs: newMemoryTabs().open(),
    ownClock: newOwnClock(newFakeClock()),
  })
  await notes.set(groupKey(group), noted)
  await notes.set('group/not-an-id', noted)
  await notes.set(groupKey(toGroupId(random(32))), { ...noted, admission: 'x' })
  await notes.set(groupKey(toGroupId(random(32))), 'Climbers')
  expect([...notedGroups(notes)]).toEqual([[group, noted]])
})
