/**
 * Every import a source file makes: static, type-only, re-exported, dynamic, `import('x').T` in a
 * type, `import x = require()`. Read from the syntax tree, so strings and comments that look like
 * imports do not count. An import whose target is computed is reported as `COMPUTED`.
 */
import { posix } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import type { SourceFile } from './source-files.ts'

export interface Import {
  readonly from: string
  readonly specifier: string
  /** Gone once compiled: it names types and loads nothing. */
  readonly typeOnly: boolean
}

export const COMPUTED = '<computed>'

/** The imports of one file, in the order they are written. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const found: Import[] = []
  const note = (node: unknown, typeOnly = false): void => {
    const specifier = (node as { value?: unknown } | null)?.value
    if (typeof specifier === 'string') found.push({ from: path, specifier, typeOnly })
  }
  new Visitor({
    ImportDeclaration: (node) => note(node.source, node.importKind === 'type'),
    ExportNamedDeclaration: (node) => note(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => note(node.source, node.exportKind === 'type'),
    ImportExpression: ({ source }) =>
      note(source.type === 'Literal' ? source : { value: COMPUTED }),
    TSImportType: (node) => note(node.source, true),
    TSExternalModuleReference: (node) => note(node.expression),
  }).visit(program)
  return found
}

/** The file a relative import means, or undefined if there is none. */
export function resolveRelative(
  { from, specifier }: Import,
  paths: ReadonlySet<string>,
): string | undefined {
  const bare = posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')))
  return [bare, `${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`].find((path) => paths.has(path))
}

/** One cycle through each knot of files that import each other, as a list of paths. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const state = new Map<string, 'open' | 'done'>()
  const trail: string[] = []
  const cycles: string[][] = []

  function visit(path: string): void {
    state.set(path, 'open')
    trail.push(path)
    for (const next of graph.get(path) ?? []) {
      if (state.get(next) === 'open') cycles.push([...trail.slice(trail.indexOf(next)), next])
      else if (!state.has(next)) visit(next)
    }
    trail.pop()
    state.set(path, 'done')
  }

  for (const path of graph.keys()) if (!state.has(path)) visit(path)
  return cycles
}
