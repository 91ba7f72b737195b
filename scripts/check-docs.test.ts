import { expect, test } from 'vitest'
import { docProblems } from './check-docs.ts'

const has = {
  path: (path: string) => path === 'docs/design.md',
  script: (name: string) => name === 'dev',
}
const problems = (path: string, text: string) => docProblems([{ path, text }], has)

test('a link, a path or a command that leads nowhere is told', () => {
  expect(problems('README.md', '[a](docs/gone.md)')).toHaveLength(1)
  expect(problems('docs/a.md', 'see `packages/gate/src/gone.ts`')).toHaveLength(1)
  expect(problems('README.md', 'npm run gone')).toHaveLength(1)
})

test('what exists, lies elsewhere, or is a pattern is left alone', () => {
  const text =
    '[a](docs/design.md#order) [b](https://example.org/x) [c](#here) `docs/design.md` npm run dev `packages/*/SPEC.md`'
  expect(problems('README.md', text)).toEqual([])
  expect(problems('docs/attacks.md', '[a](design.md)')).toEqual([])
})
