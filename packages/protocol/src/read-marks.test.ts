import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ByteWriter,
  encodeReadMark,
  parsePrefixMark,
  parseReadMark,
  type PlaceRuns,
  type PlaceSet,
} from './index.ts'

const anyRuns: fc.Arbitrary<PlaceRuns> = fc
  .uniqueArray(fc.nat(3_000), { minLength: 2, maxLength: 40, size: 'max' })
  .map((edges) => edges.sort((a, b) => a - b).slice(0, edges.length - (edges.length % 2)))
const anySet: fc.Arbitrary<PlaceSet> = fc
  .tuple(
    fc.nat(9),
    fc.uniqueArray(
      fc.tuple(
        fc.nat(40),
        fc.uniqueArray(
          fc.tuple(
            fc.maxSafeNat().map((at) => Math.floor(at / 2)),
            anyRuns,
          ),
          {
            minLength: 1,
            maxLength: 6,
            size: 'max',
            selector: ([writer]) => writer,
          },
        ),
      ),
      { maxLength: 6, size: 'max', selector: ([segment]) => segment },
    ),
  )
  .map(([below, segments]) => ({
    below,
    segments: new Map(segments.map(([segment, writers]) => [below + segment, new Map(writers)])),
  }))

test('[PR20] what was read comes back as it was told, in whatever order it was held', () => {
  let runs = 0
  fc.assert(
    fc.property(anySet, (read) => {
      const bytes = encodeReadMark({ received: new Map(), read })
      expect(parseReadMark(bytes)).toEqual({ received: new Map(), read })
      const turned = new Map([...read.segments].reverse())
      const again = encodeReadMark({ received: new Map(), read: { ...read, segments: turned } })
      expect(again).toEqual(bytes)
      for (const writers of read.segments.values()) runs += writers.size
    }),
    { numRuns: 300 },
  )
  expect(runs).toBeGreaterThan(1_000)
})

test('[PR12] [PR20] counts that nothing stands behind, and places beyond counting, are none', () => {
  const start = () => new ByteWriter().varuint(0).varuint(0)
  const much = Number.MAX_SAFE_INTEGER
  const faults = [
    start().varuint(much),
    start().varuint(1).varuint(0).varuint(much),
    start().varuint(1).varuint(0).varuint(0).varuint(7).varuint(much),
    start().varuint(1).varuint(0).varuint(0).varuint(7).varuint(0).varuint(much).varuint(0),
    start().varuint(1).varuint(0).varuint(0).varuint(7).varuint(0).varuint(5).varuint(much),
    new ByteWriter().varuint(0).varuint(much).varuint(1).varuint(1).varuint(0).varuint(7),
  ]
  for (const fault of faults) expect(parseReadMark(fault.bytes())).toBeUndefined()
})

test('[PR20] a mark from before there were sets is read from an own disk', () => {
  const old = new ByteWriter()
  for (const count of [3, 2]) old.varuint(1).varuint(4).varuint(1).varuint(7).varuint(count)
  expect(parsePrefixMark(old.bytes())).toEqual(new Map([[4, new Map([[7, 2]])]]))
  expect(parsePrefixMark(old.varuint(1).bytes())).toBeUndefined()
})
