/**
 * What was drawn before the app goes when the app's own screen stands in its place, drawn and scrolled to where
 * it was: in the frame in which both are there, so that nobody sees one become the other.
 */

import { leaveBehind } from './early-words.ts'

/** On what `boot.ts` put over the place of the app. */
export const BOOT_SCREEN = 'data-boot'
/** Frames in which the messages stand where they will stand. */
const STEADY_FRAMES = 2
/** Messages that are not there by then are not awaited. */
const LONGEST_MS = 4_000
/** Nor is a log, where something else is said of the group. */
const LONGEST_WITHOUT_LOG_MS = 500

export function handOver(app: HTMLElement): void {
  const before = document.querySelector(`[${BOOT_SCREEN}]`)
  if (before === null) return
  const observer = new MutationObserver(look)
  const goes = (): void => {
    observer.disconnect()
    removeEventListener('hashchange', goes)
    leaveBehind(before.getAttribute(BOOT_SCREEN) ?? '')
    before.remove()
  }
  observer.observe(app, { childList: true, subtree: true })
  addEventListener('hashchange', goes)
  look()

  function look(): void {
    // Before there is anything to say, a screen says that it opens: what was there says more.
    const screen = app.querySelector('main:not([data-passing])')
    if (screen === null) return
    observer.disconnect()
    if (screen.getAttribute('data-screen') === 'group') onceSteady(screen, goes)
    else goes()
  }
}

function onceSteady(screen: Element, then: () => void): void {
  const began = performance.now()
  let was: number | undefined
  let steady = 0
  const look = (): void => {
    const log = screen.querySelector('[role="log"]')
    const at = log === null ? undefined : placeIn(log)
    steady = at !== undefined && at === was ? steady + 1 : 0
    was = at
    const longest = log === null ? LONGEST_WITHOUT_LOG_MS : LONGEST_MS
    if (steady >= STEADY_FRAMES || performance.now() - began > longest) then()
    else requestAnimationFrame(look)
  }
  look()
}

/** Where the first message in sight begins; `undefined` while none is to be seen. */
function placeIn(log: Element): number | undefined {
  const { top, bottom } = log.getBoundingClientRect()
  const seen = Array.from(log.querySelectorAll('article')).find((one) => {
    const at = one.getBoundingClientRect()
    return at.bottom > top && at.top < bottom && getComputedStyle(one).visibility !== 'hidden'
  })
  return seen?.getBoundingClientRect().top
}
