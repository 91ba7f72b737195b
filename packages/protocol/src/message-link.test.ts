import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, MESSAGE, PERSON } from '../test/samples.ts'
import { messageLink, parseMessageLink } from './message-link.ts'

const KEY = `${PERSON}/${MESSAGE}` as const
const LINK = messageLink(GROUP, KEY, 12)

test('[PR29] a link to a message is read whole or as its fragment, with blanks around it', () => {
  const linked = { group: GROUP, key: KEY, segment: 12 }
  for (const text of [LINK, `https://chat.example/${LINK}`, ` ${LINK}\n`])
    expect(parseMessageLink(text)).toEqual(linked)
})

test('[PR29] whatever leads nowhere is no link to a message', () => {
  for (const text of [
    '',
    '#/g/',
    LINK.slice(0, -1),
    `${LINK}/`,
    `${LINK}A`,
    LINK.replace('/m/12/', '/m/012/'),
    LINK.replace('/m/12/', '/m/-1/'),
    LINK.replace('/m/12/', '/m/99999999999/'),
    LINK.replace(GROUP, GROUP.slice(1)),
    `javascript:${LINK}x`,
  ])
    expect(parseMessageLink(text)).toBeUndefined()
})

test('[PR29] [PR12] any text is answered, and what is taken is what we would write', () => {
  let taken = 0
  const edit = fc.record({
    at: fc.nat(LINK.length),
    cut: fc.nat(2),
    put: fc.string({ maxLength: 2 }),
  })
  fc.assert(
    fc.property(edit, ({ at, cut, put }) => {
      const text = LINK.slice(0, at) + put + LINK.slice(at + cut)
      const linked = parseMessageLink(text)
      if (linked === undefined) return
      taken++
      expect(text.trim().endsWith(messageLink(linked.group, linked.key, linked.segment))).toBe(true)
    }),
    { numRuns: 500 },
  )
  expect(taken).toBeGreaterThan(20)
})
