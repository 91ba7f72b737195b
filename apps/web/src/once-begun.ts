/**
 * When somebody begins to use a page that they have not used before. What is run for that would keep a slow
 * device busy while they still read; fetched it is beforehand.
 */

/** Whoever only reads for so long finds everything ready all the same. */
const READ_MS = 10_000
const SIGNS = ['pointerdown', 'keydown', 'input'] as const

/** Calls `then` once, at the first touch, key or input or after a while; the function it returns calls that off. */
export function onceBegun(then: () => void): () => void {
  const ended = new AbortController()
  const begin = (): void => {
    end()
    // Not within that event: a text box drawn anew between its listeners would lose what it holds.
    setTimeout(then)
  }
  const timer = setTimeout(begin, READ_MS)
  const end = (): void => {
    clearTimeout(timer)
    ended.abort()
  }
  for (const sign of SIGNS) addEventListener(sign, begin, { signal: ended.signal, capture: true })
  return end
}
