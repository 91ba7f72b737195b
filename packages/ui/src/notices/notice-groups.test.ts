import type { GroupId, Notice } from '@parley/react'
import { expect, test } from 'vitest'
import { groupNotices } from './notice-groups.ts'

function notice(id: string, more: Partial<Notice>): Notice {
  return { id, type: 'not-shown', group: 'g' as GroupId, by: 'Mei', text: id, ...more }
}

const ids = (notices: readonly Notice[]) =>
  groupNotices(notices).map((group) => group.notices.map(({ id }) => id))

test('texts that reached nobody for one reason are one notice; another group, person or reason is another', () => {
  const notices = [
    notice('1', {}),
    notice('2', { type: 'storage-full' }),
    notice('3', {}),
    notice('4', { by: 'Amir' }),
    notice('5', { group: 'h' as GroupId }),
    notice('6', { type: 'not-sent' }),
    notice('7', {}),
  ]
  expect(ids(notices)).toEqual([['1', '3', '7'], ['2'], ['4'], ['5'], ['6']])
})

test('a notice keeps its place and its key while texts are added and taken', () => {
  const [one] = groupNotices([notice('1', {}), notice('2', {})])
  const [other] = groupNotices([notice('2', {}), notice('3', {})])
  expect(other?.key).toBe(one?.key)
})

test('what is no text of one’s own stands for itself', () => {
  const newer = { type: 'uses-newer' } as const
  expect(ids([notice('1', newer), notice('2', newer)])).toEqual([['1'], ['2']])
})
