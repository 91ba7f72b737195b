import { expect, test } from 'vitest'
import { capsOf, type Press } from './chords.ts'
import { chordsOf, commandOf, COMMANDS, isDisturbing } from './commands.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const idOf = (one: Press, isApple = false) => commandOf(one, isApple)?.command.id

test('no two commands are asked for by the same keys', () => {
  const all = COMMANDS.flatMap((command) =>
    chordsOf(command).map((chord) => capsOf(chord, false).join(' ')),
  )
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(20)
})

test('⌘K on an Apple keyboard is Ctrl+K on the others, and neither is the other', () => {
  expect(idOf(press('k', { ctrlKey: true }))).toBe('palette')
  expect(idOf(press('k', { metaKey: true }), true)).toBe('palette')
  expect(idOf(press('k', { ctrlKey: true }), true)).toBeUndefined()
  expect(idOf(press('k', { metaKey: true }))).toBeUndefined()
})

test('a key with one modifier more belongs to a screen reader or the system', () => {
  expect(idOf(press('ArrowDown', { altKey: true }))).toBe('nextGroup')
  expect(idOf(press('ArrowDown', { altKey: true, shiftKey: true }))).toBe('nextUnread')
  expect(idOf(press('ArrowDown', { altKey: true, ctrlKey: true }))).toBeUndefined()
  expect(idOf(press('r', { ctrlKey: true }))).toBeUndefined()
  expect(idOf(press('R', { shiftKey: true }))).toBeUndefined()
})

test('a question mark is one wherever the keyboard has it, and letters stay where they are in any script', () => {
  expect(idOf(press('?', { shiftKey: true }))).toBe('help')
  expect(idOf(press('?'))).toBe('help')
  expect(idOf(press('к', { code: 'KeyR' }))).toBe('reply')
  expect(idOf(press('ر', { code: 'KeyV' }))).toBeUndefined()
})

test('only a lone sign that works everywhere can be turned off', () => {
  const disturbing = COMMANDS.filter((command) =>
    chordsOf(command).some((chord) => isDisturbing(command, chord)),
  )
  expect(disturbing.map(({ id }) => id)).toEqual(['help'])
})
