import type { GroupId, GroupSummary } from '@parley/react'
import { expect, test } from 'vitest'
import { nextGroup } from './use-shell-commands.ts'

const group = (id: string, unreadCount = 0) => ({ id: id as GroupId, unreadCount }) as GroupSummary
const groups = [group('a'), group('b', 2), group('c'), group('d', 1)]
const any = () => true
const unread = ({ unreadCount }: GroupSummary) => unreadCount > 0

test('the next group is the one below, and after the last comes the first', () => {
  expect(nextGroup(groups, 'a', 1, any)).toBe('b')
  expect(nextGroup(groups, 'd', 1, any)).toBe('a')
  expect(nextGroup(groups, 'a', -1, any)).toBe('d')
  expect(nextGroup(groups, undefined, 1, any)).toBe('a')
  expect(nextGroup(groups, undefined, -1, any)).toBe('d')
})

test('the next unread one is never the one that is open, and there may be none', () => {
  expect(nextGroup(groups, 'b', 1, unread)).toBe('d')
  expect(nextGroup(groups, 'd', 1, unread)).toBe('b')
  expect(nextGroup([group('a', 3), group('b')], 'a', 1, unread)).toBeUndefined()
  expect(nextGroup([], undefined, 1, any)).toBeUndefined()
})
