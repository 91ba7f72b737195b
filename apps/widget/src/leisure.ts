/** When a page that is not ours has time for us. */

/** However busy it is, it is not put off for longer. */
const LATEST_MS = 2_000

/** Not every browser says when it is idle. Returns a way to forget it. */
export function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, LATEST_MS / 4)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(act, { timeout: LATEST_MS })
  return () => cancelIdleCallback(asked)
}

/** Whatever the page has to do goes first: what comes after it is a task of its own. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
