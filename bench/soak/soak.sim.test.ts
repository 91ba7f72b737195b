/** The soak itself, shortened: that it still runs, and would see a loss. Its memory is judged by the long one. */
import { expect, test } from 'vitest'
import { soak } from './soak.ts'

const SHORT = { clients: 40, seed: 11, warmUpSeconds: 2, loadSeconds: 8, restSeconds: 0 }

test('devices that come and go for a while lose nothing and hold nothing twice', async () => {
  const { signal } = new AbortController()
  const soaked = await soak({ ...SHORT, signal, say: () => undefined })
  expect(soaked?.problems).toEqual([])
  expect(soaked?.acknowledged).toBeGreaterThan(20)
  expect(soaked?.happened.came).toBeGreaterThan(SHORT.clients)
  expect(soaked?.happened.wroteAway).toBeGreaterThan(0)
  expect(soaked?.before.heapBytes).toBeGreaterThan(0)
  expect(soaked?.after.sessions).toBe(0)
})

test('a soak that is stopped ends soon and judges nothing', async () => {
  const stopping = new AbortController()
  const say = (line: string): void => {
    if (line.startsWith('They come back')) stopping.abort()
  }
  const loadSeconds = 3_600
  const soaked = await soak({ ...SHORT, loadSeconds, signal: stopping.signal, say })
  expect(soaked).toBeUndefined()
})
