import { expect, test } from 'vitest'
import { weighedIn, weightOf } from './check-first-load.ts'

const page =
  '<script src="/assets/boot-cccccccc.js"></script>' +
  '<link rel="modulepreload" crossorigin href="/assets/index-aaaaaaaa.js">'
const scripts = new Map([
  ['/assets/boot-cccccccc.js', '(()=>{})()'],
  ['/assets/index-aaaaaaaa.js', 'import{a}from"./react.js";import("./start-bbbbbbbb.js").then(a)'],
  ['/assets/react.js', 'export const a=1'],
  [
    '/assets/start-bbbbbbbb.js',
    'import{a}from"./react.js";import"./libraries.js";import("./later.js")',
  ],
  ['/assets/libraries.js', `export const all=${JSON.stringify([...Array(500).keys()])}`],
  ['/assets/later.js', 'export const much=1'],
])

test('what is fetched only when it is asked for weighs nothing', () => {
  const { boot, firstScreen, conversation } = weighedIn(page, scripts)
  expect(boot).toEqual(['/assets/boot-cccccccc.js'])
  expect(firstScreen).toEqual([...boot, '/assets/index-aaaaaaaa.js', '/assets/react.js'])
  expect([...conversation].sort()).toEqual([
    ...boot,
    '/assets/index-aaaaaaaa.js',
    '/assets/libraries.js',
    '/assets/react.js',
    '/assets/start-bbbbbbbb.js',
  ])
  expect(weightOf(conversation, scripts)).toBeGreaterThan(weightOf(firstScreen, scripts))
})

test('a build that is none of ours is refused, not found light', () => {
  expect(() => weighedIn('<p>nothing</p>', scripts)).toThrow('no script')
  expect(() => weighedIn(page, new Map([...scripts].slice(0, 4)))).toThrow('not in the build')
})
