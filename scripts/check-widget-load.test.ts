import { expect, test } from 'vitest'
import { widgetSteps } from './check-widget-load.ts'

const behind = '/assets/widget'
const scripts = new Map([
  ['/widget.js', 'import("./assets/widget/face-aaaaaaaa.js").then((face) => face)'],
  [`${behind}/face-aaaaaaaa.js`, 'import{a}from"./both.js";import("./talk-bbbbbbbb.js").then(a)'],
  [`${behind}/both.js`, 'export const a=1'],
  [
    `${behind}/talk-bbbbbbbb.js`,
    'import{a}from"./both.js";import"./much.js";import("./de.js");import("./embedded-contents-dddddddd.js")',
  ],
  [`${behind}/embedded-contents-dddddddd.js`, 'import"./talk-bbbbbbbb.js"'],
  [`${behind}/much.js`, 'export const much=1'],
  [`${behind}/de.js`, 'export const german=1'],
])

test('a visitor first fetches what is seen, then the conversation, then its acts, and no language they do not speak', () => {
  const { firstSight, conversation, acts } = widgetSteps(scripts)
  const face = ['/widget.js', `${behind}/face-aaaaaaaa.js`, `${behind}/both.js`]
  expect([...firstSight].sort()).toEqual([...face].sort())
  const all = [...face, `${behind}/talk-bbbbbbbb.js`, `${behind}/much.js`]
  expect([...conversation].sort()).toEqual(all.sort())
  expect([...acts].sort()).toEqual([...all, `${behind}/embedded-contents-dddddddd.js`].sort())
})

test('a build in which a step is missing, or is there twice, is refused', () => {
  const without = [...scripts].filter(([path]) => !path.includes('/talk-'))
  expect(() => widgetSteps(new Map(without))).toThrow('no one script "talk"')
  const twice = new Map([...scripts, [`${behind}/face-cccccccc.js`, '']])
  expect(() => widgetSteps(twice)).toThrow('no one script "face"')
})
