/**
 * Documents name real things: every relative link leads somewhere, every path in backquotes that
 * begins in this repository exists, and every `npm run` command is one package.json has.
 */
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sourceFiles, type SourceFile } from './source-files.ts'

const LINK = /\]\(([^)\s]+)\)/g
const QUOTED_PATH = /`((?:packages|apps|scripts|docs|e2e|fixtures|\.ci)\/[\w./@-]+)`/g
const COMMAND = /npm run ([a-z:]+)/g
const ELSEWHERE = /^(?:[a-z]+:|#)/

/** What the documents promise and the repository does not have, one sentence each. */
export function docProblems(
  docs: readonly SourceFile[],
  has: { path(path: string): boolean; script(name: string): boolean },
): string[] {
  return docs.flatMap(({ path, text }) => {
    const all = (pattern: RegExp) => [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])
    const links = all(LINK)
      .filter((target) => !ELSEWHERE.test(target))
      .map((target) => posix.join(posix.dirname(path), target.replace(/#.*$/, '')))
    const missing = [...links, ...all(QUOTED_PATH)].filter((target) => !has.path(target))
    const unknown = all(COMMAND).filter((name) => !has.script(name))
    return [
      ...missing.map((target) => `${path}: names ${target}, which does not exist.`),
      ...unknown.map((name) => `${path}: names "npm run ${name}", which package.json lacks.`),
    ]
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.cwd()
  const docs = sourceFiles(root, /\.md$/)
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    scripts: object
  }
  const problems = docProblems(docs, {
    path: (path) => existsSync(`${root}/${path}`),
    script: (name) => name in scripts,
  })
  for (const problem of problems) console.error(problem)
  console.log(`${docs.length} documents read, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
