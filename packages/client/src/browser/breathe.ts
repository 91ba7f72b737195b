/** Lets the page draw and answer before what nobody waits for goes on. */
import type { Breathe } from '../ports.ts'

/** A page that is never idle goes on all the same. */
const LATEST_MS = 500

export const browserBreathe: Breathe = () =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, 0)
    else requestIdleCallback(() => resolve(), { timeout: LATEST_MS })
  })
