import type { Freed, GroupId } from '@parley/react'
import { expect, test } from 'vitest'
import { freeAll } from './free-all.ts'

const GROUPS = ['a', 'b', 'c'] as GroupId[]

/** Answers in turn; which groups were asked about is kept. */
function storageOf(...answers: readonly Freed[]) {
  const asked: GroupId[] = []
  const left = [...answers]
  return {
    asked,
    async free(group: GroupId): Promise<Freed> {
      asked.push(group)
      return left.shift() ?? { outcome: 'done', bytes: 0 }
    },
  }
}

test('what went from several groups is one sum; where some of it stayed, that is the answer', async () => {
  const storage = storageOf(
    { outcome: 'done', bytes: 5 },
    { outcome: 'kept', bytes: 0 },
    { outcome: 'done', bytes: 7 },
  )
  expect(await freeAll(storage, GROUPS)).toEqual({ outcome: 'kept', bytes: 12 })
  expect(storage.asked).toEqual(GROUPS)
  expect(await freeAll(storage, [])).toEqual({ outcome: 'done', bytes: 0 })
})

test('once the relay is away no other group is asked; what went before still counts', async () => {
  const away = storageOf({ outcome: 'away', bytes: 0 })
  expect(await freeAll(away, GROUPS)).toEqual({ outcome: 'away', bytes: 0 })
  const later = storageOf({ outcome: 'done', bytes: 5 }, { outcome: 'away', bytes: 0 })
  expect(await freeAll(later, GROUPS)).toEqual({ outcome: 'kept', bytes: 5 })
  expect([...away.asked, ...later.asked]).toEqual(['a', 'a', 'b'])
})
