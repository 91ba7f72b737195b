/**
 * A build step of our own: writes the list of the app's files, each with a hash of its content, into
 * the service worker. The version is a hash over the list, so the same build gives the same worker.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

const WORKER = 'sw.js'

/** How files are packed beside themselves, and how a packed one is known. */
export interface Packing {
  readonly PACKED: RegExp
  packFiles(paths: readonly string[]): void
}

export function precache({ PACKED, packFiles }: Packing): Plugin {
  let outDir = ''
  return {
    name: 'parley:precache',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const path = join(outDir, WORKER)
      const files = shellFiles(outDir).filter(({ url }) => !PACKED.test(url))
      const version = hashOf(JSON.stringify(files))
      const worker = readFileSync(path, 'utf8')
      writeFileSync(path, `const PRECACHE=${JSON.stringify({ version, files })};\n${worker}`)
      packFiles([path, ...files.map(({ url }) => join(outDir, url))])
    },
  }
}

/** What only a shop window or a system shows: the app opens without it. */
const NOT_KEPT = /\.map$|[\\/]screenshots[\\/]/u

/** Every file that the app opens with, in a fixed order. */
function shellFiles(outDir: string): { url: string; hash: string }[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== WORKER)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !NOT_KEPT.test(path))
    .sort()
    .map((path) => ({
      url: `/${relative(outDir, path).split(sep).join('/')}`,
      hash: hashOf(readFileSync(path)),
    }))
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16)
}
