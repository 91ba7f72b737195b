import { expect, test } from 'vitest'
import type { ShownMessage } from '@parley/react'
import { announcement } from './announcer.tsx'

const from = (author: string, text: string, more: Partial<ShownMessage> = {}) =>
  ({ author, text, isMine: false, deleted: false, ...more }) as ShownMessage

test('one message is read out, a burst is counted, own and deleted ones are silent', () => {
  expect(announcement([from('Ann', 'hello')])).toBe('Ann: hello')
  expect(announcement(Array.from({ length: 200 }, () => from('Ann', 'x')))).toBe('200 new messages')
  expect(
    announcement([from('Me', 'x', { isMine: true }), from('Bob', '', { deleted: true })]),
  ).toBe('')
})
