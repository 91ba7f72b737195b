/**
 * What this person has chosen for themselves: whom they blocked, which groups keep quiet, whom they
 * verified. Kept as notes, so that all of this person's devices keep to it and nobody else is told.
 */
import type { Hlc } from '@parley/protocol'
import type { Notes } from './own/notes.ts'
import type { Stop } from './ports.ts'

export interface Settings {
  /** As far as it is known here; `undefined` when it was never said. */
  get(key: string): unknown
  /** When it was said or unsaid last. */
  saidAt(key: string): Hlc | undefined
  keys(prefix: string): readonly string[]
  /** `undefined` unsays it. On disk when resolved. */
  set(key: string, value: unknown): Promise<void>
  onChange(listen: () => void): Stop
}

const PREFIX = 'setting/'

export function settingsIn(notes: Notes): Settings {
  return {
    get: (key) => notes.get(PREFIX + key),
    saidAt: (key) => notes.saidAt(PREFIX + key),
    keys: (prefix) => notes.keys(PREFIX + prefix).map((key) => key.slice(PREFIX.length)),
    set: (key, value) => notes.set(PREFIX + key, value),
    onChange: (listen) => notes.onChange(listen),
  }
}
