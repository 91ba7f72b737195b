import { expect, test } from 'vitest'
import { mergeUpdates } from 'yjs'
import { newSociety } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { recordsCount, spansIn } from './places.ts'

test('records are counted in an update, in several merged ones, and in a group document', () => {
  const { group, people, heads, actions } = newSociety(4)
  const posts = people.flatMap((person) =>
    Array.from({ length: 3 }, () => person.post(group, { hlc: 9n, heads })),
  )
  const all = spansIn(updateOf(posts))
  expect(recordsCount(all)).toBe(12)
  expect(all.map(({ clock }) => clock)).toEqual([0, 0, 0, 0])

  const one = posts.slice(1, 2)
  expect(spansIn(updateOf(one))).toEqual([{ writer: one[0]?.writer, clock: 1, count: 1 }])
  const merged = mergeUpdates(posts.map((post) => updateOf([post])))
  expect(recordsCount(spansIn(merged))).toBe(12)
  const members = updateOf(actions)
  expect(recordsCount(spansIn(members))).toBe(actions.length)
})
