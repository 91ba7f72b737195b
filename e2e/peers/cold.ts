/**
 * Row 5: relay and network off, the browser started anew on a processor four times slower: how soon there is
 * a message to read and a composer to write in, in a long group, and for who has only followed a link offline.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { expect } from '../people.ts'
import { Person } from '../person.ts'
import { RelayProcess } from '../relay-process.ts'
import { isFull, SEEDS, tells } from './crew.ts'
import { typesQuickly } from './hands.ts'

const MESSAGES = isFull ? Number(process.env['PEERS_MESSAGES'] ?? '10000') : 60
/** Typed in one go; more would be one very long call. */
const BATCH = 250
const TIMES_SLOWER = 4
const PHONE = { width: 390, height: 844 }

type Launch = (profile: string) => Promise<BrowserContext>

export async function playCold(launch: Launch): Promise<void> {
  const relay = await RelayProcess.start()
  const profiles = await Promise.all(
    ['member', 'pending'].map((name) => mkdtemp(join(tmpdir(), `parley-${name}-`))),
  )
  const [member = '', pending = ''] = profiles
  try {
    const url = relay.url()
    const link = await onceIn(member, { launch, url }, (person) => fills(person))
    await onceIn(pending, { launch, url }, (person) => followsOffline(person, link))
    await relay.isKilled()
    for (const seed of SEEDS) {
      const long = await starts(member, { launch, url })
      const waiting = await starts(pending, { launch, url })
      tells(5, seed, {
        firstMessageMs: long.first,
        composerMs: long.composer,
        pendingFirstMs: waiting.first,
        pendingComposerMs: waiting.composer,
      })
    }
  } finally {
    await relay.stop()
    for (const profile of profiles) await rm(profile, { recursive: true, force: true })
  }
}

interface Where {
  readonly launch: Launch
  readonly url: string
}

async function onceIn<T>(
  profile: string,
  { launch, url }: Where,
  use: (person: Person) => Promise<T>,
): Promise<T> {
  const context = await launch(profile)
  try {
    const person = await Person.with({ name: 'Anna', appUrl: url, context })
    await person.page.setViewportSize(PHONE)
    return await use(person)
  } finally {
    await context.close()
  }
}

/** A group with all its messages; the place where it is left. Its link. */
async function fills(person: Person): Promise<string> {
  await person.opensTheApp()
  await person.saysName()
  await person.createsGroup('Long')
  const link = await person.invites()
  const texts = Array.from(
    { length: MESSAGES },
    (_, at) => `Message ${at}: as long as people write.`,
  )
  for (let from = 0; from < MESSAGES; from += BATCH)
    await typesQuickly(person.page, texts.slice(from, from + BATCH))
  await expect(person.message(texts.at(-1) ?? '')).toContainText('With the relay', {
    timeout: 600_000,
  })
  await person.hasTheAppKept()
  await isLeftInPeace(person.page)
  return link
}

/** The app was looked at for longer than a moment, so that it has kept what was on the screen last. */
async function isLeftInPeace(page: Page): Promise<void> {
  await page.waitForFunction(() => localStorage.getItem('parley/last-screen') !== null)
}

/** Has the app, and follows the link without a network; writes, and leaves it there. */
async function followsOffline(person: Person, link: string): Promise<void> {
  await person.opensTheApp()
  await person.hasTheAppKept()
  await person.context.setOffline(true)
  await person.joins(link)
  await person.writes('Written before I was in')
  await isLeftInPeace(person.page)
}

/** The group is where the app was left: it is opened from the list, as on the first screen of a phone. */
async function starts(
  profile: string,
  { launch, url }: Where,
): Promise<{ readonly first: number; readonly composer: number }> {
  const context = await launch(profile)
  try {
    const page = await context.newPage()
    await page.setViewportSize(PHONE)
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER })
    await context.setOffline(true)
    await page.addInitScript(watchOpening)
    await page.goto(url)
    const opened = await page.waitForFunction(
      () => {
        const { firstMs, composerMs } = globalThis as unknown as Opened
        return firstMs === undefined || composerMs === undefined
          ? undefined
          : { firstMs, composerMs }
      },
      undefined,
      { timeout: 120_000 },
    )
    const { firstMs = NaN, composerMs = NaN } = (await opened.jsonValue()) ?? {}
    await page.getByRole('textbox', { name: 'Message' }).fill('and it takes what is written')
    await isLeftInPeace(page)
    return { first: Math.round(firstMs), composer: Math.round(composerMs) }
  } finally {
    await context.close()
  }
}

interface Opened {
  firstMs?: number
  composerMs?: number
}

/** Runs inside the page, before anything else in it. */
function watchOpening(): void {
  const opened = globalThis as Opened
  const look = (): void => {
    const hasMessage = document.querySelector('article div[dir="auto"]') !== null
    const composer = document.querySelector<HTMLTextAreaElement>('textarea')
    if (hasMessage) opened.firstMs ??= performance.now()
    // The box of the last screen takes what is written, as the app's own does later.
    if (composer?.disabled === false && composer.closest('[inert]') === null)
      opened.composerMs ??= performance.now()
    if (opened.firstMs === undefined || opened.composerMs === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
