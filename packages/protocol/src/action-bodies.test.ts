import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANY_ACTION } from '../test/any-action.ts'
import { RECORD_A, run } from '../test/samples.ts'
import { encodeActionBody, parseActionBody } from './action-bodies.ts'
import { type Action, actionRecordType } from './actions.ts'
import { ByteWriter, concatBytes } from './bytes.ts'
import { MAX_BOX_GENERATION } from './limits.ts'
import { RECORD_TYPE } from './record.ts'

for (const [type, arbitrary] of Object.entries(ANY_ACTION))
  test(`[PR4] [PR12] every ${type} reads back as what was written, and not a byte shorter or longer`, () => {
    let bytes = 0
    fc.assert(
      fc.property(arbitrary as fc.Arbitrary<Action>, fc.nat(), (action, cutAt) => {
        const body = encodeActionBody(action)
        const recordType = actionRecordType(action)
        expect(parseActionBody(recordType, body)).toEqual(action)
        bytes += body.length
        if (type === 'unknown') return
        if (body.length > 0) {
          const shorter = body.subarray(0, cutAt % body.length)
          expect(parseActionBody(recordType, shorter)).toBeUndefined()
        }
        expect(parseActionBody(recordType, concatBytes(body, Uint8Array.of(0)))).toBeUndefined()
      }),
      { numRuns: 40 },
    )
    if (type === 'merge') expect(bytes).toBe(0)
    else expect(bytes).toBeGreaterThan(40)
  })

test('[PR4] [PR12] whatever bytes come as whichever action, it is none or is written back byte for byte', () => {
  const seen = { taken: 0, refused: 0 }
  const actions = fc.oneof(...(Object.values(ANY_ACTION) as fc.Arbitrary<Action>[]))
  const change = fc.tuple(fc.nat(), fc.nat(255))
  fc.assert(
    fc.property(
      actions,
      fc.array(change, { maxLength: 3 }),
      fc.integer({ min: 1, max: 31 }),
      fc.boolean(),
      (action, changes, otherType, isRetyped) => {
        const body = encodeActionBody(action)
        for (const [at, value] of changes) body[at % body.length] = value
        const recordType = isRetyped ? otherType : actionRecordType(action)
        const parsed = parseActionBody(recordType, body)
        if (parsed === undefined) return void seen.refused++
        seen.taken++
        expect(actionRecordType(parsed)).toBe(recordType)
        expect(encodeActionBody(parsed)).toEqual(body)
      },
    ),
    { numRuns: 1_500 },
  )
  expect(seen.taken).toBeGreaterThan(200)
  expect(seen.refused).toBeGreaterThan(200)
})

test('[PR3] a chain of no links or of nine, a role that does not exist, a flag of two: no action', () => {
  const uninvite = encodeActionBody({ type: 'uninvite', target: RECORD_A })
  expect(parseActionBody(RECORD_TYPE.uninvite, uninvite)).toBeDefined()
  const chain = (links: number) =>
    concatBytes(run(32, 1), Uint8Array.of(links), run(96 * links, 2), run(32, 3))
  const add = (links: number, ...rest: number[]) =>
    parseActionBody(RECORD_TYPE.add, concatBytes(chain(links), Uint8Array.from(rest)))
  expect(add(1, 0, 0)).toBeDefined()
  expect(add(8, 5, 0)).toBeDefined()
  for (const wrong of [add(0, 0, 0), add(9, 0, 0), add(1, 6, 0), add(1, 0, 2)])
    expect(wrong).toBeUndefined()
  const device = (...rest: number[]) =>
    parseActionBody(RECORD_TYPE.device, concatBytes(chain(1), Uint8Array.from(rest)))
  expect(device(0)).toBeDefined()
  for (const wrong of [device(), device(2), device(1), device(1, ...run(63, 0))])
    expect(wrong).toBeUndefined()
})

test('[PR3] a box of 251 rows is none', () => {
  const rows = (count: number) =>
    parseActionBody(
      RECORD_TYPE.box,
      concatBytes(run(1, 1), run(64, 2), Uint8Array.of(count), run(56 * count, 3)),
    )
  expect(rows(250)).toMatchObject({ type: 'box', generation: 1 })
  expect(rows(251)).toBeUndefined()
})

test('[PR3] a box of generation 2^31 or more is none', () => {
  const box = (generation: number) =>
    parseActionBody(
      RECORD_TYPE.box,
      new ByteWriter().varuint(generation).put(run(64, 2)).u8(0).bytes(),
    )
  expect(box(MAX_BOX_GENERATION)).toMatchObject({ type: 'box', generation: 2 ** 31 - 1 })
  for (const beyond of [2 ** 31, 2 ** 50, Number.MAX_SAFE_INTEGER])
    expect(box(beyond)).toBeUndefined()
})
