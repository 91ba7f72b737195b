/** Directories that tests may fill: they are removed when the file's tests are over. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'

export async function newPlaces(): Promise<{ readonly web: string; readonly data: string }> {
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
  await writeFile(join(root, 'secret.txt'), 'not for the web')
  return { web, data: join(root, 'data', 'deeper') }
}
