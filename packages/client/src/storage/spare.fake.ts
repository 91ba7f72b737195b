/** A spare in memory, which outlives the disks beside it. */
import type { Spare } from '../ports.ts'

export interface FakeSpare extends Spare {
  readonly texts: Map<string, string>
}

export function newFakeSpare(): FakeSpare {
  const texts = new Map<string, string>()
  return {
    texts,
    get: (key) => texts.get(key),
    set(key, text) {
      if (text === undefined) texts.delete(key)
      else texts.set(key, text)
    },
  }
}
