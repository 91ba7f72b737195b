/**
 * What on a page can be pressed, and is too small for whoever presses it: 44 px for a finger, 24 for a
 * mouse. Measured is what answers to a press, which may be more than what is drawn, and less where
 * something else lies over it.
 */
import type { Page } from '@playwright/test'

export interface Targets {
  readonly count: number
  /** One line each. */
  readonly small: readonly string[]
}

/**
 * Without links that are words in a sentence. Everything is scrolled to, but for messages, which would
 * be read by that, and for emoji, of which there are too many: of these, what is whole.
 */
export async function targets(page: Page): Promise<Targets> {
  return page.evaluate(() => {
    const least = matchMedia('(pointer: coarse)').matches ? 44 : 24
    const small: string[] = []
    let count = 0
    // What opened over the page covers some of it halfway.
    const open = document.querySelector(':popover-open') ?? document
    for (const element of open.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [role="button"], [role="menuitem"], [role="tab"], [role="switch"], [role="option"]',
    )) {
      const isLeft = element.closest('[role="log"], [data-emoji]') !== null
      if (!isLeft) element.scrollIntoView({ block: 'nearest' })
      const drawn = element.getBoundingClientRect()
      const x = drawn.x + drawn.width / 2
      const y = drawn.y + drawn.height / 2
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      if (getComputedStyle(element).display === 'inline' || !isWhole()) continue
      if (!answers(x, y)) continue // behind a dialog
      count++
      const width = reach(-1, 0) + reach(1, 0) + 1
      const height = reach(0, -1) + reach(0, 1) + 1
      // The last pixel of either side may be half one.
      if (width < least - 1 || height < least - 1) {
        const name = element.getAttribute('aria-label') ?? element.textContent
        small.push(`${element.localName} "${name.slice(0, 60)}" is ${width} by ${height}`)
      }

      function answers(atX: number, atY: number): boolean {
        const hit = document.elementFromPoint(atX, atY)
        if (hit === null) return false
        return element.contains(hit) || hit.closest('label')?.control === element
      }

      function reach(stepX: number, stepY: number): number {
        let far = 0
        while (far < least && answers(x + stepX * (far + 1), y + stepY * (far + 1))) far++
        return far
      }

      /** Nothing it stands in cuts off what it needs. */
      function isWhole(): boolean {
        const halfWide = Math.max(drawn.width, least) / 2
        const halfHigh = Math.max(drawn.height, least) / 2
        if (x < 0 || y - halfHigh < 0 || x > innerWidth || y + halfHigh > innerHeight) return false
        for (let around = element.parentElement; around; around = around.parentElement) {
          if (getComputedStyle(around).overflowY === 'visible') continue
          const clip = around.getBoundingClientRect()
          const isCutX = x - halfWide < clip.left - least || x + halfWide > clip.right + least
          if (isCutX || y - halfHigh < clip.top || y + halfHigh > clip.bottom) return false
        }
        return true
      }
    }
    return { count, small }
  })
}
