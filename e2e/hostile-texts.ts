/** Collections of hostile text, and what it must look like on screen: as it was typed, and inside its place. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, meet, type Meeting } from './people.ts'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'hostile')
const MAX_TEXT_BYTES = 10_000
const HIGH_PX = 4_000

/** Characters that no text field can carry: browsers make line feeds of them, or drop them. */
const UNTYPEABLE = /[\r\0]/

export async function naughtyStrings(): Promise<string[]> {
  return JSON.parse(await readFile(join(FIXTURES, 'blns', 'blns.json'), 'utf8')) as string[]
}

export async function payloads(): Promise<string[]> {
  const file = await readFile(join(FIXTURES, 'xss', 'xss-payload-list.txt.gz'))
  return gunzipSync(file).toString('utf8').split('\n')
}

/** Many lines in one message, as many as fit. */
export function bundled(lines: readonly string[]): string[] {
  const bundles: string[] = []
  let bundle = ''
  for (const line of lines) {
    if (UNTYPEABLE.test(line) || line.trim() === '') continue
    if (Buffer.byteLength(`${bundle}\n${line}`) > MAX_TEXT_BYTES - 100) {
      bundles.push(bundle)
      bundle = ''
    }
    bundle += bundle === '' ? `Nr ${bundles.length}: ${line}` : `\n${line}`
  }
  return [...bundles, bundle].map((text) => text.trimEnd())
}

/** By how many pixels anything in the page is wider than its window, over the whole log. */
export async function overflowPx(page: Page): Promise<number> {
  return page.getByRole('log').evaluate(async (log) => {
    // What a finger presses reaches beside its line, into the margin of the log and no further.
    const targetPx = matchMedia('(pointer: coarse)').matches ? 12 : 0
    let worst = 0
    for (let before = -1; log.scrollTop !== before;) {
      before = log.scrollTop
      const over = [
        document.documentElement.scrollWidth - innerWidth,
        log.scrollWidth - log.clientWidth,
        ...[...log.querySelectorAll('article')].map(
          (a) => a.scrollWidth - a.clientWidth - targetPx,
        ),
      ]
      worst = Math.max(worst, ...over)
      log.scrollTop -= log.clientHeight
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
    }
    log.scrollTop = log.scrollHeight
    return worst
  })
}

/** What of a text is on screen however it is formatted: its letters, in their order. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{So}\p{Cf}]/gu, '')
}

/** Alice writes each; on both screens each is text and nothing else. */
export async function expectShownAsTyped(
  texts: readonly string[],
  meeting: Meeting,
): Promise<void> {
  const alice = await meeting.newPerson('Alice')
  const bob = await meeting.newPerson('Bob')
  await meet('<b>Hostile</b> & "co"', alice, bob)
  for (const text of texts) {
    await alice.composer.fill(text)
    await alice.composer.press('Enter')
    await expect(alice.composer).toHaveValue('')
  }
  await alice.writes('That was all of it')
  await expect(bob.message('That was all of it')).toBeVisible({ timeout: 30_000 })
  // How wide a window is may break a text; a high one only shows more of them at a time.
  for (const { page } of [alice, bob])
    await page.setViewportSize({ width: page.viewportSize()?.width ?? 0, height: HIGH_PX })
  const shown = await bob.screen()
  expect(shown.slice(0, -1).map(letters)).toEqual(texts.map((text) => letters(`Alice: ${text}`)))
  for (const { page } of [alice, bob]) {
    expect(await overflowPx(page)).toBeLessThanOrEqual(0)
    await expect(
      page.getByRole('log').locator('script, img, iframe, object, embed, video'),
    ).toHaveCount(0)
    const links = await page
      .getByRole('log')
      .getByRole('link')
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    for (const link of links) expect(link).toMatch(/^(?:https?|mailto):/)
  }
}
