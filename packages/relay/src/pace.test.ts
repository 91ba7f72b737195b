import { expect, test } from 'vitest'
import { newFakeClock } from '../test/fake-clock.ts'
import { newPace } from './pace.ts'

const ALLOWANCE = { perSecond: 100, burst: 1_000 }

function newSession() {
  const clock = newFakeClock()
  const session = { isOver: false }
  const pace = newPace({
    clock,
    allowance: ALLOWANCE,
    spendOf: () => true,
    isOver: () => session.isOver,
  })
  const went: number[] = []
  return {
    clock,
    session,
    went,
    pay: (count: number) => void pace.pay(count).then(() => went.push(count)),
  }
}

/** Lets everything that is due in microtasks happen. */
async function settle(): Promise<void> {
  for (let count = 0; count < 10; count++) await Promise.resolve()
}

test('[RE32] a few records go on at once; after some hundred the others get their turn', async () => {
  const { clock, went, pay } = newSession()
  pay(100)
  await settle()
  expect(went).toEqual([100])
  pay(200)
  await settle()
  expect(went).toEqual([100])
  clock.advance(0)
  await settle()
  expect(went).toEqual([100, 200])
})

test('[RE32] who brings more than its allowance waits for it, and nothing is refused', async () => {
  const { clock, went, pay } = newSession()
  pay(1_000)
  clock.advance(0)
  await settle()
  pay(200)
  clock.advance(0)
  await settle()
  expect(went).toEqual([1_000])
  for (let looks = 0; looks < 25; looks++) {
    clock.advance(100)
    await settle()
  }
  expect(went).toEqual([1_000, 200])
})

test('[RE32] an ended session keeps nobody waiting', async () => {
  const { clock, session, went, pay } = newSession()
  pay(1_000)
  pay(1_000)
  session.isOver = true
  clock.advance(0)
  await settle()
  clock.advance(100)
  await settle()
  expect(went).toHaveLength(2)
})
