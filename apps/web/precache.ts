/**
 * A build step of our own: writes the list of the app's files, each with a hash of its content, into
 * the service worker. The version is a hash over the list, so the same build gives the same worker.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'

const WORKER = 'sw.js'

export function precache(): Plugin {
  let outDir = ''
  return {
    name: 'parley:precache',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const path = join(outDir, WORKER)
      const files = shellFiles(outDir)
      const version = hashOf(JSON.stringify(files))
      const worker = readFileSync(path, 'utf8')
      writeFileSync(path, `const PRECACHE=${JSON.stringify({ version, files })};\n${worker}`)
    },
  }
}

/** Every file but the worker itself and source maps, in a fixed order. */
function shellFiles(outDir: string): { url: string; hash: string }[] {
  return readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== WORKER && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      url: `/${relative(outDir, path).split(sep).join('/')}`,
      hash: hashOf(readFileSync(path)),
    }))
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16)
}
