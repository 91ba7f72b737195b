/** Relays in one process that tell each other things at once. */
import type { Neighbours } from '../src/ports.ts'

type Listen = (said: Uint8Array, from: string) => void

export interface MemoryBus {
  /** One relay more. */
  join(from: string): Neighbours
  /** From now on nothing comes from it and nothing goes to it. */
  cut(from: string): void
  /** It hears and is heard again; `isKnown`: and knows that it was not. */
  mend(from: string, how?: { readonly isKnown: boolean }): void
}

export function newMemoryBus(): MemoryBus {
  const listeners = new Map<string, Set<{ readonly at: string; readonly listen: Listen }>>()
  const gone = new Set<string>()
  const back = new Map<string, Set<() => void>>()
  return {
    join: (from) => ({
      tell(topic, said) {
        if (gone.has(from)) return
        for (const { at, listen } of [...(listeners.get(topic) ?? [])])
          if (at !== from && !gone.has(at)) listen(said.slice(), from)
      },
      hear(topic, listen) {
        const one = { at: from, listen }
        const all = listeners.get(topic) ?? new Set()
        listeners.set(topic, all.add(one))
        return () => void all.delete(one)
      },
      onBack(listen) {
        const all = back.get(from) ?? new Set()
        back.set(from, all.add(listen))
        return () => void all.delete(listen)
      },
    }),
    cut: (from) => void gone.add(from),
    mend(from, { isKnown } = { isKnown: true }) {
      gone.delete(from)
      if (isKnown) for (const listen of back.get(from) ?? []) listen()
    },
  }
}
