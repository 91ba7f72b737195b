/**
 * A screen so tall that a whole conversation stands on it, and what stands there: read from what is
 * rendered, without scrolling, and when it last changed.
 */
import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'

export const TALL = { width: 1_000, height: 30_000 }
/** Where milliseconds count: all of a tall one is painted with every change. */
export const USUAL = { width: 1_000, height: 700 }

/** A line for each message: who, what, what it answers, marks and reactions. No ticks, which are not the same for all. */
export function linesOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as Watched).linesNow())
}

export async function hashOn(page: Page): Promise<string> {
  return createHash('sha256')
    .update((await linesOn(page)).join('\n'))
    .digest('hex')
}

/** When the lines were last seen to change, epoch milliseconds by the machine's own clock. */
export function changedAt(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watched).lastChangeAt())
}

interface Watched {
  linesNow(): string[]
  lastChangeAt(): number
}

/** Once in each page; `me` stands where the page says "You". */
export function watches(page: Page, me: string): Promise<void> {
  return page.evaluate(watch, me)
}

/** Runs inside the page. */
function watch(me: string): void {
  const clock = (): number => performance.timeOrigin + performance.now()
  let before = ''
  let changed = clock()
  const linesNow = (): string[] =>
    [...document.querySelectorAll<HTMLElement>('[role="log"] article[data-key]')]
      .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map(lineOf)
  new MutationObserver(() => {
    const now = linesNow().join('\n')
    if (now === before) return
    before = now
    changed = clock()
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
  Object.assign(globalThis, { linesNow, lastChangeAt: () => changed })

  function lineOf(article: HTMLElement): string {
    const [author = ''] = (article.getAttribute('aria-label') ?? '').split(', ')
    const body = article.querySelector('div[dir="auto"]')?.textContent ?? 'Deleted'
    const quote = article.querySelector('button[title^="Go to"]')?.lastElementChild?.textContent
    const isEdited = [...article.querySelectorAll('span')].some((s) => s.textContent === 'edited')
    const isPinned = article.querySelector('svg[aria-label="Pinned"]') !== null
    const reactions = [...article.querySelectorAll('li > button[aria-pressed]')].map(
      ({ textContent }) => textContent,
    )
    return [
      `${author === 'You' ? me : author}: ${body}`,
      ...(quote === undefined || quote === null ? [] : [`answers "${quote}"`]),
      ...(isEdited ? ['edited'] : []),
      ...(isPinned ? ['pinned'] : []),
      ...reactions.toSorted(),
    ].join(' | ')
  }
}

/** Runs inside the page. */
export function moveClock(offsetMs: number): void {
  const now = Date.now.bind(Date)
  Date.now = () => now() + offsetMs
}
