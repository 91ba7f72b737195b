/** Whether a relay came back to what it was, in words. */
import type { Held } from './rest.ts'

/** How much more it may hold afterwards. */
const MORE = 0.1

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
