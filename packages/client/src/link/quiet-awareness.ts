/**
 * The awareness handed to providers: nobody is here, and nothing ever changes.
 *
 * A real one starts an interval and a listener per document and wants to tell the world about itself.
 * Presence is not the providers' matter here; this answers what they ask and does nothing.
 */
import type { Awareness } from 'y-protocols/awareness'

/** Read by `disconnect()`, which wants to say goodbye for its doc's client id, whatever that is. */
const META = { clock: 0, lastUpdated: 0 }

export function quietAwareness(): Awareness {
  const nobody = new Map<number, Record<string, unknown>>()
  const quiet = {
    states: nobody,
    meta: { get: () => META },
    getLocalState: () => null,
    getStates: () => nobody,
    on: () => undefined,
    off: () => undefined,
  }
  return quiet as unknown as Awareness
}
