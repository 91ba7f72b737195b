/**
 * The app as a person on a phone has it: how soon the first message is there, how soon what they write is,
 * whether a long group scrolls, and what it all takes.
 */
import { percentile } from '../relay/arrivals.ts'
import type { Report } from '../report.ts'
import { rowOf } from './spread-row.ts'
import { whileServed, type Served } from './kept-groups.ts'
import { judgedByLighthouse } from './lighthouse.ts'
import { heapMb, onPhone, TIMES_SLOWER, type Phone } from './phone.ts'
import { countFrames, watchFirstMessage, watchKeys } from './watching.ts'

const SOON_MS = 1_000
const WRITTEN_MS = 50
/** Row 5 of docs/peers.md. */
const WRITABLE_MS = 1_200
const LEAST_FPS = 55
const MOST_HEAP_MB = 150
/** As fast as a finger throws a list, and so far in all. */
const SCROLL = { speed: 4_000, distance: 40_000 }
/** So long somebody looks at it first: what is verified then is written down meanwhile. */
const LOOKED_AT_MS = 8_000
/** So long a finger stays on a key. */
const HELD_MS = 80
const COMPOSER = { name: 'Message' }

interface Sizes {
  readonly usual: number
  readonly long: number
  readonly starts: number
  readonly messages: number
  readonly scrolls: number
}

const FULL: Sizes = { usual: 10_000, long: 100_000, starts: 9, messages: 25, scrolls: 5 }
const QUICK: Sizes = { usual: 200, long: 600, starts: 1, messages: 3, scrolls: 1 }

export async function* appBench({
  isQuick,
}: {
  readonly isQuick: boolean
}): AsyncGenerator<Report> {
  const sizes = isQuick ? QUICK : FULL
  const parts = [
    (served: Served) => onUsual(served, sizes, isQuick),
    (served: Served) => onLong(served, sizes, isQuick),
    judgedByLighthouse,
  ]
  // One at a time: what was measured is told, whatever comes of the next.
  for (const measure of parts) yield await whileServed(measure)
}

async function onUsual({ url, keep }: Served, sizes: Sizes, isQuick: boolean): Promise<Report> {
  const profile = await keep(sizes.usual)
  await onPhone(profile, (phone) => settle(phone, url))
  const starts: Start[] = []
  for (let turn = 0; turn < sizes.starts; turn++) starts.push(await coldAndOffline(profile, url))
  const firsts = starts.map(({ firstMs }) => firstMs)
  const written = await onPhone(profile, (phone) => writing(phone, url, sizes.messages))
  const first = percentile(firsts, 0.5)
  const box = percentile(
    starts.map(({ boxMs }) => boxMs),
    0.5,
  )
  const press = percentile(written, 0.5)
  return {
    title: `The app with ${sizes.usual.toLocaleString('en-US')} messages`,
    says: `The built app in Chromium, its processor slowed down ${TIMES_SLOWER} times. First: a browser that was not running, with no network, from the page's beginning until the first message was drawn, as it was kept when the app was last open, until there was a box that takes what is written, and until the app itself had drawn both. Written: from the key press until the frame with the message was handed to the screen, marked as not kept yet; the page was idle before, and the key held for ${HELD_MS} ms.`,
    rows: [
      rowOf('first message, cold and offline, ms', SOON_MS, firsts),
      rowOf(
        'somewhere to write, ms',
        WRITABLE_MS,
        starts.map(({ boxMs }) => boxMs),
      ),
      rowOf(
        'the app itself, ms',
        undefined,
        starts.map(({ readyMs }) => readyMs),
      ),
      rowOf('key press to own message, ms', WRITTEN_MS, written),
    ],
    goals: isQuick
      ? []
      : [
          { says: `first message within ${SOON_MS} ms`, met: first <= SOON_MS },
          { says: `somewhere to write within ${WRITABLE_MS} ms`, met: box <= WRITABLE_MS },
          { says: `own message within ${WRITTEN_MS} ms`, met: press <= WRITTEN_MS },
        ],
  }
}

