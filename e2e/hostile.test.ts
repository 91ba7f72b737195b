/** Hostile text is text: it never runs, never loads, never breaks the layout. And input that is wrong. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, meet, test } from './people.ts'

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'hostile')
const MAX_TEXT_BYTES = 10_000

/** Characters that no text field can carry: browsers make line feeds of them, or drop them. */
const UNTYPEABLE = /[\r\0]/

/** One at a time: those that attack their surroundings, or that have no place to break. */
const LONE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  'javascript:alert(1)',
  'https://user:secret@evil.example/',
  '{{constructor.constructor("alert(1)")()}}',
  '__proto__',
  'W'.repeat(600),
  'a'.repeat(9_990),
  'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324'.repeat(40),
  '\u202Eevil reversed\u202C and \u2066isolated',
  'الكل في المجمو عة (5) is 5',
  '👩‍👩‍👧‍👦'.repeat(60),
  '﷽'.repeat(50),
  '\u200B\u200B\u2060x',
]

async function naughtyStrings(): Promise<string[]> {
  return JSON.parse(await readFile(join(FIXTURES, 'blns', 'blns.json'), 'utf8')) as string[]
}

async function payloads(): Promise<string[]> {
  const file = await readFile(join(FIXTURES, 'xss', 'xss-payload-list.txt.gz'))
  return gunzipSync(file).toString('utf8').split('\n')
}

/** Many lines in one message, as many as fit. */
function bundled(lines: readonly string[]): string[] {
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
async function overflowPx(page: Page): Promise<number> {
  return page.getByRole('log').evaluate(async (log) => {
    let worst = 0
    for (let before = -1; log.scrollTop !== before; ) {
      before = log.scrollTop
      const over = [
        document.documentElement.scrollWidth - innerWidth,
        log.scrollWidth - log.clientWidth,
        ...[...log.querySelectorAll('article')].map((a) => a.scrollWidth - a.clientWidth),
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

async function sendAll(texts: readonly string[], meeting: Parameters<Parameters<typeof test>[2]>[0]['meeting']) {
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
  const shown = await bob.screen()
  expect(shown.slice(0, -1)).toEqual(texts.map((text) => `Alice: ${text}`))
  for (const { page } of [alice, bob]) {
    expect(await overflowPx(page)).toBeLessThanOrEqual(0)
    await expect(page.getByRole('log').locator('script, img, iframe, object, embed, video')).toHaveCount(0)
    const links = await page.getByRole('log').getByRole('link').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    for (const link of links) expect(link).toMatch(/^https?:/)
  }
}

test('naughty strings are shown as they were typed', async ({ meeting }) => {
  await sendAll([...LONE, ...bundled(await naughtyStrings())], meeting)
})

test('XSS payloads are shown as they were typed, and none runs', async ({ meeting }) => {
  test.slow()
  await sendAll(bundled(await payloads()), meeting)
})

test('people and groups with hostile names are still people and groups', async ({ meeting }) => {
  const mallory = await meeting.newPerson('<img src=x onerror=alert(1)>\u202Egnp.exe')
  const wide = await meeting.newPerson('Ŵ'.repeat(30))
  const group = '"><script>alert(1)</script>' + 'X'.repeat(30)
  await meet(group, mallory, wide)
  await mallory.writes('hello')
  await expect(wide.message('hello')).toBeVisible()
  await wide.replies('hello', 'hello to you')
  await expect(mallory.message('hello to you')).toBeVisible()
  await expect(wide.log).toContainText(mallory.name)
  for (const person of [mallory, wide]) {
    expect(await overflowPx(person.page)).toBeLessThanOrEqual(0)
    await person.goesBack()
    await expect(person.groupRow(group)).toContainText('hello to you')
    const over = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(over).toBeLessThanOrEqual(0)
  }
})

test('a paste of 100 KB is refused with the limit named, and kept in the composer', async ({
  alice,
}) => {
  await alice.opensTheApp()
  await alice.saysName()
  await alice.createsGroup('Essays')
  const essay = 'All work and no play. '.repeat(4_700).trimEnd()
  await alice.composer.fill(essay)
  await expect(alice.page.getByRole('alert')).toContainText('10,000 bytes')
  await alice.composer.press('Enter')
  await expect(alice.page.getByRole('alert')).toContainText('10,000 bytes')
  await expect(alice.composer).toHaveValue(essay)
  await expect(alice.log.getByRole('article')).toHaveCount(0)

  await alice.reloads()
  await expect(alice.composer).toHaveValue(essay)
  await alice.writes('Shorter.')
  await expect(alice.page.getByRole('alert')).toHaveCount(0)
  expect(await alice.screen()).toEqual(['Alice: Shorter.'])
})

test('a damaged invite link says what is wrong with it', async ({ alice, bob }) => {
  const link = await meet('Whole', alice)
  await bob.opensTheApp()
  await bob.saysName()
  const says = {
    [link.slice(0, -7)]: 'The end of this link is missing',
    [link.slice(0, -7) + '%&!~_*+']: 'This link is damaged',
    [`${link}AAAAAAAA`]: 'something extra at its end',
    [link.replace(/join\/.*/, 'join/')]: /missing|no invitation/i,
  }
  for (const [damaged, words] of Object.entries(says)) {
    await bob.opensTheApp()
    await bob.page.goto(damaged)
    await expect(bob.page.getByRole('main')).toContainText(words)
    await expect(bob.page.getByRole('button', { name: 'To your groups' })).toBeVisible()
  }
  await bob.page.getByRole('button', { name: 'To your groups' }).click()
  await bob.page.getByRole('button', { name: 'Join' }).click()
  const dialog = bob.page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('see you at eight')
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no invitation')
  await dialog.getByRole('textbox').fill(`  ${link}\n`)
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(bob.page.getByRole('heading', { name: 'Whole', exact: true })).toBeVisible()
})
