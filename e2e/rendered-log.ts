/**
 * What stands in a person's log, from top to bottom, as lines of text that are the same for everybody
 * who sees the same conversation. Read from the screen, by scrolling, because the log is virtual.
 */
import type { Page } from '@playwright/test'

/** One line a message: author, text, quote, marks, reactions. `me` stands where the page says "You". */
export async function renderedLog(page: Page, me: string): Promise<readonly string[]> {
  await page.bringToFront() // a covered tab draws once a second, and reading waits for it to draw
  const lines = await page.getByRole('log', { name: 'Messages' }).evaluate(readLog)
  return lines.map((line) => line.replace(/^You:/, `${me}:`))
}

/** Runs inside the page. */
async function readLog(log: Element): Promise<string[]> {
  const frames = async (count: number) => {
    for (let at = 0; at < count; at++) await new Promise(requestAnimationFrame)
  }
  const lines = new Map<string, string>()
  const wasAt = log.scrollTop
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 48
  // At its end a log holds on to it while something is still being measured: until it lets go.
  for (let tries = 0; tries === 0 || (log.scrollTop > 0 && tries < 60); tries++) {
    log.scrollTop = 0
    await frames(4)
  }
  for (let before = -1; log.scrollTop !== before;) {
    const { top, bottom } = log.getBoundingClientRect()
    const shown = [...log.querySelectorAll<HTMLElement>('article[data-key]')]
      .map((article) => ({ article, box: article.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > top && box.top < bottom)
      .toSorted((a, b) => a.box.top - b.box.top)
    for (const { article } of shown) lines.set(article.dataset['key'] ?? '', lineOf(article))
    before = log.scrollTop
    log.scrollTop += log.clientHeight * 0.8
    await frames(2)
  }
  log.scrollTop = wasAtEnd ? log.scrollHeight : wasAt
  await frames(2)
  return [...lines.values()]

  /** Without what is shown beside a link that was not written. */
  function typedIn(body: Element | null): string {
    if (body === null) return 'Deleted'
    const typed = body.cloneNode(true) as Element
    for (const added of typed.querySelectorAll('[data-added]')) added.remove()
    return typed.textContent ?? ''
  }

  function lineOf(article: HTMLElement): string {
    const author = (article.getAttribute('aria-label') ?? '').split(', ')[0]
    const body = typedIn(article.querySelector('div[dir="auto"]'))
    const quote = article.querySelector('button[title^="Go to"]')?.lastElementChild?.textContent
    const isEdited = [...article.querySelectorAll('span')].some((s) => s.textContent === 'edited')
    const reactions = [...article.querySelectorAll('li > button[aria-pressed]')]
      .map((b) => b.textContent)
      .toSorted()
    return [
      `${author}: ${body}`,
      ...(quote === undefined || quote === null ? [] : [`answers "${quote}"`]),
      ...(isEdited ? ['edited'] : []),
      ...reactions,
    ].join(' | ')
  }
}
