/**
 * The source files of this repository, as the checks see them: paths relative to the root, with
 * forward slashes, sorted. Built output, dependencies, fixtures and golden vectors are not sources.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NOT_SOURCE = new Set([
  'node_modules',
  '.git',
  'dist',
  'coverage',
  'data',
  'fixtures',
  'vectors',
  'test-results',
  'playwright-report',
  '.cache',
])

export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Every file under `root` whose name matches, with its text. */
export function sourceFiles(root: string, named: RegExp): SourceFile[] {
  return pathsUnder(root, '')
    .filter((path) => named.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function pathsUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return NOT_SOURCE.has(entry.name) ? [] : pathsUnder(root, path)
    return entry.isFile() ? [path] : []
  })
}
