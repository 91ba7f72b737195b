import { expect, test } from 'vitest'
import { textProblems } from './check-texts.ts'

const inComponent = (text: string) =>
  textProblems([{ path: 'packages/ui/src/people/person.tsx', text }])

test('words in a component are found, wherever a person would meet them', () => {
  for (const jsx of [
    '<p>Hello</p>',
    "<p>{'Hello'}</p>",
    '<button aria-label="Close" />',
    '<Field label="Name" />',
    '<p>{`${n} new messages`}</p>',
  ])
    expect(inComponent(`export const A = () => ${jsx}`), jsx).toHaveLength(1)
})

test('texts of the catalogue, signs and what only the code reads are no words', () => {
  const jsx = '<p className="a b" dir="auto" role="status" key="x">{texts.a.b} · {": "}</p>'
  expect(inComponent(`export const A = () => ${jsx}`)).toEqual([])
})

test('a text that is read once, when its module loads, is found', () => {
  expect(inComponent('const KINDS = [texts.a.b]')).toHaveLength(1)
  expect(inComponent('type Fault = keyof typeof texts.a.faults')).toEqual([])
})

test('a memoised component that shows texts has to hear of another language', () => {
  const head = "import { texts } from '../texts/catalogue.ts'\n"
  expect(inComponent(`${head}export const A = memo(() => <p>{texts.a}</p>)`)).toHaveLength(1)
  const hears = 'export const A = memo(() => { useLanguage(); return <p>{texts.a}</p> })'
  expect(inComponent(head + hears)).toEqual([])
})

test('catalogues and tests may hold words', () => {
  const text = 'export const A = () => <p>Hello</p>'
  expect(textProblems([{ path: 'packages/ui/src/texts/en/a.tsx', text }])).toEqual([])
  expect(textProblems([{ path: 'packages/ui/src/people/a.test.tsx', text }])).toEqual([])
})
