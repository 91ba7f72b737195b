import { toEpochId, toGroupId } from '@parley/protocol'
import { boxKeyPair, epochIdOf } from '@parley/sealing'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { grantTo, newKeyring } from './keyring.ts'

const random = randomFrom('keyring')
const GROUP = toGroupId(random(32))
const KEY = random(32)
const EPOCH = { id: toEpochId(epochIdOf(KEY)), key: KEY }
const alice = boxKeyPair(random(32))
const bob = boxKeyPair(random(32))
const ephemeral = boxKeyPair(random(32))

test('[RD1] a granted key opens for its recipients, whichever came first, and for nobody else', () => {
  const grant = grantTo(GROUP, EPOCH, ephemeral, [alice.publicKey, bob.publicKey])
  const early = newKeyring(GROUP)
  early.addBox(alice)
  expect(early.learn(grant)).toBe(true)
  expect(early.keyOf(EPOCH.id)).toEqual(KEY)
  const late = newKeyring(GROUP)
  expect(late.learn(grant)).toBe(false)
  late.addBox(bob)
  expect(late.keyOf(EPOCH.id)).toEqual(KEY)
  const stranger = newKeyring(GROUP)
  stranger.addBox(boxKeyPair(random(32)))
  expect(stranger.learn(grant)).toBe(false)
  expect(stranger.keyOf(EPOCH.id)).toBeUndefined()
})

test('[RD1] a key under an id that does not commit to it is not taken, nor a row of another group', () => {
  const other = { id: EPOCH.id, key: random(32) }
  const keyring = newKeyring(GROUP)
  keyring.addBox(alice)
  expect(keyring.learn(grantTo(GROUP, other, ephemeral, [alice.publicKey]))).toBe(false)
  expect(keyring.learn(grantTo(toGroupId(random(32)), EPOCH, ephemeral, [alice.publicKey]))).toBe(
    false,
  )
  expect(keyring.learn(grantTo(GROUP, EPOCH, ephemeral, [alice.publicKey]))).toBe(true)
})

test('[RD1] a box that is no key gets no row, and the others get theirs', () => {
  expect(grantTo(GROUP, EPOCH, ephemeral, [new Uint8Array(32), alice.publicKey]).rows).toHaveLength(
    1,
  )
})
