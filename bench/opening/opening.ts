/**
 * Opening a group that is on the device: from a browser that was not running to the newest screen, and what
 * is read for it, with a short history and with a long one in turns.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { percentile } from '../relay/arrivals.ts'
import { PARLEY_PROGRAM, parleyCommand, prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { startServer } from '../relay/server-process.ts'
import type { Report } from '../report.ts'
import { buildPage, inBrowser } from './browser.ts'
import { bringHistory } from './history.ts'
import type { Opened } from './page.ts'

/** What a long history may cost, times a short one. */
const MOST_TIMES = 1.3
const LOOK_AGAIN_MS = 2_000

interface Kept {
  readonly messages: number
  readonly profile: string
  readonly last: string
  readonly opened: (Opened & { readonly bytesBehind: number })[]
}

export async function openingBench({ isQuick }: { readonly isQuick: boolean }): Promise<Report> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'opening-'))
  try {
    await buildPage(join(folder, 'web'))
    await prepareFolder(folder)
    const server = await startServer(parleyCommand(folder, PARLEY_PROGRAM))
    try {
      const url = `http://localhost:${server.port}/`
      const kept: Kept[] = []
      for (const messages of isQuick ? [2_000, 6_000] : [2_000, 100_000])
        kept.push(await keep(url, join(folder, `profile-${messages}`), messages))
      for (let turn = 0; turn < (isQuick ? 2 : 9); turn++)
        for (const one of kept) one.opened.push(await open(url, one))
      return reportOf(kept, isQuick)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A device that has all of a group, in this profile; answers with the text of the last message. */
export async function keepGroup(url: string, profile: string, messages: number): Promise<string> {
  const link = await inBrowser(profile, url, (page) => page.evaluate(() => window.opening.found()))
  const relay = new URL('/', url).href.replace('http', 'ws')
  const last = await bringHistory(relay, link, messages - 1)
  await inBrowser(profile, url, async (page) => {
    await page.evaluate((text) => window.opening.whenShown(text), last)
    while (await page.evaluate(() => window.opening.older())); // one segment after the other
    while ((await page.evaluate(() => window.opening.messagesCount())) < messages)
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    await page.evaluate(() => window.opening.close())
  })
  return last
}

async function keep(url: string, profile: string, messages: number): Promise<Kept> {
  return { messages, profile, last: await keepGroup(url, profile, messages), opened: [] }
}

function open(url: string, { profile, last }: Kept): Promise<Kept['opened'][number]> {
  return inBrowser(profile, url, async (page) => {
    const opened = await page.evaluate((text) => window.opening.whenShown(text), last)
    const bytesBehind = await page.evaluate(() => window.opening.whenQuiet())
    await page.evaluate(() => window.opening.close())
    return { ...opened, bytesBehind }
  })
}

function reportOf(kept: readonly Kept[], isQuick: boolean): Report {
  const middle = ({ opened }: Kept, of: keyof Kept['opened'][number]): number =>
    percentile(
      opened.map((one) => one[of]),
      0.5,
    )
  const [short, long] = kept
  if (short === undefined || long === undefined) throw new Error('nothing was opened')
  const times = (of: keyof Opened): number => middle(long, of) / middle(short, of)
  return {
    title: 'Opening a group',
    says: 'A browser is started on a profile that has the whole group; from the beginning of the page to the newest fifty messages, read, verified and opened. The middle of nine, short and long in turns.',
    rows: kept.map((one) => ({
      messages: one.messages,
      'newest screen, ms': Math.round(middle(one, 'ms')),
      'MB read for it': Math.round(middle(one, 'bytes') / 1e4) / 100,
      'MB read in all': Math.round(middle(one, 'bytesBehind') / 1e4) / 100,
      'times, ms': one === long ? Math.round(times('ms') * 100) / 100 : undefined,
      'times, bytes': one === long ? Math.round(times('bytes') * 100) / 100 : undefined,
    })),
    goals: isQuick
      ? []
      : [
          { says: `at most ${MOST_TIMES} times the time`, met: times('ms') <= MOST_TIMES },
          { says: `at most ${MOST_TIMES} times the bytes`, met: times('bytes') <= MOST_TIMES },
        ],
  }
}
