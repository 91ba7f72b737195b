/**
 * Lets simulated time reach libraries that keep `Date.now` and the global timers (lib0, y-websocket).
 *
 * lib0 takes hold of `Date.now` when it is loaded, so this file must be imported before anything that
 * loads it: first in every entrance to the simulation. Until a world takes over, time is real.
 */
import type { VirtualTime } from './virtual-time.ts'

const real = {
  now: Date.now.bind(Date),
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
}

let current: VirtualTime | undefined
Date.now = () => current?.now() ?? real.now()

/** Milliseconds that really passed, for measurements. */
export function realNow(): number {
  return real.now()
}

/** Global timers run on this time until the returned function is called. One at a time. */
export function lendTime(time: VirtualTime): () => void {
  if (current !== undefined) throw new Error('Another world has the clock.')
  current = time
  const cancels = new Map<number, () => void>()
  let lastId = 0

  function start(begin: typeof time.after, ms: number, run: () => void): number {
    const id = ++lastId
    cancels.set(id, begin.call(time, ms, run))
    return id
  }
  function clear(id: unknown): void {
    if (typeof id !== 'number') return
    cancels.get(id)?.()
    cancels.delete(id)
  }
  const lent = {
    setTimeout: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
      const id: number = start(time.after, ms, () => {
        cancels.delete(id)
        run(...args)
      })
      return id
    },
    setInterval: (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      start(time.every, ms, () => run(...args)),
    clearTimeout: clear,
    clearInterval: clear,
  }
  Object.assign(globalThis, lent)

  return () => {
    current = undefined
    for (const cancel of cancels.values()) cancel()
    const { now: _, ...timers } = real
    Object.assign(globalThis, timers)
  }
}
