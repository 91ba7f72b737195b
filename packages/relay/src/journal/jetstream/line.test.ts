import { expect, test, vi } from 'vitest'
import { newFakeClock } from '../../../test/fake-clock.ts'
import { type Line, watchLeader } from './line.ts'

const UNSEEN = 'no leader was seen on this connection yet'

/** A line that goes and comes as it is told. */
function newTestLine() {
  const [ups, downs]: (() => void)[][] = [[], []]
  let isUp = true
  const line: Line = {
    gone: 'nobody answers',
    reconnects: () => 0,
    isUp: () => isUp,
    ready: () => Promise.resolve(),
    onUp(listen) {
      ups?.push(listen)
      return () => undefined
    },
    onDown: (listen) => void downs?.push(listen),
  }
  const set = (next: boolean): void => {
    isUp = next
    for (const listen of (next ? ups : downs) ?? []) listen()
  }
  return { line, set }
}

test('[JO22] after every dial the stream counts as led only once a leader was seen', async () => {
  const { line, set } = newTestLine()
  let lack: string | undefined
  const look = () => Promise.resolve(lack)
  const watch = watchLeader(line, { clock: newFakeClock(), look, leave: () => Promise.resolve() })
  expect(watch.reason()).toBe(UNSEEN)
  await watch.lookNow()
  expect(watch.reason()).toBeUndefined()
  set(false)
  lack = 'no leader: one'
  set(true)
  expect(watch.reason()).toBe(UNSEEN)
  await vi.waitFor(async () => {
    await watch.lookNow()
    expect(watch.reason()).toBe('no leader: one')
  })
  lack = undefined
  await watch.lookNow()
  expect(watch.reason()).toBeUndefined()
  watch.cancel()
})

test('[JO22] one look that found no leader may be a change of leaders', async () => {
  const { line } = newTestLine()
  const lacks = [undefined, 'no leader', undefined, 'no leader', 'no leader']
  const look = () => Promise.resolve(lacks.shift())
  const watch = watchLeader(line, { clock: newFakeClock(), look, leave: () => Promise.resolve() })
  const reasons: (string | undefined)[] = []
  while (lacks.length > 0) {
    await watch.lookNow()
    reasons.push(watch.reason())
  }
  expect(reasons).toEqual([undefined, undefined, undefined, undefined, 'no leader'])
  watch.cancel()
})
