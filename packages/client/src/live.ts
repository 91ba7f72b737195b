/**
 * Values that change over time, and views computed from them only when somebody looks.
 *
 * Listeners are told once for a burst of changes, in a microtask, so that a merge of two hundred
 * messages draws once.
 */
import type { Live } from './model-live.ts'

export interface Settable<T> extends Live<T> {
  /** Does nothing when the value is the same. */
  set(value: T): void
}

export interface Derived<T> extends Live<T> {
  /** What it was computed from has changed. */
  invalidate(): void
}

export function newSettable<T>(initial: T): Settable<T> {
  const listeners = newListeners()
  let value = initial
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      listeners.tell()
    },
    subscribe: listeners.add,
  }
}

/** `compute` gets the last value, so that it can give the same reference back. */
export function newDerived<T>(compute: (last: T | undefined) => T): Derived<T> {
  const listeners = newListeners()
  let value: T | undefined
  let stale = true
  return {
    get() {
      if (stale || value === undefined) {
        stale = false
        value = compute(value)
      }
      return value
    },
    invalidate() {
      stale = true
      listeners.tell()
    },
    subscribe: listeners.add,
  }
}

function newListeners() {
  const listeners = new Set<() => void>()
  let told = false
  return {
    add(listen: () => void): () => void {
      const own = () => listen()
      listeners.add(own)
      return () => listeners.delete(own)
    },
    tell(): void {
      if (told || listeners.size === 0) return
      told = true
      queueMicrotask(() => {
        told = false
        for (const listen of Array.from(listeners)) listen()
      })
    },
  }
}
