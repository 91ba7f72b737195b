import { expect, test } from 'vitest'
import type { GroupId } from '@parley/client'
import { pathOf, placeAt } from './places.ts'

test('every place has an address that leads back to it', () => {
  const places = [
    { screen: 'groups' },
    { screen: 'groups', start: 'new-group' },
    { screen: 'groups', start: 'join-group' },
    { screen: 'group', group: 'a-B_9' as GroupId },
    { screen: 'join', code: 'AQabc' },
    { screen: 'settings' },
    { screen: 'link', code: 'AQabc' },
    { screen: 'link', code: '' },
    { screen: 'recover' },
    { screen: 'invited' },
  ] as const
  for (const place of places) expect(placeAt(pathOf(place))).toEqual(place)
})

test('an address nobody made leads to the groups, a damaged link to where it is explained', () => {
  for (const path of ['', '/nowhere', '/g/', '/g/a/b', '/g/%00']) {
    expect(placeAt(path)).toEqual({ screen: 'groups' })
  }
  expect(placeAt('/join/')).toEqual({ screen: 'join', code: '' })
  expect(placeAt('/settings/x')).toEqual({ screen: 'groups' })
  expect(placeAt('/join/a%20b/c')).toEqual({ screen: 'join', code: 'a%20b/c' })
})
