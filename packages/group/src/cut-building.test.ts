import { cutDigest, encodeActionBody, MAX_CUT_ENTRIES, toRecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { bytesOf } from '../test/group-world.ts'
import { cutsOf } from './index.ts'

test('[RO45] a cut says how far each writer was held, and vouches only for what was held whole', () => {
  const ids = [1, 2].map((number) => toRecordId(bytesOf(16, number)))
  const [cut] = cutsOf([
    { segment: 0, writer: 7, count: 2, ids },
    { segment: undefined, writer: 7, count: 3, ids },
    { segment: 1, writer: 8, count: 4 },
    { segment: 2, writer: 9, count: 0 },
  ])
  expect(cut).toEqual([
    { segment: 0, writer: 7, clock: 2, digest: cutDigest(ids) },
    { segment: undefined, writer: 7, clock: 3, digest: new Uint8Array(16) },
    { segment: 1, writer: 8, clock: 4, digest: new Uint8Array(16) },
  ])
})

test('[RO45] a long cut goes on in further records, each of which fits one; an empty one is still a cut', () => {
  expect(cutsOf([])).toEqual([[]])
  const runs = Array.from({ length: 2 * MAX_CUT_ENTRIES + 1 }, (_, at) => ({
    segment: 100_000 + at,
    writer: 2 ** 52 - 1 - at,
    count: 32_768,
  }))
  const cuts = cutsOf(runs)
  expect(cuts.map((cut) => cut.length)).toEqual([MAX_CUT_ENTRIES, MAX_CUT_ENTRIES, 1])
  for (const cut of cuts)
    expect(encodeActionBody({ type: 'leave', cut }).length).toBeLessThan(16_384 - 512)
})
