/**
 * Rules and tests name each other. Every rule a package's SPEC.md numbers has a test whose title
 * names it in square brackets, every attack that docs/attacks.md calls covered has one too, and a
 * title names no rule that nobody wrote down. No number is given twice.
 *
 * A rule is numbered where its id begins a line, a list item, a heading or a table row: `GA3`,
 * `**GA3**`, `[GA3]`. Ids elsewhere in the prose are mentions.
 */
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'
import { sourceFiles, type SourceFile } from './source-files.ts'

const NUMBERED = /^\s*(?:[-*]\s+|\|\s*|#+\s+|>\s+)?(?:\*\*|`|\[)*([A-Z]{1,4}[0-9]+)\b(?!-)/
const IN_TITLE = /\[([A-Z]{1,4}[0-9]+)\]/g
const TEST_FILE = /\.(test|contract)\.tsx?$|^e2e\/.*\.ts$/
const LATER = /\|\s*later\b/

export interface Rule {
  readonly id: string
  readonly where: string
  /** A rule of a later area may be tested already, but need not be. */
  readonly due: boolean
}

/** The rules a document numbers. A table row whose cell begins with "later" is not due yet. */
export function rulesIn({ path, text }: SourceFile): Rule[] {
  return text.split('\n').flatMap((line, index) => {
    const id = NUMBERED.exec(line)?.[1]
    if (id === undefined) return []
    return [{ id, where: `${path}:${index + 1}`, due: !LATER.test(line) }]
  })
}

/** The rule ids that the titles of a file's tests name. */
export function idsTestedIn({ path, text }: SourceFile): string[] {
  const titles: string[] = []
  new Visitor({
    CallExpression(node) {
      const title = node.arguments[0]
      if (title === undefined || !isTestCall(node.callee)) return
      if (title.type === 'Literal' && typeof title.value === 'string') titles.push(title.value)
      if (title.type === 'TemplateLiteral')
        titles.push(title.quasis.map((q) => q.value.raw).join(''))
    },
  }).visit(parseSync(path, text).program)
  return titles.flatMap((title) => [...title.matchAll(IN_TITLE)].flatMap((match) => match[1] ?? []))
}

/** Numbers given twice, rules without a test, and titles without a rule, one sentence each. */
export function ruleProblems(specs: readonly SourceFile[], tests: readonly SourceFile[]): string[] {
  const rules = specs.flatMap(rulesIn)
  const known = new Set(rules.map((rule) => rule.id))
  const tested = new Set(tests.flatMap(idsTestedIn))
  const untested = rules
    .filter((rule) => rule.due && !tested.has(rule.id))
    .map((rule) => `${rule.where}: no test title names [${rule.id}].`)
  const unknown = tests.flatMap((test) =>
    [...new Set(idsTestedIn(test))]
      .filter((id) => !known.has(id))
      .map(
        (id) => `${test.path}: a title names [${id}], which no SPEC.md or attack table numbers.`,
      ),
  )
  return [...numberedTwice(rules), ...untested, ...unknown]
}

function numberedTwice(rules: readonly Rule[]): readonly string[] {
  const first = new Map<string, string>()
  return rules.flatMap(({ id, where }) => {
    const other = first.get(id)
    if (other === undefined) first.set(id, where)
    return other === undefined ? [] : `${where}: ${id} is a rule already, at ${other}.`
  })
}

/** `test`, `it`, `describe` with whatever follows: `.each(...)`, `.skipIf(...)`, `.only`. */
function isTestCall(callee: { type: string }): boolean {
  let inner = callee as { type: string; name?: string; object?: never; callee?: never; tag?: never }
  while (inner.type !== 'Identifier') {
    const next = inner.object ?? inner.callee ?? inner.tag
    if (next === undefined) return false
    inner = next
  }
  return ['test', 'it', 'describe'].includes(inner.name ?? '')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.cwd()
  const specs = sourceFiles(root, /^packages\/[^/]+\/SPEC\.md$|^docs\/attacks\.md$/)
  const tests = sourceFiles(root, TEST_FILE)
  const problems = ruleProblems(specs, tests)
  for (const problem of problems) console.error(problem)
  const count = specs.flatMap(rulesIn).length
  console.log(`${count} rules in ${specs.length} documents, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
