import { boxKeyPair, pureAgreement } from '@parley/sealing'
import { expect, test } from 'vitest'
import { slicedAgreement, browserAgreement } from './agreement.ts'
import { newFakeClock } from './clock.fake.ts'

const own = new Uint8Array(32).fill(1)
const publics = Array.from(
  { length: 20 },
  (_, at) => boxKeyPair(new Uint8Array(32).fill(at + 2)).publicKey,
)

test('[BR9] secrets worked out in slices are those of one go, and the page breathes between them', async () => {
  const clock = newFakeClock()
  let pauses = 0
  const agree = slicedAgreement(pureAgreement, {
    ...clock,
    after(ms, run) {
      pauses++
      queueMicrotask(run)
      return clock.after(ms, () => undefined)
    },
  })
  expect(await agree(own, publics)).toEqual(await pureAgreement(own, publics))
  expect(pauses).toBe(2)
  expect(await agree(own, [])).toEqual([])
})

test('[BR9] with WebCrypto and without, the secrets are the same', async () => {
  const expected = await pureAgreement(own, publics)
  expect(await browserAgreement()(own, publics)).toEqual(expected)
  expect(await browserAgreement(undefined)(own, publics)).toEqual(expected)
})
