import { expect, test } from 'vitest'
import { ladderProblems } from './check-ladder.ts'

const EVERYTHING = new Set([
  '@parley/protocol',
  '@parley/signing',
  '@parley/sealing',
  '@parley/group',
  '@parley/gate',
  '@parley/relay',
  '@parley/client',
  '@parley/react',
  '@parley/ui',
  '@parley/simulation',
  'yjs',
  'vitest',
])

function problems(files: Record<string, string>, declared = EVERYTHING): string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  return ladderProblems(sources, () => declared)
}

const WAYS_TO_IMPORT = [
  "import { open } from '@parley/sealing'",
  "import type { Sealed } from '@parley/sealing'",
  "import '@parley/sealing'",
  "export * from '@parley/sealing'",
  "export type { Sealed } from '@parley/sealing'",
  "const sealing = await import('@parley/sealing')",
  "let sealed: import('@parley/sealing').Sealed",
  "import sealing = require('@parley/sealing')",
]

test.each(WAYS_TO_IMPORT)('the relay may not import the code that opens messages: %s', (line) => {
  expect(problems({ 'packages/relay/src/peek.ts': line })).toEqual([
    expect.stringContaining('the ladder does not allow it'),
  ])
  expect(problems({ 'packages/client/src/read.ts': line })).toEqual([])
})

test('what only looks like an import is none', () => {
  const text = `// import { open } from '@parley/sealing'\nconst text = "import '@parley/sealing'"`
  expect(problems({ 'packages/relay/src/words.ts': text })).toEqual([])
})

test('tests stand on the same rung as their package', () => {
  const text = "import { openClient } from '@parley/client'"
  expect(problems({ 'packages/gate/src/gate.test.ts': text })).toHaveLength(1)
})

test('nobody imports the simulation', () => {
  const text = "import { newWorld } from '@parley/simulation'"
  for (const home of [
    'packages/client/src',
    'packages/relay/src',
    'apps/web/src',
    'apps/relay/src',
  ]) {
    expect(problems({ [`${home}/x.ts`]: text })).toHaveLength(1)
  }
})

test('what is measured comes in by public doors, and nobody uses the measuring', () => {
  const bench = { 'bench/people/person.ts': "import { open } from '@parley/sealing'" }
  expect(problems(bench)).toEqual([])
  expect(problems(bench, new Set())).toEqual([expect.stringContaining('bench/package.json')])
  const deep = {
    'bench/cost.ts': "import { x } from '../packages/protocol/src/hlc.ts'",
    'packages/protocol/src/hlc.ts': 'export const x = 1',
  }
  expect(problems(deep)).toEqual([expect.stringContaining("another package's file")])
  const used = {
    'bench/cost.ts': 'export const cost = 1',
    'packages/relay/src/a.ts': "import { cost } from '../../../bench/cost.ts'",
  }
  expect(problems(used)).toEqual([expect.stringContaining("another package's file")])
})

test('a package is entered through its index only, or a second door that is written down', () => {
  const door = "import { x } from '@parley/relay/jetstream'"
  expect(problems({ 'apps/relay/src/a.ts': door })).toEqual([])
  expect(problems({ 'packages/ui/src/a.ts': door })).toEqual([
    expect.stringContaining('the ladder does not allow it'),
  ])
  const deep = "import { x } from '@parley/protocol/src/hlc.ts'"
  expect(problems({ 'packages/gate/src/a.ts': deep })).toEqual([
    expect.stringContaining("only the package's index is public"),
  ])
  const byPath = {
    'packages/gate/src/a.ts': "import { x } from '../../protocol/src/hlc.ts'",
    'packages/protocol/src/hlc.ts': 'export const x = 1',
  }
  expect(problems(byPath)).toEqual([expect.stringContaining("another package's file")])
})

test('code made for tests stays out of production', () => {
  const files = {
    'packages/relay/src/serve.ts': "import { fake } from './journal.fake.ts'",
    'packages/relay/src/serve.test.ts': "import { fake } from './journal.fake.ts'",
    'packages/relay/src/journal.fake.ts': 'export const fake = 1',
  }
  expect(problems(files)).toEqual([expect.stringContaining('serve.ts imports')])
})

test('a dependency must be declared where it is used', () => {
  const text = "import * as Y from 'yjs'"
  expect(problems({ 'packages/gate/src/a.ts': text }, new Set())).toHaveLength(1)
  expect(problems({ 'packages/gate/src/a.ts': text })).toEqual([])
})

test('a pure package knows no built-in of node', () => {
  const text = "import { readFileSync } from 'node:fs'"
  expect(problems({ 'packages/gate/src/a.ts': text })).toHaveLength(1)
  expect(problems({ 'packages/relay/src/a.ts': text })).toEqual([])
  const asType = "export function by(crypto: typeof import('node:crypto')): void {}"
  expect(problems({ 'packages/gate/src/a.ts': asType })).toEqual([])
})

test('files may not import each other in a circle, not even for types', () => {
  const files = {
    'packages/group/src/a.ts': "import type { B } from './b.ts'",
    'packages/group/src/b.ts': "import { c } from './c.ts'",
    'packages/group/src/c.ts': "import { a } from './a.ts'",
    'packages/group/src/d.ts': "import { a } from './a.ts'",
  }
  expect(problems(files)).toEqual([
    'a cycle of imports: packages/group/src/a.ts → packages/group/src/b.ts → packages/group/src/c.ts → packages/group/src/a.ts',
  ])
})

test('an import whose target is computed cannot be checked, so it is refused', () => {
  const text = "const name = '@parley/' + 'sealing'\nawait import(name)"
  expect(problems({ 'packages/relay/src/a.ts': text })).toHaveLength(1)
})

test("a package's tests may enter by its public door, its own code may not", () => {
  const text = "import { x } from '@parley/gate'"
  expect(problems({ 'packages/gate/test/a.ts': text })).toEqual([])
  expect(problems({ 'packages/gate/src/a.ts': text })).toHaveLength(1)
})
