import { expect, test } from 'vitest'
import { newFakeClock } from '../../test/fake-clock.ts'
import { newFarSide } from './far-side.ts'
import type { UpstreamSocket } from './ports.ts'

const MIB = 1_048_576

function newScene() {
  const clock = newFakeClock()
  const sent: number[] = []
  const rests: string[] = []
  const socket: UpstreamSocket = {
    send: ({ length }) => void sent.push(length),
    close: () => undefined,
    queuedBytes: () => 0,
    pause: () => void rests.push('pause'),
    resume: () => void rests.push('resume'),
    onOpen: () => undefined,
    onMessage: () => undefined,
    onClose: () => undefined,
  }
  const bytes = (): number => sent.reduce((sum, length) => sum + length, 0)
  return { clock, rests, bytes, far: newFarSide(socket, clock) }
}

test('[RE68] eight MiB go at once and half a MiB a second after that, in their order, and what waits is counted', () => {
  const { clock, bytes, far } = newScene()
  for (let frame = 0; frame < 20; frame++) far.send(new Uint8Array(MIB))
  expect(bytes() / MIB).toBe(9) // the one that goes over the allowance is whole
  expect(far.queuedBytes()).toBe(11 * MIB)
  clock.advance(10_000)
  expect(bytes() / MIB).toBeGreaterThan(12)
  expect(bytes() / MIB).toBeLessThan(15)
  clock.advance(30_000)
  expect(far.queuedBytes()).toBe(0)
  far.close()
})

test('[RE68] what comes in faster is left in the network for a while', () => {
  const { clock, rests, far } = newScene()
  for (let frame = 0; frame < 8; frame++) far.heard(MIB)
  expect(rests).toEqual([])
  far.heard(MIB)
  far.heard(MIB)
  expect(rests).toEqual(['pause'])
  expect(far.isResting()).toBe(true)
  clock.advance(2_000)
  expect(rests).toEqual(['pause', 'resume'])
  far.close()
})
