import { expect, test } from 'vitest'
import { directionOf } from './direction.ts'

test('a text runs the way of its first letter, whatever signs and numbers stand before it', () => {
  for (const text of ['Hello', '12:30 – Hello', '🎉 hello שלום', '日本語', ''])
    expect(directionOf(text), text).toBe('ltr')
  for (const text of ['שלום hello', '5. مرحبا', '(سلام)', '𞤀𞤣𞤤𞤢𞤥', '🎉 مرحبا'])
    expect(directionOf(text), text).toBe('rtl')
})

test('whom it mentions does not turn it', () => {
  expect(directionOf('@Nora هل تقودين؟', [{ name: 'Nora' }])).toBe('rtl')
  expect(directionOf('@ليلى can you?', [{ name: 'ليلى' }])).toBe('ltr')
  expect(directionOf('@Nora', [{ name: 'Nora' }])).toBe('ltr')
})
