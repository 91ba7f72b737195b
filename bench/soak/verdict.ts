/** Whether a relay came back to what it was, in words. */
import type { Happened } from './load.ts'
import type { Held } from './rest.ts'

/** How much more it may hold afterwards. */
const MORE = 0.1
/** Of all arrivals, those that it may ask to come back later. */
const PUT_OFF = 0.01

/** Being asked to come back later is how a relay is kept from drowning, as long as it is rare. */
export function putOffProblems({
  came,
  putOff,
}: Pick<Happened, 'came' | 'putOff'>): readonly string[] {
  const times = [...putOff.values()].reduce((sum, one) => sum + one, 0)
  if (times <= came * PUT_OFF) return []
  return [`Of ${came} arrivals ${times} were asked to come back later.`]
}

/** What is wrong, a sentence each. */
export function memoryProblems(before: Held, after: Held): readonly string[] {
  return [
    ...grown('memory', before.rssBytes, after.rssBytes),
    ...grown('JavaScript heap', before.heapBytes, after.heapBytes),
    ...(after.docsInMemory === 0
      ? []
      : [`${after.docsInMemory} documents are still in memory, and nobody is there.`]),
    ...(after.sessions === 0 ? [] : [`${after.sessions} sessions are open, and nobody is there.`]),
  ]
}

function grown(what: string, before: number, after: number): readonly string[] {
  if (after <= before * (1 + MORE)) return []
  const more = Math.round((after / before - 1) * 100)
  return [`Its ${what} is ${more} % above its baseline: ${mb(before)} before, ${mb(after)} after.`]
}

export function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
