import { type Hlc, toRecordId } from '@parley/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastSaid, overSaid, type Saying } from './last-said.ts'

const LAST: Hlc = 2n ** 64n - 1n

function saying(value: string, hlc: Hlc, over?: Hlc, id = 1): Saying<string> {
  return { value, hlc, over, id: toRecordId(new Uint8Array(16).fill(id)), epoch: undefined }
}

/** As a device says it that holds all this. */
function sayOver(held: readonly Saying<string>[], value: string, hlc: Hlc): Saying<string> {
  return saying(value, hlc, overSaid(lastSaid(held), hlc).over)
}

test('[PF9] [AT242] what was said by the last time there is can be said anew, again and again', () => {
  const held = [saying('Climbers', 10n), saying('Mine for ever', LAST)]
  expect(lastSaid(held)?.value).toBe('Mine for ever')
  for (const [at, value] of ['Climbers', 'Boulderers', 'Hikers'].entries()) {
    held.push(sayOver(held, value, 20n + BigInt(at)))
    expect(lastSaid(held)?.value).toBe(value)
  }
  // Another of them, not as far ahead, does not come up again.
  held.push(saying('Mine too', LAST - 1n))
  expect(lastSaid(held)?.value).toBe('Hikers')
})

test('[PF9] what is said above all others says nothing of what it takes the place of, and the newest counts', () => {
  const held = [saying('Climbers', 10n)]
  const two = [sayOver(held, 'Boulderers', 20n), sayOver(held, 'Hikers', 30n)]
  expect(two.map(({ over }) => over)).toEqual([undefined, undefined])
  expect(lastSaid([...held, ...two.toReversed()])?.value).toBe('Hikers')
})

test('[PF9] of two who take the place of the same apart the newer counts; a circle ends where it closes', () => {
  const ahead = saying('Mine', LAST)
  const [bobs, carols] = [saying('Bob’s', 20n, LAST), saying('Carol’s', 30n, LAST)]
  expect(lastSaid([carols, ahead, bobs])?.value).toBe('Carol’s')
  const forged = saying('Mine', LAST, 30n, 2)
  expect(lastSaid([carols, ahead, bobs, forged])?.value).toBe('Carol’s')
})

test('[PF1] [PF9] in whatever order it came, one thing was said last, and who holds all that can change it', () => {
  const time = fc.oneof(fc.bigInt(1n, 6n), fc.constant(LAST))
  const one = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), time, fc.option(time, { nil: undefined }), fc.nat(250))
    .map(([value, hlc, over, id]) => saying(value, hlc, over, id))
  const some = fc.uniqueArray(one, { minLength: 1, maxLength: 12, selector: ({ id }) => id })
  let replacedCount = 0
  fc.assert(
    fc.property(some, fc.nat(11), (said, turn) => {
      const last = lastSaid(said)
      expect(lastSaid([...said.slice(turn), ...said.slice(0, turn)])).toEqual(last)
      expect(lastSaid(said.toReversed())?.value).toBe(last?.value)
      if (last !== undefined && last.hlc < last.newest) replacedCount++
      const anew = sayOver(said, 'anew', 100n)
      expect(lastSaid([...said, anew])?.value).toBe('anew')
    }),
    { numRuns: 500 },
  )
  expect(replacedCount).toBeGreaterThan(20)
})
