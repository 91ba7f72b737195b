/**
 * The spare in localStorage: it may outlive IndexedDB, and IndexedDB it. A page that may not have one goes
 * without.
 */
import type { Spare } from '../ports.ts'

/** Of the Parley that is kept under this name. */
export function browserSpare(keptAs: string): Spare {
  const prefix = prefixOf(keptAs)
  return {
    get(key) {
      try {
        return localStorage.getItem(prefix + key) ?? undefined
      } catch {
        return undefined // site data is blocked
      }
    },
    set(key, text) {
      try {
        if (text === undefined) localStorage.removeItem(prefix + key)
        else localStorage.setItem(prefix + key, text)
      } catch {
        // Blocked or full: then there is no spare, and what is in the databases is all.
      }
    },
  }
}

/** Nothing of it stays. */
export function clearSpare(keptAs: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefixOf(keptAs))) localStorage.removeItem(key)
  } catch {
    // There is none.
  }
}

function prefixOf(keptAs: string): string {
  return `${keptAs}/spare/`
}
