import { type ChainedKey, type EpochBody, idBytes, toEpochId, toGroupId } from '@parley/protocol'
import { boxKeyPair, epochIdOf, sealKey } from '@parley/sealing'
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

function chain(newer: Uint8Array, older: Uint8Array, over: Partial<ChainedKey> = {}): EpochBody {
  const nonce = random(24)
  const sealed = sealKey({
    gid32: idBytes(GROUP),
    newerKey32: newer,
    olderKey32: older,
    nonce24: nonce,
  })
  const link = { epoch: toEpochId(epochIdOf(older)), nonce, sealed, ...over }
  return { epoch: toEpochId(epochIdOf(newer)), shared: true, chained: [link] }
}

const keys = Array.from({ length: 5_000 }, () => random(32))
const ids = keys.map((key) => toEpochId(epochIdOf(key)))
const newestKey = keys[0] ?? KEY
const links = keys.slice(1).map((older, at) => chain(keys[at] ?? KEY, older))

test('[RD11] the newest key opens every older one down its chain, in whatever order the links came', () => {
  for (const order of [links, links.toReversed()]) {
    const keyring = newKeyring(GROUP)
    for (const link of order) expect(keyring.learnChain(link)).toBe(false)
    keyring.hold(newestKey)
    expect(keyring.keyOf(ids.at(-1) ?? EPOCH.id)).toEqual(keys.at(-1))
    expect(keyring.tipsOf(ids.slice(0, 50))).toEqual([ids[0]])
    expect(keyring.tipsOf(ids.slice(0, 50).toReversed())).toEqual([ids[0]])
  }
  const late = newKeyring(GROUP)
  late.hold(newestKey)
  expect(links.slice(0, 9).every((link) => late.learnChain(link))).toBe(true)
  expect(late.keyOf(ids[9] ?? EPOCH.id)).toEqual(keys[9])
  expect(late.keyOf(ids[10] ?? EPOCH.id)).toBeUndefined()
})

test('[RD11] a circle of chains opens what is in it and ends', () => {
  const [a, b, c] = [random(32), random(32), random(32)]
  const keyring = newKeyring(GROUP)
  for (const link of [chain(a, b), chain(b, c), chain(c, a), chain(a, a)]) keyring.learnChain(link)
  const circle = [a, b, c].map((key) => toEpochId(epochIdOf(key)))
  const first = keyring.hold(c)
  expect(circle.map((id) => keyring.keyOf(id))).toEqual([a, b, c])
  expect(keyring.tipsOf(circle)).toHaveLength(1)
  expect(first).toBe(circle[2])
})

test('[RD11] a chain that lies leads nowhere: another key, another group, damage', () => {
  const [newer, older] = [random(32), random(32)]
  const keyring = newKeyring(GROUP)
  keyring.hold(newer)
  const other = toEpochId(epochIdOf(random(32)))
  expect(keyring.learnChain(chain(newer, older, { epoch: other }))).toBe(false)
  expect(keyring.learnChain(chain(newer, older, { nonce: random(24) }))).toBe(false)
  expect(keyring.keyOf(other)).toBeUndefined()
  expect(keyring.tipsOf([toEpochId(epochIdOf(newer)), other])).toHaveLength(2)
  const elsewhere = newKeyring(toGroupId(random(32)))
  elsewhere.hold(newer)
  expect(elsewhere.learnChain(chain(newer, older))).toBe(false)
})

test('[RD12] what was sealed under a key that is not here is remembered until it comes', () => {
  const keyring = newKeyring(GROUP)
  expect(keyring.lacking()).toEqual([])
  expect(keyring.keyOf(EPOCH.id)).toBeUndefined()
  expect(keyring.lacking()).toEqual([EPOCH.id])
  keyring.addBox(alice)
  keyring.learn(grantTo(GROUP, EPOCH, ephemeral, [alice.publicKey]))
  expect(keyring.lacking()).toEqual([])
  for (let count = 0; count < 2_000; count++) keyring.keyOf(toEpochId(random(16)))
  expect(keyring.lacking().length).toBe(1_024)
})

test('[RD1] [RD11] each generation of a box opens what was granted to it, and the chain below', () => {
  const keyring = newKeyring(GROUP)
  const newest = { id: ids[0] ?? EPOCH.id, key: newestKey }
  for (const link of links.slice(0, 5)) keyring.learnChain(link)
  keyring.learn(grantTo(GROUP, EPOCH, ephemeral, [alice.publicKey]))
  keyring.learn(grantTo(GROUP, newest, boxKeyPair(random(32)), [bob.publicKey]))
  keyring.addBox(alice)
  expect(keyring.keyOf(EPOCH.id)).toEqual(KEY)
  expect(keyring.keyOf(newest.id)).toBeUndefined()
  keyring.addBox(bob)
  expect(keyring.keyOf(ids[5] ?? EPOCH.id)).toEqual(keys[5])
})
