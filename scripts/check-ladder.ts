/**
 * The ladder: which package may import which. The import graph is the security claim (the relay
 * cannot read messages because it cannot import the code that could), so every import counts, types
 * included, and the table below is the only place that says what is allowed.
 */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { COMPUTED, cyclesIn, importsOf, resolveRelative, type Import } from './import-graph.ts'
import { sourceFiles, type SourceFile } from './source-files.ts'

/** Home folder → the packages of ours it may import. A folder without a row may import none. */
export const LADDER: Readonly<Record<string, readonly string[]>> = {
  'packages/protocol': [],
  'packages/signing': ['protocol'],
  'packages/sealing': ['protocol'],
  'packages/group': ['protocol'],
  'packages/gate': ['protocol', 'signing'],
  'packages/relay': ['protocol', 'signing', 'gate', 'group'],
  'packages/client': ['protocol', 'signing', 'sealing', 'group', 'gate'],
  'packages/react': ['client'],
  'packages/ui': ['react'],
  'packages/simulation': ['protocol', 'signing', 'sealing', 'group', 'gate', 'relay', 'client'],
  'apps/web': ['ui', 'react', 'client'],
  'apps/widget': ['ui', 'react', 'client'],
  'apps/relay': ['relay', 'protocol'],
  bench: ['protocol', 'signing', 'sealing', 'group', 'gate', 'relay', 'client'],
  e2e: [],
  scripts: [],
}

/** Packages that compute and nothing else: no built-in of node either. */
const PURE = new Set(
  ['protocol', 'signing', 'sealing', 'group', 'gate'].map((p) => `packages/${p}`),
)

/** Besides its index, what a package offers under a name of its own: loaded only by who asks for it. */
const SECOND_DOORS = new Set(['@parley/relay/jetstream'])

/** Files that exist for tests and measurements: they may use the root's test tools, and production may not use them. */
const FOR_TESTS = /\.test\.tsx?$|\.contract\.ts$|\.fake\.ts$|(^|\/)test\/|^(e2e|bench|scripts)\//

/** What package.json of a home (or of the root, for tests) declares. */
export type Declared = (home: string) => ReadonlySet<string>

/** Every broken rule in these files, one sentence each. */
export function ladderProblems(files: readonly SourceFile[], declared: Declared): string[] {
  const paths = new Set(files.map((file) => file.path))
  const graph = new Map<string, string[]>()
  const problems = files.flatMap((file) => {
    const imports = file.path.endsWith('.css') ? [] : importsOf(file)
    const targets = imports.flatMap((one) => resolveRelative(one, paths) ?? [])
    graph.set(file.path, targets)
    return imports.flatMap((one) => problemWith(one, paths, declared) ?? [])
  })
  const cycles = cyclesIn(graph).map((cycle) => `a cycle of imports: ${cycle.join(' → ')}`)
  return [...problems, ...cycles]
}

function problemWith(
  one: Import,
  paths: ReadonlySet<string>,
  declared: Declared,
): string | undefined {
  const says = `${one.from} imports "${one.specifier}"`
  if (one.specifier === COMPUTED) {
    if (FOR_TESTS.test(one.from)) return undefined
    return `${one.from} imports something computed: write the target out, so it can be checked.`
  }
  if (one.specifier.startsWith('.')) return relativeProblem(one, paths, says)
  const home = homeOf(one.from)
  if (one.specifier.startsWith('@parley/')) return ownPackageProblem(one, home, declared, says)
  return externalProblem(one, home, declared, says)
}

function relativeProblem(
  one: Import,
  paths: ReadonlySet<string>,
  says: string,
): string | undefined {
  const target = resolveRelative(one, paths)
  if (target === undefined) return undefined // an asset or a missing file: the compiler's part
  const home = homeOf(one.from)
  const targetHome = homeOf(target)
  if (targetHome !== home && targetHome !== '' && !mayCrossByPath(one.from, targetHome)) {
    return `${says}: another package's file; import its name, "@parley/…", if the ladder allows.`
  }
  if (!FOR_TESTS.test(one.from) && FOR_TESTS.test(target) && !isConfig(one.from)) {
    return `${says}: code for tests may not enter production.`
  }
  if (/^packages\/[^/]+\/src\/index\.ts$/.test(target)) {
    if (!FOR_TESTS.test(one.from)) return `${says}: inside a package, import the file itself.`
  }
  return undefined
}

function ownPackageProblem(
  { from, specifier }: Import,
  home: string,
  declared: Declared,
  says: string,
): string | undefined {
  const [, name = '', ...deeper] = specifier.split('/')
  const isDoor = deeper.at(-1)?.endsWith('.css') === true || SECOND_DOORS.has(specifier)
  if (deeper.length > 0 && !isDoor) {
    return `${says}: only the package's index is public.`
  }
  // A test may come in by its own package's public door.
  if (home === `packages/${name}` && FOR_TESTS.test(from)) return undefined
  if (!(LADDER[home] ?? []).includes(name)) {
    const allowed = (LADDER[home] ?? []).join(', ') || 'none of ours'
    return `${says}: the ladder does not allow it (${home} may import ${allowed}).`
  }
  if (!declared(home).has(`@parley/${name}`)) {
    return `${says}: missing from the dependencies in ${home}/package.json.`
  }
  return undefined
}

function externalProblem(
  { from, specifier, typeOnly }: Import,
  home: string,
  declared: Declared,
  says: string,
): string | undefined {
  const forTests = FOR_TESTS.test(from) || isConfig(from)
  if (isBuiltin(specifier) || specifier.startsWith('virtual:')) {
    // A pure package may say what it wants handed in, by a type of node's, but may not fetch it.
    if (!PURE.has(home) || forTests || typeOnly) return undefined
    return `${says}: a pure package knows no environment; take what is needed as an argument.`
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (declared(home).has(name)) return undefined
  if ((forTests || home === '') && declared('').has(name)) return undefined
  return `${says}: missing from the dependencies in ${home === '' ? '.' : home}/package.json.`
}

function homeOf(path: string): string {
  const parts = path.split('/')
  if (parts[0] === 'packages' || parts[0] === 'apps') return parts.slice(0, 2).join('/')
  return parts.length > 1 ? (parts[0] ?? '') : ''
}

/** Tool settings may reach into scripts, and e2e may use them too; nothing else crosses by path. */
function mayCrossByPath(from: string, targetHome: string): boolean {
  return targetHome === 'scripts' && (isConfig(from) || from.startsWith('e2e/'))
}

function isConfig(path: string): boolean {
  return /(^|\/)[a-z.-]+\.config\.ts$/.test(path)
}

function declaredIn(root: string): Declared {
  const known = new Map<string, ReadonlySet<string>>()
  return (home) => {
    const cached = known.get(home)
    if (cached !== undefined) return cached
    const names = readDeclared(`${root}/${home}`)
    known.set(home, names)
    return names
  }
}

function readDeclared(folder: string): ReadonlySet<string> {
  try {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(`${folder}/package.json`, 'utf8'),
    ) as { dependencies?: object; devDependencies?: object }
    return new Set([...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})])
  } catch {
    return new Set() // no package.json here: nothing is declared
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = process.cwd()
  const files = sourceFiles(root, /\.(ts|tsx|mts|js|jsx|mjs|cjs)$/)
  const problems = ladderProblems(files, declaredIn(root))
  for (const problem of problems) console.error(problem)
  console.log(`${files.length} files climbed, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
