/**
 * The one owner of the viewport: how high the app is, and where its top stands.
 *
 * Where a keyboard shortens the page by itself, `dvh` says it all and nothing is done here. On iOS the
 * keyboard lies over the page, the page is pushed up under the status bar, and after the keyboard has gone
 * some versions neither push it back nor say so. So while somebody types, the app gets the height of what
 * can be seen, and once nobody does, all of that is taken back, whether the browser has said so or not.
 */

/** What a browser's own bars take is less, and `dvh` follows it. */
const KEYBOARD_MIN_PX = 120
/** iOS tells late, or not at all, how high things are once a keyboard has moved. */
const LOOK_AGAIN_MS = [50, 150, 350, 700]
const HEIGHT = '--view-height'
const TOP = '--view-top'

/** Until it is stopped. Without a visual viewport there is nothing to own. */
export function ownViewport(page: Window = window): () => void {
  const view = page.visualViewport
  if (view === null) return () => undefined
  const root = page.document.documentElement
  const listening = new AbortController()
  const { signal } = listening
  let later: number[] = []

  function fit(): void {
    const covered = isTyping(page.document) ? coveredBy(page) : undefined
    const wasCovered = root.dataset['keyboard'] !== undefined
    if (covered === undefined) {
      root.style.removeProperty(HEIGHT)
      root.style.removeProperty(TOP)
      delete root.dataset['keyboard']
      // The strip that a closed keyboard leaves is a page that is still pushed up.
      if (wasCovered || page.scrollY !== 0) page.scrollTo(0, 0)
      return
    }
    root.style.setProperty(HEIGHT, `${covered.heightPx}px`)
    root.style.setProperty(TOP, `${covered.topPx}px`)
    root.dataset['keyboard'] = ''
  }

  function fitForAWhile(): void {
    forget()
    fit()
    later = LOOK_AGAIN_MS.map((ms) => page.setTimeout(fit, ms))
  }

  function forget(): void {
    for (const timer of later.splice(0)) page.clearTimeout(timer)
  }

  view.addEventListener('resize', fitForAWhile, { signal })
  view.addEventListener('scroll', fit, { signal })
  for (const event of ['orientationchange', 'pageshow'])
    page.addEventListener(event, fitForAWhile, { signal })
  for (const event of ['focusin', 'focusout'])
    page.document.addEventListener(event, fitForAWhile, { signal })
  return () => {
    listening.abort()
    forget()
  }
}

interface Covered {
  /** Of what can be seen, in pixels of the page. */
  readonly heightPx: number
  /** How far down the page what can be seen begins. */
  readonly topPx: number
}

/** `undefined` while no keyboard lies over the page. Whoever has zoomed in sees less without one. */
function coveredBy({ visualViewport: view, innerHeight }: Window): Covered | undefined {
  if (view === null) return undefined
  const heightPx = view.height * view.scale
  if (innerHeight - heightPx < KEYBOARD_MIN_PX) return undefined
  return { heightPx, topPx: view.scale === 1 ? view.offsetTop : 0 }
}

const TYPED_IN = 'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"])'

function isTyping({ activeElement }: Document): boolean {
  return activeElement?.matches(TYPED_IN) ?? false
}
