/**
 * The relay's sources in one file, made when any of them is newer than it. Translating them at every start
 * would cost seconds, and a loader that stays in memory.
 */
import { mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAM = join(ROOT, 'apps/relay/dist/parley.mjs')
const PACKAGES = ['protocol', 'signing', 'group', 'gate', 'relay']

/** Makes `dist/parley.mjs` if need be; `false` where it cannot be made or written. */
export async function prepareProgram() {
  const madeAt = await changedAt(PROGRAM)
  const folders = ['apps/relay', ...PACKAGES.map((name) => `packages/${name}`)]
  const newest = Math.max(...(await Promise.all(folders.map((folder) => newestIn(folder)))))
  if (madeAt > newest) return true
  try {
    await make()
    return true
  } catch {
    return false // a folder that this user may not write to, or no esbuild: the sources run as they are
  }
}

async function make() {
  const { build } = await import('esbuild')
  const sources = PACKAGES.map((name) => [
    `@parley/${name}`,
    join(ROOT, `packages/${name}/src/index.ts`),
  ])
  const door = join(ROOT, 'packages/relay/src/journal/jetstream/jetstream-journal.ts')
  const unfinished = `${PROGRAM}.${process.pid}`
  await mkdir(join(PROGRAM, '..'), { recursive: true })
  await build({
    entryPoints: [join(ROOT, 'apps/relay/src/main.ts')],
    outfile: unfinished,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { ...Object.fromEntries(sources), '@parley/relay/jetstream': door },
    logLevel: 'silent',
  })
  await rename(unfinished, PROGRAM) // another start may be reading the one before
}

/** @param {string} folder */
async function newestIn(folder) {
  const source = join(ROOT, folder, 'src')
  const entries = await readdir(source, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const times = files.map(({ parentPath, name }) => changedAt(join(parentPath, name)))
  return Math.max(...(await Promise.all(times)))
}

/** @param {string} path */
function changedAt(path) {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
