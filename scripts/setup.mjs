/**
 * Makes a clone ready to run: a fitting Node, the pinned dependencies, the built web app. Each part
 * looks first whether it is needed, so the second time costs next to nothing.
 *
 * Node built-ins only: it runs before anything is installed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run, say, seconds } from './steps.mjs'

const OLDEST_NODE = [20, 19]
const WEB_SOURCES = ['ui', 'react', 'client', 'gate', 'group', 'sealing', 'signing', 'protocol']
const NOT_BUILT_FROM = new Set(['node_modules', 'dist', 'test', 'vectors', 'examples'])
const BUILD_STAMP = join(ROOT, 'node_modules', '.cache', 'parley', 'web-build')

/** A failure that the person at the terminal can do something about; the message says what. */
export class SetupError extends Error {}

/**
 * Everything that must be there before the relay can serve people.
 * @throws {SetupError}
 */
export async function prepare() {
  checkNode(process.versions.node)
  await installIfNeeded()
  await buildIfNeeded()
}

/**
 * @param {string} version like "20.19.1"
 * @throws {SetupError} if it is older than this project can run on
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  throw new SetupError(
    `Parley needs Node ${OLDEST_NODE.join('.')} or newer, and this is Node ${version}. ` +
      'Install a newer one from https://nodejs.org and run this again.',
  )
}

/** @throws {SetupError} */
export async function installIfNeeded() {
  if (isInstalled()) return
  const startedAt = performance.now()
  say('Installing the dependencies (only when they changed) …')
  // The dependencies bring their binaries ready-made: no code of theirs needs to run at install.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run('npm', args)
  if (code !== 0) {
    say(output)
    throw new SetupError('The dependencies could not be installed; npm says why above.')
  }
  say(`Installed in ${seconds(startedAt)}.`)
}

/** @throws {SetupError} */
export async function buildIfNeeded() {
  const stamp = webStamp()
  if (isBuilt() && stampedAs() === stamp) return
  const startedAt = performance.now()
  say('Building the web app and the widget (only when their sources changed) …')
  for (const app of ['apps/web', 'apps/widget']) {
    const { code, output } = await run('vite', ['build'], { cwd: join(ROOT, app) })
    if (code === 0) continue
    say(output)
    throw new SetupError(`${app} could not be built; vite says why above.`)
  }
  mkdirSync(join(BUILD_STAMP, '..'), { recursive: true })
  writeFileSync(BUILD_STAMP, stamp)
  say(`Built in ${seconds(startedAt)}.`)
}

/** Whether there is a web app to serve, and a widget, of whatever sources. */
export function isBuilt() {
  const built = ['apps/web/dist/index.html', 'apps/widget/dist/widget.js']
  return built.every((path) => existsSync(join(ROOT, path)))
}

/** Whether npm's own record of what it installed agrees with the lock file. */
function isInstalled() {
  const wanted = packagesIn(join(ROOT, 'package-lock.json'))
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'))
  if (wanted === undefined || installed === undefined) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer, link }]) => {
    if (!path.startsWith('node_modules/') || optional || devOptional || peer) return true
    if (link) return installed[path] !== undefined
    return installed[path]?.version === version
  })
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Locked
 * @param {string} path
 * @returns {Record<string, Locked> | undefined}
 */
function packagesIn(path) {
  if (!existsSync(path)) return undefined
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

function stampedAs() {
  return existsSync(BUILD_STAMP) ? readFileSync(BUILD_STAMP, 'utf8') : undefined
}

/** A digest over every file that web app and widget are built from. */
function webStamp() {
  const hash = createHash('sha256')
  const folders = ['apps/web', 'apps/widget', ...WEB_SOURCES.map((name) => `packages/${name}`)]
  for (const path of ['package-lock.json', 'scripts/packing.ts', ...folders.flatMap(filesUnder)]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(ROOT, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return []
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (NOT_BUILT_FROM.has(entry.name) || /\.test\.|\.md$/.test(entry.name)) return []
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}
