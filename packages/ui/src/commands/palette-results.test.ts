import { expect, test } from 'vitest'
import { findIn, type Findable } from './palette-results.ts'

const group = (name: string): Findable => ({ id: name, kind: 'group', name })
const names = (all: readonly string[], typed: string) =>
  findIn(all.map(group), typed).map(({ name }) => name)

test('a name that begins with what was typed comes before one that only has it inside', () => {
  expect(names(['Old boats', 'Kayak and boat', 'Boat trip'], 'boat')).toEqual([
    'Boat trip',
    'Old boats',
    'Kayak and boat',
  ])
  expect(names(['Steamboat', 'My boat'], 'boat')).toEqual(['My boat', 'Steamboat'])
})

test('every word counts, in any order, and marks on letters do not', () => {
  expect(names(['Choir on Thursdays', 'Choir'], 'thu choir')).toEqual(['Choir on Thursdays'])
  expect(names(['Zoë', 'ZOE', 'Zo'], 'zoe')).toEqual(['Zoë', 'ZOE'])
  expect(names(['مَدرَسة'], 'مدرسة')).toEqual(['مَدرَسة'])
})

test('nothing typed leaves the order as it came, and never more than fit', () => {
  expect(names(['b', 'a'], '  ')).toEqual(['b', 'a'])
  expect(
    names(
      Array.from({ length: 200 }, (_, n) => `g${n}`),
      '',
    ),
  ).toHaveLength(50)
  expect(names(['a'], '.*[')).toEqual([])
})
