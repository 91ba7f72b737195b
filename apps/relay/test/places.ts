/** Directories that tests may fill: they are removed when the file's tests are over. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'

interface Places {
  readonly web: string
  readonly widget: string
  readonly data: string
}

export async function newPlaces(): Promise<Places> {
  const root = await mkdtemp(join(tmpdir(), 'parley-app-'))
  afterAll(() => rm(root, { recursive: true, force: true }))
  const web = join(root, 'web')
  await mkdir(join(web, 'assets'), { recursive: true })
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Parley</title>')
  await writeFile(join(web, 'sw.js'), 'self.skipWaiting()')
  await writeFile(join(web, 'manifest.webmanifest'), '{}')
  await writeFile(join(web, 'assets', 'index-aB3_dE6-.js'), 'export {}')
  await writeFile(join(web, 'assets', 'index-aB3_dE6-.js.br'), brotliCompressSync('export {}'))
  await writeFile(join(web, 'assets', 'index-aB3_dE6-.js.gz'), gzipSync('export {}'))
  const widget = join(root, 'widget')
  await mkdir(join(widget, 'assets', 'widget'), { recursive: true })
  await writeFile(join(widget, 'widget.js'), 'import("./assets/widget/face-aB3_dE6-.js")')
  await writeFile(join(widget, 'assets', 'widget', 'face-aB3_dE6-.js'), 'export {}')
  await writeFile(join(root, 'secret.txt'), 'not for the web')
  return { web, widget, data: join(root, 'data', 'deeper') }
}