async function onLong({ url, keep }: Served, sizes: Sizes, isQuick: boolean): Promise<Report> {
  const profile = await keep(sizes.long)
  const { fps, heaps } = await onPhone(profile, async (phone) => {
    await settle(phone, url)
    await phone.slowDown()
    const found = { fps: [] as number[], heaps: [await heapMb(phone)] }
    for (let turn = 0; turn < sizes.scrolls; turn++) {
      found.fps.push(await scrolled(phone))
      found.heaps.push(await heapMb(phone))
    }
    return found
  })
  const [slowest, largest] = [Math.min(...fps), Math.max(...heaps)]
  return {
    title: `The app with ${sizes.long.toLocaleString('en-US')} messages`,
    says: `The same, in a long group: frames a second while the log is thrown back ${SCROLL.distance.toLocaleString('en-US')} pixels at a time, and JavaScript's heap after a collection, before and after each throw.`,
    rows: [
      rowOf('frames a second, scrolling', LEAST_FPS, fps),
      rowOf('heap of the tab, MB', MOST_HEAP_MB, heaps),
    ],
    goals: isQuick
      ? []
      : [
          { says: `at least ${LEAST_FPS} frames a second in each`, met: slowest >= LEAST_FPS },
          { says: `at most ${MOST_HEAP_MB} MB of heap at any time`, met: largest <= MOST_HEAP_MB },
        ],
  }
}

/** The app and its service worker are there, and the group is the place where it was left. */
async function settle({ page }: Phone, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('navigation').getByRole('listitem').getByRole('link').first().click()
  await page.locator('article').first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_MS))
}

/** From the page's beginning. */
interface Start {
  readonly firstMs: number
  readonly boxMs: number
  readonly readyMs: number
}

/** The relay may run: nothing of it is reached. */
function coldAndOffline(profile: string, url: string): Promise<Start> {
  return onPhone(profile, async ({ context, page, slowDown }) => {
    await slowDown()
    await page.addInitScript(watchFirstMessage)
    await context.setOffline(true)
    await page.goto(url)
    const readyMs = await seen(page, () => window.appReadyMs)
    const firstMs = await seen(page, () => window.firstMessageMs)
    const boxMs = await seen(page, () => window.boxMs)
    // What is read now has changed what is shown: the next start begins with what is kept by then.
    await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_MS))
    return { firstMs, boxMs, readyMs }
  })
}

async function writing(phone: Phone, url: string, times: number): Promise<readonly number[]> {
  const { page, slowDown } = phone
  await page.addInitScript(watchKeys)
  await page.goto(url)
  const composer = page.getByRole('textbox', COMPOSER)
  await composer.waitFor()
  await slowDown()
  const measured: number[] = []
  for (let turn = 0; turn < times; turn++) {
    const text = `Written the ${turn}th time`
    await composer.fill(text)
    await page.evaluate((wanted) => window.watchWriting(wanted), text)
    // From the last letter to Enter a hand needs longer than the page for that letter.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    await composer.press('Enter', { delay: HELD_MS })
    measured.push(await seen(page, () => window.writtenMs))
  }
  return measured
}

/** Frames a second of the page's own thread, while the list is thrown back. */
async function scrolled({ page, cdp }: Phone): Promise<number> {
  await page.evaluate(countFrames)
  await page.evaluate(() => window.frameCount.begin())
  await cdp.send('Input.synthesizeScrollGesture', {
    x: 195,
    y: 400,
    yDistance: SCROLL.distance,
    speed: SCROLL.speed,
    gestureSourceType: 'touch',
    preventFling: true,
  })
  const times = await page.evaluate(() => window.frameCount.end())
  const [first = 0, last = 1] = [times[0], times.at(-1)]
  return ((times.length - 1) * 1_000) / (last - first)
}

async function seen(page: Phone['page'], read: () => number | undefined): Promise<number> {
  const handle = await page.waitForFunction(read, undefined, { polling: 100 })
  const value = await handle.jsonValue()
  if (value === undefined) throw new Error('nothing was seen')
  return value
}
