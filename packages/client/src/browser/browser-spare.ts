/**
 * The spare in localStorage: it may outlive IndexedDB, and IndexedDB it. A page that may not have one goes
 * without.
 */
import type { Spare } from '../ports.ts'

const PREFIX = 'parley/spare/'

export const browserSpare: Spare = {
  get(key) {
    try {
      return localStorage.getItem(PREFIX + key) ?? undefined
    } catch {
      return undefined // site data is blocked
    }
  },
  set(key, text) {
    try {
      if (text === undefined) localStorage.removeItem(PREFIX + key)
      else localStorage.setItem(PREFIX + key, text)
    } catch {
      // Blocked or full: then there is no spare, and what is in the databases is all.
    }
  },
}

/** Nothing of it stays. */
export function clearSpare(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // There is none.
  }
}
