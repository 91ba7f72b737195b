/**
 * Files stay small enough to hold in the head: 400 lines is the end, 250 asks for a second look.
 * Folders are named after what is inside, so the names that mean "everything else" are refused.
 * Function length and parameter counts are the linter's part.
 */
import { fileURLToPath } from 'node:url'
import { sourceFiles, type SourceFile } from './source-files.ts'

const MAX_LINES = 400
const VAGUE_FOLDERS = new Set(['utils', 'util', 'shared', 'common', 'helpers', 'helper', 'misc'])

/** What is too long or vaguely named, one sentence each. */
export function sizeProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
    const vague = path
      .split('/')
      .slice(0, -1)
      .find((name) => VAGUE_FOLDERS.has(name))
    return [
      ...(lines > MAX_LINES ? [`${path}: ${lines} lines, at most ${MAX_LINES}; split it.`] : []),
      ...(vague === undefined
        ? []
        : [`${path}: a folder called "${vague}" says nothing; name it after what is inside.`]),
    ]
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = sourceFiles(process.cwd(), /\.(ts|tsx|mts|js|mjs|cjs|css)$/)
  const problems = sizeProblems(files)
  for (const problem of problems) console.error(problem)
  console.log(`${files.length} files measured, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
