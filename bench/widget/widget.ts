/** What the widget costs the page that it stands in: bytes, time in which the page cannot answer, and what Lighthouse says of it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { LIGHTHOUSE_CATEGORIES, lighthouseOf } from '../app/lighthouse.ts'
import { whileServed } from '../app/kept-groups.ts'
import { onPhone, TIMES_SLOWER } from '../app/phone.ts'
import { rowOf } from '../app/spread-row.ts'
import { percentile } from '../relay/arrivals.ts'
import type { Report } from '../report.ts'
import { type HostPage, openHostPage } from './host-page.ts'
import { watchHost } from './watching-host.ts'

const WIDGET = fileURLToPath(new URL('../../apps/widget/dist', import.meta.url))
/** Thousands of bytes, packed. */
const FIRST_SIGHT_KB = 45
const CONVERSATION_KB = 120
const BLOCKING_MS = 50
const MOST_POINTS_LOST = 2
/** So long somebody only reads: whatever comes behind what is seen may block too. */
const WATCHED_MS = 6_000

interface Visit {
  /** From the page's beginning, until there is something of the widget to use. */
  readonly seenMs: number
  /** From the press that leads in, until there is a box to write in, and a message to read. */
  readonly boxMs: number
  readonly insideMs: number
  /** While nobody presses anything, and after that. */
  readonly blockedMs: number
  readonly blockedInsideMs: number
  readonly violations: number
  /** Thousands of bytes, as they came from the relay, until each of the two. */
  readonly seenKb: number
  readonly insideKb: number
}

interface Visited {
  readonly host: HostPage
  newProfile(): Promise<string>
}

/** Throws where app or widget have not been built. */
export function widgetBench({
  isQuick,
}: {
  readonly isQuick: boolean
}): Promise<readonly Report[]> {
  if (!existsSync(join(WIDGET, 'widget.js')))
    throw new Error('the widget is to be built first: `npm start` does')
  return whileServed(async ({ url, newProfile }) => {
    const relay = new URL(url).origin
    const link = await onPhone(await newProfile(), ({ page }) => founded(page, relay))
    const host = await openHostPage(relay, link)
    const reports = [await visits({ host, newProfile }, isQuick)]
    if (!isQuick) reports.push(await points({ host, newProfile }))
    await host.close()
    return reports
  })
}

/** A group that anybody may come to, by the app as a person has it; its link. */
async function founded(page: Page, relay: string): Promise<string> {
  await page.goto(relay)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ada')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'New group' }).click()
  await page.getByRole('textbox', { name: 'Group name' }).fill('Garden club')
  await page.keyboard.press('Enter')
  const composer = page.getByRole('textbox', { name: 'Message' })
  for (let at = 0; at < 20; at++) {
    await composer.fill(`Saturday number ${at}, as always at nine.`)
    await composer.press('Enter')
    await page.locator(`article[data-key]:has-text("number ${at},")`).waitFor()
  }
  await page.getByRole('button', { name: 'Invite' }).click()
  const [field, make] = [
    page.getByRole('textbox', { name: 'Invite link' }),
    page.getByRole('button', { name: 'Make link' }),
  ]
  await field.or(make).waitFor()
  if (await make.isVisible()) await make.click()
  await page.waitForFunction(() =>
    [...document.querySelectorAll('input')].some(({ value }) => value.includes('#/join/')),
  )
  return field.inputValue()
}

