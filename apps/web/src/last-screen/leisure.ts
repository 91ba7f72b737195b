/** Something that is done when the page has been calm for a moment and has time, however often it is asked for. */

/** So long nothing was asked: a burst is over, and what changed is drawn. */
const CALM_MS = 600
/** Nobody looks any more, and the page may end soon. */
const HIDDEN_MS = 150
/** A page that always has something to do has it done all the same. */
const LATEST_MS = 2_000

export interface Leisure {
  soon(): void
  stop(): void
}

export function atLeisure(act: () => void): Leisure {
  let timer: ReturnType<typeof setTimeout> | undefined
  let idle: number | undefined

  /** What was asked before is asked again: it must not come before what is asked now is drawn. */
  function soon(): void {
    forget()
    timer = setTimeout(wait, document.hidden ? HIDDEN_MS : CALM_MS)
  }

  function wait(): void {
    timer = undefined
    if (document.hidden || typeof requestIdleCallback === 'undefined') act()
    else idle = requestIdleCallback(run, { timeout: LATEST_MS })
  }

  function run(): void {
    idle = undefined
    act()
  }

  function forget(): void {
    clearTimeout(timer)
    if (idle !== undefined) cancelIdleCallback(idle)
    timer = undefined
    idle = undefined
  }

  function onHidden(): void {
    if (document.hidden && (timer !== undefined || idle !== undefined)) soon()
  }

  document.addEventListener('visibilitychange', onHidden)
  return {
    soon,
    stop(): void {
      document.removeEventListener('visibilitychange', onHidden)
      forget()
    },
  }
}
