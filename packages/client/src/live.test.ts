import { expect, test } from 'vitest'
import { newDerived, newSettable } from './live.ts'

test('[GS1] a burst of changes is told once', async () => {
  let told = 0
  const live = newSettable(0)
  const stop = live.subscribe(() => told++)
  live.set(1)
  live.set(2)
  live.set(2)
  await Promise.resolve()
  expect(told).toBe(1)
  expect(live.get()).toBe(2)
  stop()
  live.set(3)
  await Promise.resolve()
  expect(told).toBe(1)
})

test('[GS1] a view is computed only when somebody looks, and keeps its reference until then', () => {
  let computed = 0
  const view = newDerived(() => ({ computed: ++computed }))
  expect(view.get()).toBe(view.get())
  view.invalidate()
  view.invalidate()
  expect(computed).toBe(1)
  expect(view.get()).toEqual({ computed: 2 })
})
