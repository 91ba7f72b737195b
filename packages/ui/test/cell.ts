/** A `Live` value that a test can set. */
import type { Live } from '@parley/react'

export interface Cell<T> extends Live<T> {
  set(value: T): void
  change(next: (value: T) => T): void
}

export function newCell<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<() => void>()
  const set = (next: T) => {
    value = next
    for (const listen of listeners) listen()
  }
  return {
    get: () => value,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    set,
    change: (next) => set(next(value)),
  }
}
