import { expect, test } from 'vitest'
import { idsTestedIn, ruleProblems, rulesIn } from './check-rules.ts'

const spec = (text: string) => ({ path: 'packages/gate/SPEC.md', text })
const suite = (text: string) => ({ path: 'packages/gate/src/a.test.ts', text })

test('a rule is numbered where its id begins a line, an item, a heading or a row', () => {
  const text = '**GA1** a\n- GA2: b\n## GA3 c\n| GA4 | d |\n| [GA5] | e |\nas GA6 says\nSHA-256 f'
  expect(rulesIn(spec(text)).map((rule) => rule.id)).toEqual(['GA1', 'GA2', 'GA3', 'GA4', 'GA5'])
})

test('a title names its rules however the test is written', () => {
  const text = `
    test('[GA1] [GA2] a', () => {})
    test.each([1])('[GA3] b %s', () => {})
    it.skipIf(false)(\`[GA4] \${name}\`, () => {})
    describe('[GA5] c', () => {})
    say('[GA6] no test')
    // test('[GA7] commented')
  `
  expect(idsTestedIn(suite(text))).toEqual(['GA1', 'GA2', 'GA3', 'GA4', 'GA5'])
})

test('a rule without a test is told, and so is a title without a rule', () => {
  const problems = ruleProblems([spec('GA1 a\nGA2 b')], [suite("test('[GA1] [GA9] a', () => {})")])
  expect(problems).toEqual([
    'packages/gate/SPEC.md:2: no test title names [GA2].',
    'packages/gate/src/a.test.ts: a title names [GA9], which no SPEC.md or attack table numbers.',
  ])
})

test('a number that two rules have is told, wherever they stand', () => {
  const suites = [suite("test('[GA1] a', () => {})")]
  const other = { path: 'packages/relay/SPEC.md', text: '\n| GA1 | c |' }
  expect(ruleProblems([spec('GA1 a'), other], suites)).toEqual([
    'packages/relay/SPEC.md:2: GA1 is a rule already, at packages/gate/SPEC.md:1.',
  ])
})

test('a row of a later area may wait', () => {
  const table = spec('| AT1 | too big | now |\n| AT46 | rank | later: membership |')
  expect(ruleProblems([table], [suite("test('[AT1] a', () => {})")])).toEqual([])
})
