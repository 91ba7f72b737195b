import { lendTime } from './library-clock.ts'
import { expect, test } from 'vitest'
import { SeededRandom } from './random.ts'
import { VirtualTime } from './virtual-time.ts'

test('timers run in order of time, and in the order they were asked for at the same time', async () => {
  const time = new VirtualTime()
  const random = new SeededRandom(1)
  const ran: number[] = []
  const wanted = Array.from({ length: 2_000 }, (_, index) => ({ index, ms: random.below(300) }))
  for (const { index, ms } of wanted) time.after(ms, () => ran.push(index))
  await time.pass(300)
  expect(ran).toEqual(
    wanted.toSorted((left, right) => left.ms - right.ms).map(({ index }) => index),
  )
})

test('what is cancelled does not run, also when it cancels itself', async () => {
  const time = new VirtualTime()
  let runs = 0
  time.after(5, () => runs++)()
  const stop = time.every(10, () => {
    runs++
    if (runs === 3) stop()
  })
  await time.pass(1_000)
  expect(runs).toBe(3)
})

test('promises begun by one timer are through before the next runs', async () => {
  const time = new VirtualTime()
  const steps: string[] = []
  time.after(1, () => {
    void Promise.resolve()
      .then(() => undefined)
      .then(() => steps.push('promise'))
  })
  time.after(1, () => steps.push('timer'))
  await time.pass(1)
  expect(steps).toEqual(['promise', 'timer'])
})

test('libraries that use the global timers live in virtual time until it is given back', async () => {
  const time = new VirtualTime()
  const giveBack = lendTime(time)
  let ticks = 0
  // oxlint-disable-next-line eslint/no-restricted-globals -- these timers are what is tested
  const [everyMs, afterMs] = [setInterval, setTimeout]
  const interval = everyMs(() => ticks++, 3_000)
  afterMs(() => clearInterval(interval), 10_000)
  const before = Date.now()
  await time.pass(60_000)
  expect(Date.now() - before).toBe(60_000)
  expect(ticks).toBe(3)
  giveBack()
  expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000)
})

test('while all machines sleep nothing runs, and every wait goes on as long as before', async () => {
  const time = new VirtualTime()
  const startedAt = time.now()
  const ranAt: number[] = []
  time.after(100, () => ranAt.push(time.now() - startedAt))
  await time.pass(60)
  time.sleep(1_000_000)
  await time.pass(39)
  expect(ranAt).toEqual([])
  await time.pass(1)
  expect(ranAt).toEqual([1_000_100])
})
