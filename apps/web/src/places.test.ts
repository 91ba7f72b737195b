import { expect, test } from 'vitest'
import type { GroupId, MessageKey } from '@parley/client'
import { pathOf, placeAt } from './places.ts'

const group = 'a-B_9' as GroupId
const key = 'p-1/m_2' as MessageKey

test('every place has an address that leads back to it', () => {
  const places = [
    { screen: 'groups' },
    { screen: 'groups', start: 'new-group' },
    { screen: 'groups', start: 'join-group' },
    { screen: 'group', group },
    { screen: 'group', group, side: { pane: 'about' } },
    { screen: 'group', group, side: { pane: 'threads' } },
    { screen: 'group', group, side: { pane: 'thread', root: key } },
    { screen: 'group', group, at: { key, segment: 12 } },
    { screen: 'mentions' },
    { screen: 'support', team: group },
    { screen: 'join', code: 'AQabc' },
    { screen: 'settings' },
    { screen: 'link', code: 'AQabc' },
    { screen: 'link', code: '' },
    { screen: 'recover' },
    { screen: 'invited' },
    { screen: 'class' },
    { screen: 'board', group },
  ] as const
  for (const place of places) expect(placeAt(pathOf(place))).toEqual(place)
})

test('an address nobody made leads to the groups, a damaged link to where it is explained', () => {
  for (const path of ['', '/nowhere', '/g/', '/g/%00', '/mentions/x']) {
    expect(placeAt(path)).toEqual({ screen: 'groups' })
  }
  for (const rest of [
    'b',
    't/x',
    'm/1/x',
    'm/-1/a/b',
    'm/1e9999999999/a/b',
    't/a/b/c',
    'constructor',
  ])
    expect(placeAt(`/g/${group}/${rest}`)).toEqual({ screen: 'group', group })
  expect(placeAt('/join/')).toEqual({ screen: 'join', code: '' })
  expect(placeAt('/settings/x')).toEqual({ screen: 'groups' })
  expect(placeAt('/join/a%20b/c')).toEqual({ screen: 'join', code: 'a%20b/c' })
})
