import type { MessageKey, Timeline } from '@parley/group'
import { expect, test } from 'vitest'
import { reveal } from './reveal.ts'
import type { Window } from './window.ts'

const NEWEST = 400
const KEY = 'p/m' as MessageKey

/** A long conversation with the message in this segment, or in none; what is fetched and shown of it is told. */
function newScene(at: number | undefined) {
  const fetched: number[] = []
  let isRead = false
  let from = NEWEST
  const window = {
    shownFrom: () => from,
    async fetch(segment: number) {
      fetched.push(segment)
      return segment <= NEWEST
    },
    async showOlder() {
      from--
      return true
    },
    async whenRead() {
      isRead = true
    },
  } as Partial<Window> as Window
  const message = { key: KEY, segment: at, thread: undefined }
  const timeline = () =>
    ({
      get: () => ((at === NEWEST ? isRead : fetched.includes(at ?? -1)) ? message : undefined),
    }) as unknown as Timeline
  const show = (hint?: number) => reveal({ window, timeline, newest: () => NEWEST }, KEY, hint)
  return { show, fetched, shownFrom: () => from }
}

test('[GS90] [AT194] a link to a message that is nowhere opens the segments around where it points, and shows nothing older', async () => {
  for (const hint of [0, 7, NEWEST]) {
    const { show, fetched, shownFrom } = newScene(undefined)
    expect(await show(hint)).toEqual({ where: 'none' })
    expect(fetched.length).toBeLessThanOrEqual(9)
    expect(shownFrom()).toBe(NEWEST)
  }
})

test('[GS90] what was signed again further on is found near where the link points', async () => {
  const { show, fetched, shownFrom } = newScene(203)
  expect(await show(201)).toEqual({ where: 'here' })
  expect(fetched).toContain(203)
  expect(shownFrom()).toBe(203)
})

test('[GS86] [GS90] what nobody says where it stands is looked for everywhere, and nothing is shown meanwhile', async () => {
  const found = newScene(NEWEST - 20)
  expect(await found.show()).toEqual({ where: 'here' })
  expect(found.fetched).toHaveLength(20)
  const nowhere = newScene(undefined)
  expect(await nowhere.show()).toEqual({ where: 'none' })
  expect(nowhere.shownFrom()).toBe(NEWEST)
})

test('[GS90] a segment beyond the newest that is known is not taken for empty', async () => {
  const { show, fetched } = newScene(undefined)
  expect(await show(999_999_999)).toEqual({ where: 'not-held' })
  expect(fetched.every((segment) => segment <= NEWEST)).toBe(true)
})

test('[GS86] what is open and not read yet is read before anything is fetched', async () => {
  const { show, fetched } = newScene(NEWEST)
  expect(await show(3)).toEqual({ where: 'here' })
  expect(fetched).toEqual([])
})
