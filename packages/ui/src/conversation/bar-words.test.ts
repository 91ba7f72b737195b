import { expect, test } from 'vitest'
import type { Standing } from '@parley/react'
import { barWords } from './bar-words.ts'

const now = new Date(2026, 4, 15, 10, 30).getTime()
const told = (standing: Partial<Standing>) =>
  barWords({ mayReact: false, until: undefined, ...standing } as Standing, now)

test('who cannot write is told why, until when, and what they still can do', () => {
  expect(told({ bar: 'muted', until: now + 3_600_000 }).title).toBe('You are muted until 11:30')
  expect(told({ bar: 'muted' }).title).toBe('You are muted until a moderator unmutes you')
  for (const bar of [
    'muted',
    'announcements',
    'locked',
    'locked-out',
    'guest',
    undefined,
  ] as const) {
    const { title, hint } = told({ bar })
    expect(title).not.toBe('')
    expect(hint).not.toBe('')
  }
})
