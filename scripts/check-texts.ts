/**
 * Everything a person reads comes from the catalogues, in the language spoken now: components hold no
 * words, nothing keeps a text from before the language changed, and what is memoised is told of it.
 */
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { sourceFiles, type SourceFile } from './source-files.ts'

const COMPONENTS = /^packages\/ui\/src\/(?!texts\/).*\.tsx?$/
const TESTS = /\.(?:test|fake)\.tsx?$/
const LETTER = /\p{L}/u
/** What a screen reader or a tooltip says. */
const SAID = new Set(['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'title'])
const SAID_BY_PARTS = new Set(['label', 'hint', 'name', 'placeholder', 'legend', 'says'])

/** What is wrong in these files, one sentence each. */
export function textProblems(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => COMPONENTS.test(path) && !TESTS.test(path))
    .flatMap((file) => [...literalTexts(file), ...keptTexts(file), ...deafMemos(file)])
}

function literalTexts({ path, text }: SourceFile): string[] {
  const found: string[] = []
  const say = (words: unknown) => {
    if (typeof words !== 'string' || !LETTER.test(words)) return
    found.push(`${path}: says “${words.trim()}” itself; it belongs to packages/ui/src/texts.`)
  }
  new Visitor({
    JSXText: ({ value }) => say(value.replaceAll(/&\w+;/g, ' ')),
    JSXExpressionContainer: ({ expression }) => {
      if (expression.type === 'TemplateLiteral')
        for (const { value } of expression.quasis)
          if (/\p{L}+ \p{L}+/u.test(value.raw)) say(value.raw)
    },
    JSXElement: ({ children }) => {
      for (const child of children)
        if (child.type === 'JSXExpressionContainer' && child.expression.type === 'Literal')
          say(child.expression.value)
    },
    JSXAttribute: ({ name, value }) => {
      const called = name.type === 'JSXIdentifier' ? name.name : ''
      const isSaid = SAID.has(called) || SAID_BY_PARTS.has(called)
      if (isSaid && value?.type === 'Literal') say(value.value)
    },
  }).visit(programOf({ path, text }))
  return found
}

/** A text read while a module loads stays as it was then. */
function keptTexts({ path, text }: SourceFile): string[] {
  const found: string[] = []
  let depth = 0
  const enter = () => depth++
  const exit = () => depth--
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': exit,
    FunctionExpression: enter,
    'FunctionExpression:exit': exit,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': exit,
    MemberExpression: ({ object }) => {
      if (depth === 0 && object.type === 'Identifier' && object.name === 'texts')
        found.push(`${path}: keeps a text while it loads; read it while drawing.`)
    },
  }).visit(programOf({ path, text }))
  return found
}

function deafMemos({ path, text }: SourceFile): string[] {
  const shows = /from '[./]+\/(?:texts\/catalogue|time\/dates)\.ts'/.test(text)
  if (!shows || !/\bmemo\(/.test(text) || /\buseLanguage\(\)/.test(text)) return []
  return [
    `${path}: is memoised and shows texts, but never hears of another language (useLanguage).`,
  ]
}

function programOf({ path, text }: SourceFile) {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  return program
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = sourceFiles(process.cwd(), /\.tsx?$/)
  const problems = textProblems(files)
  for (const problem of problems) console.error(problem)
  console.log(`${files.length} files read, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
