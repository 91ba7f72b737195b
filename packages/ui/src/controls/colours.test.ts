import { expect, test } from 'vitest'
import { colourOf, COLOURS, coloursOf } from './colours.ts'

const crowd = Array.from({ length: 40 }, (_, n) => `person ${n * n}`)

test('the colour comes from the id alone and is one of six', () => {
  for (const id of ['', 'a', 'group/long'.repeat(50)])
    expect([0, 1, 2, 3, 4, 5]).toContain(colourOf(id))
  expect(colourOf('same')).toBe(colourOf('same'))
})

test('in a group of six nobody has the colour of another, whatever their ids', () => {
  let alike = 0
  for (let at = 0; at + COLOURS <= crowd.length; at++) {
    const six = crowd.slice(at, at + COLOURS)
    if (new Set(six.map(colourOf)).size < COLOURS) alike++
    expect(new Set(coloursOf(six).values()).size).toBe(COLOURS)
  }
  expect(alike).toBeGreaterThan(10)
})

test('who comes later changes nobody\u2019s colour, and who comes again has the old one', () => {
  const all = coloursOf([...crowd, ...crowd.slice(0, 3)])
  expect(all.size).toBe(crowd.length)
  for (let count = 0; count < crowd.length; count++)
    for (const [id, colour] of coloursOf(crowd.slice(0, count))) expect(all.get(id)).toBe(colour)
})

test('whoever comes alone, or first, has the colour of their id', () => {
  for (const id of crowd) expect(coloursOf([id]).get(id)).toBe(colourOf(id))
})
