import type { GroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newHearsay } from './hearsay.ts'

const named = (n: number): GroupId => `group-${n}` as GroupId

test('[GS36] of many groups that a relay names at once eight are looked into at a time, and none is forgotten', async () => {
  const due: (() => void)[] = []
  const opened: GroupId[] = []
  const hearsay = newHearsay({
    clock: {
      now: () => 0,
      after: (_, run) => {
        due.push(run)
        return () => undefined
      },
      every: () => () => undefined,
    },
    isOpening: (group) => opened.includes(group) || group === named(9),
    async open(group) {
      opened.push(group)
    },
  })
  hearsay.begin()
  for (let n = 0; n < 20; n++) hearsay.hear(named(n))
  const look = () => due.splice(0).forEach((run) => run())
  look()
  expect(opened).toHaveLength(8)
  hearsay.hear(named(0))
  for (let n = 0; n < 8; n++) hearsay.confirm(named(n))
  look()
  expect(opened).toHaveLength(16)
  for (const group of opened) hearsay.confirm(group)
  look()
  expect(new Set(opened)).toEqual(new Set([...Array(20).keys()].filter((n) => n !== 9).map(named)))
  expect(opened).toHaveLength(19)
})
