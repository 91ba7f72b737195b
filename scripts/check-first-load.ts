/**
 * How much script a browser fetches before there is something to see, packed: on a new device the screen
 * that asks for a name, on any other the groups or a conversation. Both have a budget; what grows past it
 * is made to come later, or the budget is raised where everybody can see it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'

/** Bytes by gzip, in thousands. */
export const BUDGETS = { boot: 8, firstScreen: 180, conversation: 353 } as const

/** Scripts of a build, by the path that its page asks for them. */
export type Scripts = ReadonlyMap<string, string>

export interface Weighed {
  /** What draws before the app does; the page waits for it. */
  readonly boot: readonly string[]
  /** That, the app's own script, and all that it cannot begin without. */
  readonly firstScreen: readonly string[]
  /** That, and the app behind it. */
  readonly conversation: readonly string[]
}

/** Which scripts are fetched for what. Throws where the build is not one of ours. */
export function weighedIn(page: string, scripts: Scripts): Weighed {
  const [, boot] = /<script\s+src="([^"]+)"/.exec(page) ?? []
  // It begins when the other has drawn, and is fetched meanwhile.
  const [, entry] = /<link rel="modulepreload"[^>]* href="([^"]+\/index-[^"]+)"/.exec(page) ?? []
  const app = [...scripts.keys()].find((path) => /\/start-[\w-]+\.js$/.test(path))
  if (boot === undefined || entry === undefined || app === undefined)
    throw new Error('the page has no script, or there is no app behind it')
  return {
    boot: withImports([boot], scripts),
    firstScreen: withImports([boot, entry], scripts),
    conversation: withImports([boot, entry, app], scripts),
  }
}

/** Kilobytes by gzip; a build packs better than this or the same. */
export function weightOf(paths: readonly string[], scripts: Scripts): number {
  const bytes = paths.map((path) => gzipSync(scripts.get(path) ?? '', { level: 9 }).length)
  return bytes.reduce((sum, one) => sum + one, 0) / 1_000
}

/** Those, and all that they cannot begin without. */
export function withImports(wanted: readonly string[], scripts: Scripts): readonly string[] {
  const found = new Set<string>()
  const add = (path: string): void => {
    if (found.has(path)) return
    const text = scripts.get(path)
    if (text === undefined) throw new Error(`${path} is not in the build`)
    found.add(path)
    for (const { moduleRequest } of parseSync(path, text).module.staticImports)
      add(posix.join(posix.dirname(path), moduleRequest.value))
  }
  wanted.forEach(add)
  return [...found]
}

function scriptsOf(folder: string): Scripts {
  const assets = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'))
  return new Map(
    assets.map((name) => [`/assets/${name}`, readFileSync(join(folder, 'assets', name), 'utf8')]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? 'apps/web/dist'
  const scripts = scriptsOf(folder)
  const weighed = weighedIn(readFileSync(join(folder, 'index.html'), 'utf8'), scripts)
  for (const name of ['boot', 'firstScreen', 'conversation'] as const) {
    const weight = weightOf(weighed[name], scripts)
    const isOver = weight > BUDGETS[name]
    const says = `${name}: ${weight.toFixed(1)} of ${BUDGETS[name]} kB`
    if (isOver) console.error(`${says}: too much. ${weighed[name].join(' ')}`)
    else console.log(says)
    if (isOver) process.exitCode = 1
  }
}
