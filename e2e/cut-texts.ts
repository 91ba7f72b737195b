/** What does not fit: texts that are cut, and whatever stands outside the window. */
import type { Page } from '@playwright/test'

/**
 * One line for each thing on the page that is cut or sticks out. A line that ends in an ellipsis by
 * design may be cut, and so may what is made to be scrolled.
 */
export async function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > innerWidth + 1) found.push(`the page is ${root.scrollWidth} wide`)
    const top = [
      ...document.querySelectorAll<HTMLElement>('dialog[open], [popover]:popover-open'),
    ].at(-1)
    const within = top ?? document.body
    for (const element of within.querySelectorAll<HTMLElement>('*')) {
      if (!element.checkVisibility() || isForEars(element) || !hasText(element)) continue
      const words = `“${element.innerText.slice(0, 60)}”`
      const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(element)
      const mayEnd = textOverflow === 'ellipsis' || webkitLineClamp !== 'none'
      const tooWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      const tooHigh = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
      if (tooWide && !mayEnd && overflowX !== 'auto' && overflowX !== 'scroll')
        found.push(`${words} is wider than its place`)
      if (tooHigh && !mayEnd && (overflowY === 'hidden' || overflowY === 'clip'))
        found.push(`${words} is cut below`)
      const range = document.createRange()
      range.selectNodeContents(element)
      const { left, right, width } = range.getBoundingClientRect()
      const isOut = left < -1 || right > innerWidth + 1
      if (width > 0 && isOut && !mayEnd && !isScrolled(element))
        found.push(`${words} leaves the window`)
    }
    return [...new Set(found)]

    function hasText(element: HTMLElement): boolean {
      return [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      )
    }

    /** Cut to a point, for screen readers only. */
    function isForEars(element: HTMLElement): boolean {
      const box = element.getBoundingClientRect()
      return box.width <= 1 || box.height <= 1 || element.closest('[aria-hidden="true"]') !== null
    }

    function isScrolled(element: HTMLElement): boolean {
      for (let one: HTMLElement | null = element; one !== null; one = one.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(one)
        if (overflowX === 'auto' || overflowX === 'scroll' || textOverflow === 'ellipsis')
          return true
        if (overflowX === 'hidden' && one !== document.body && one.clientWidth <= innerWidth) {
          const box = one.getBoundingClientRect()
          if (box.left >= -1 && box.right <= innerWidth + 1) return true
        }
      }
      return false
    }
  })
}
