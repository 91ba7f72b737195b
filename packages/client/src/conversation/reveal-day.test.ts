import type { Message, MessageKey, Timeline } from '@parley/group'
import { expect, test } from 'vitest'
import { revealDay } from './reveal-day.ts'
import type { Window } from './window.ts'

const DAY_MS = 86_400_000

/** Segments of the days said, ten messages each; the newest one is shown at first. */
function newHistory(days: readonly (readonly number[])[], away: readonly number[] = []) {
  const held = days.map((_, segment) => !away.includes(segment))
  const fetched: number[] = []
  let from = days.length - 1
  let isRead = false
  const messages = (): readonly Message[] =>
    days.flatMap((times, segment) =>
      !isRead || segment < from || held[segment] !== true
        ? []
        : times.map((day, at) => {
            const key = `${segment}/${at}` as MessageKey
            return { key, segment, sentAt: day * DAY_MS } as Message
          }),
    )
  const window = {
    shownFrom: () => from,
    fetch: async (segment: number) => {
      fetched.push(segment)
      return held[segment] === true
    },
    showOlder: async () => from-- > 0,
    async whenRead() {
      isRead = true
    },
  } as unknown as Window
  const timeline = () => ({ messages }) as unknown as Timeline
  return { fetched, reveal: (day: number) => revealDay({ window, timeline }, day * DAY_MS) }
}

const WEEKS = [
  [1, 2, 3],
  [4, 5, 5],
  [7, 8, 9],
  [10, 11, 12],
]

test('[GS92] a day is found in its segment, and no segment is opened before the one it begins after', async () => {
  const history = newHistory(WEEKS)
  expect(await history.reveal(11)).toEqual({ where: 'here', key: '3/1' })
  expect(history.fetched).toEqual([2])
  expect(await history.reveal(6)).toEqual({ where: 'here', key: '2/0' })
  expect(history.fetched).toEqual([2, 1])
})

test('[GS92] before the beginning is the first message, and after the end nothing is asked for', async () => {
  expect(await newHistory(WEEKS).reveal(-100)).toEqual({ where: 'here', key: '0/0' })
  const history = newHistory(WEEKS)
  expect(await history.reveal(13)).toEqual({ where: 'none' })
  expect(history.fetched).toEqual([])
})

test('[GS92] a message of 1970 leads nobody astray, and what is away is said', async () => {
  const history = newHistory([
    [1, 2, 3],
    [4, 5, 5],
    [-20_000, 7, 8, 9, 9],
  ])
  expect(await history.reveal(5)).toEqual({ where: 'here', key: '1/1' })
  expect(await newHistory([[], [], []], [1]).reveal(5)).toEqual({ where: 'not-held' })
})
