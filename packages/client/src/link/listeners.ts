/** Who wants to be told, in the order they asked. Told at once: what is told must not wait. */
import type { Stop } from '../ports.ts'

export class Listeners<Told extends readonly unknown[]> {
  readonly #listeners = new Set<(...told: Told) => void>()

  add(listen: (...told: Told) => void): Stop {
    const own = (...told: Told): void => listen(...told)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  tell(...told: Told): void {
    for (const listen of Array.from(this.#listeners)) listen(...told)
  }

  clear(): void {
    this.#listeners.clear()
  }
}