async function visits({ host, newProfile }: Visited, isQuick: boolean): Promise<Report> {
  const first: Visit[] = []
  const plain: Visit[] = []
  for (let turn = 0; turn < (isQuick ? 1 : 5); turn++) {
    first.push(await visit(await newProfile(), host.withWidget))
    plain.push(await visit(await newProfile(), host.without))
  }
  const of = (name: keyof Visit) => first.map((one) => one[name])
  const blocked = percentile(of('blockedMs'), 0.5)
  const violations = first.reduce((sum, one) => sum + one.violations, 0)
  return {
    title: 'A page with the widget in it',
    says: `A page of text on a site of its own, under a policy without unsafe-*, in a browser that was never there; its processor slowed down ${TIMES_SLOWER} times. Until there is something of the widget to use; what tasks of the page's thread took beyond 50 ms each, in ${WATCHED_MS / 1_000} s in which nobody presses anything; then somebody comes in, anonymously. Bytes are those that came, packed as the relay packs them.`,
    rows: [
      rowOf('until the widget is there, ms', undefined, of('seenMs')),
      rowOf('blocked, ms', BLOCKING_MS, of('blockedMs')),
      rowOf(
        'blocked without the widget, ms',
        undefined,
        plain.map(({ blockedMs }) => blockedMs),
      ),
      rowOf('then, until there is a box to write in, ms', undefined, of('boxMs')),
      rowOf('until there is a message to read, ms', undefined, of('insideMs')),
      rowOf('blocked meanwhile, ms', undefined, of('blockedInsideMs')),
      rowOf('scripts until the widget is there, kB', FIRST_SIGHT_KB, of('seenKb')),
      rowOf('scripts in all, kB', CONVERSATION_KB, of('insideKb')),
      rowOf('violations of the policy', 0, of('violations')),
    ],
    goals: [
      { says: 'nothing that the policy forbids', met: violations === 0 },
      {
        says: `at most ${FIRST_SIGHT_KB} kB of script until the widget is there`,
        met: Math.max(...of('seenKb')) <= FIRST_SIGHT_KB,
      },
      {
        says: `at most ${CONVERSATION_KB} kB of script in all`,
        met: Math.max(...of('insideKb')) <= CONVERSATION_KB,
      },
      ...(isQuick
        ? []
        : [{ says: `blocked for at most ${BLOCKING_MS} ms`, met: blocked <= BLOCKING_MS }]),
    ],
  }
}

/** Somebody who only reads the page, and then stays anonymous and comes in. */
async function visit(profile: string, url: string): Promise<Visit> {
  return onPhone(profile, async ({ page, cdp, slowDown }) => {
    await slowDown()
    let bytes = 0
    const scripts = new Set<string>()
    await cdp.send('Network.enable')
    cdp.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId)
    })
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength
    })
    await page.addInitScript(watchHost)
    await page.goto(url)
    const found = () => page.evaluate(() => ({ ...window.hostFound, now: performance.now() }))
    const enter = page.getByRole('button', { name: 'Stay anonymous' })
    const hasWidget = url.includes('with.html')
    if (hasWidget) await enter.waitFor()
    const { now: seenMs } = await found()
    const seenKb = bytes / 1_000
    await page.waitForFunction((ms) => performance.now() > ms, WATCHED_MS, { polling: 250 })
    const read = await found()
    const none = { seenKb, insideKb: 0, boxMs: 0, insideMs: 0, blockedInsideMs: 0 }
    if (!hasWidget) return { ...read, ...none, seenMs }
    await enter.click()
    const pressed = await found()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    const boxMs = (await found()).now - pressed.now
    await page.locator('article').first().waitFor()
    const inside = await found()
    return {
      ...{ seenMs, boxMs, insideMs: inside.now - pressed.now },
      ...{ blockedMs: read.blockedMs, violations: inside.violations },
      blockedInsideMs: inside.blockedMs - read.blockedMs,
      ...{ seenKb, insideKb: bytes / 1_000 },
    }
  })
}

async function points({ host, newProfile }: Visited): Promise<Report> {
  const without = await lighthouseOf(host.without, newProfile)
  const withWidget = await lighthouseOf(host.withWidget, newProfile)
  const lost = (name: (typeof LIGHTHOUSE_CATEGORIES)[number]) => without[name] - withWidget[name]
  return {
    title: 'What Lighthouse takes off the page for the widget',
    says: 'A first visit on the phone and the slow line that Lighthouse imitates.',
    rows: LIGHTHOUSE_CATEGORIES.map((name) => ({
      ...{ '': name, without: without[name], 'with the widget': withWidget[name] },
      'at most lost': MOST_POINTS_LOST,
      lost: lost(name),
    })),
    goals: LIGHTHOUSE_CATEGORIES.map((name) => ({
      says: `${name}: at most ${MOST_POINTS_LOST} points less`,
      met: lost(name) <= MOST_POINTS_LOST,
    })),
  }
}
