/**
 * Loaded into the relay that is measured, and nothing else of it changed: at a signal it collects its
 * garbage, so that what is left is what it holds on to. Needs --expose-gc.
 */
const TIMES = 3

process.on('SIGUSR2', () => {
  for (let at = 0; at < TIMES; at++) globalThis.gc?.()
})
