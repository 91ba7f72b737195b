/** What Lighthouse says of the built app, on the phone that it imitates. Installed when first needed. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../opening/browser.ts'
import type { Report } from '../report.ts'
import type { Served } from './kept-groups.ts'

const FOLDER = fileURLToPath(new URL('../lighthouse', import.meta.url))
const PROGRAM = join(FOLDER, 'node_modules/lighthouse/cli/index.js')
export const LIGHTHOUSE_CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const
const LEAST = 95
/** Now and then it gets no trace of the page from the browser, and says to run it again. */
const MOST_RUNS = 3

interface Judged {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>
}

export async function judgedByLighthouse({ url, newProfile }: Served): Promise<Report> {
  const points = await lighthouseOf(url, newProfile)
  return {
    title: 'Lighthouse',
    says: 'A first visit on the phone and the slow line that Lighthouse imitates.',
    rows: LIGHTHOUSE_CATEGORIES.map((name) => ({ '': name, goal: LEAST, measured: points[name] })),
    goals: LIGHTHOUSE_CATEGORIES.map((name) => ({
      says: `${name} at least ${LEAST}`,
      met: points[name] >= LEAST,
    })),
  }
}

type Points = Readonly<Record<(typeof LIGHTHOUSE_CATEGORIES)[number], number>>

/** Of a hundred each. */
export async function lighthouseOf(url: string, newProfile: Served['newProfile']): Promise<Points> {
  install()
  const { categories } = await judgeAgain(url, newProfile, MOST_RUNS)
  const points = (name: string): number => Math.round((categories[name]?.score ?? 0) * 100)
  return {
    performance: points('performance'),
    accessibility: points('accessibility'),
    'best-practices': points('best-practices'),
  }
}

async function judgeAgain(
  url: string,
  newProfile: Served['newProfile'],
  runs: number,
): Promise<Judged> {
  try {
    return await judge(url, await newProfile())
  } catch (error) {
    if (runs <= 1 || !String(error).includes('run Lighthouse again')) throw error
    return await judgeAgain(url, newProfile, runs - 1)
  }
}

async function judge(url: string, profile: string): Promise<Judged> {
  const flags = `--headless=new --no-sandbox --disable-gpu --user-data-dir=${profile}`
  const asked = [`--only-categories=${LIGHTHOUSE_CATEGORIES.join(',')}`, `--chrome-flags=${flags}`]
  const browser = findBrowser()
  const child = spawn(process.execPath, [PROGRAM, url, ...asked, '--output=json', '--quiet'], {
    env: { ...process.env, ...(browser === undefined ? {} : { CHROME_PATH: browser }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const die = (): void => void child.kill()
  process.once('exit', die) // nothing we started outlives us
  let [said, wrong] = ['', '']
  child.stdout.on('data', (text) => (said += String(text)))
  child.stderr.on('data', (text) => (wrong += String(text)))
  const [code] = await once(child, 'close')
  process.off('exit', die)
  if (code !== 0) throw new Error(`Lighthouse failed: ${wrong.slice(-2_000)}`)
  return JSON.parse(said) as Judged
}

function install(): void {
  if (existsSync(PROGRAM)) return
  process.stdout.write('Installing Lighthouse into bench/lighthouse (185 MB, once) …\n')
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, stderr } = spawnSync('npm', args, { cwd: FOLDER, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ci in bench/lighthouse failed: ${stderr}`)
}
