import { expect, test } from 'vitest'
import { collectWhenIdle, newBusyShare, newCollector } from './idle-memory.ts'

function newScene() {
  const state = { docs: 0, busy: 0, collected: 0 }
  const looks: (() => void)[] = []
  const stop = collectWhenIdle({
    docsInMemory: () => state.docs,
    busyShare: () => state.busy,
    collect: () => void state.collected++,
    every(_, look) {
      looks.push(look)
      return () => void looks.splice(0)
    },
  })
  return { state, stop, look: () => looks.forEach((look) => look()) }
}

test('when many documents have left and there is nothing to do, garbage is collected, once', () => {
  const { state, look, stop } = newScene()
  state.docs = 500
  look()
  expect(state.collected).toBe(0)
  state.docs = 3
  state.busy = 0.5
  look()
  expect(state.collected).toBe(0)
  state.busy = 0.01
  look()
  look()
  expect(state.collected).toBe(1)
  state.docs = 20
  look()
  state.docs = 1
  look()
  expect(state.collected).toBe(1)
  state.docs = 30
  look()
  state.docs = 1
  look()
  expect(state.collected).toBe(2)
  stop()
  state.docs = 500
  look()
  expect(state.collected).toBe(2)
})

test('the collector of this engine takes away what nobody refers to', () => {
  const collect = newCollector()
  const kept = new WeakRef({ of: 'nobody' })
  return new Promise<void>((resolve) => void setImmediate(resolve)).then(() => {
    collect()
    expect(kept.deref()).toBeUndefined()
  })
})

test('a process that waits is less busy than one that works', async () => {
  const share = newBusyShare()
  const until = performance.now() + 30
  while (performance.now() < until);
  await new Promise((resolve) => void setImmediate(resolve))
  expect(share()).toBeGreaterThan(0.2)
})
