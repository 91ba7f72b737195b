import { type Announcement, type ChainedKey, idBytes, toEpochId, toGroupId } from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair, commitmentOf, sealKey } from '@parley/sealing'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { newEpochKey } from '../keys/epoch-keys.ts'
import { grantToFew } from '../keys/rows.ts'
import type { EpochKey } from '../writing/drafts.ts'
import { newKeyring } from './keyring.ts'

const random = randomFrom('keyring')
const GROUP = toGroupId(random(32))
const DEVICE = random(32)
const EPOCH = newEpoch()
const alice = boxKeyPair(random(32))
const bob = boxKeyPair(random(32))

function newEpoch(key = random(32)): EpochKey {
  return newEpochKey({ key, device: DEVICE, isShared: true })
}

function grantTo(epoch: EpochKey, boxes: readonly BoxKeyPair[], group = GROUP) {
  const publics = boxes.map(({ publicKey }) => publicKey)
  return grantToFew({ group, epoch, device: DEVICE }, publics)
}

function announce({ id, key }: EpochKey, chained: readonly ChainedKey[] = []): Announcement {
  return { epoch: id, commitment: commitmentOf(key), shared: true, chained }
}

function keyringKnowing(...epochs: readonly EpochKey[]) {
  const keyring = newKeyring(GROUP)
  for (const epoch of epochs) keyring.learnEpoch(announce(epoch))
  return keyring
}

test('[RD1] a granted key opens for its recipients, whichever came first, and for nobody else', () => {
  const grant = grantTo(EPOCH, [alice, bob])
  const early = keyringKnowing(EPOCH)
  early.addBox(alice)
  expect(early.learn(grant)).toBe(true)
  expect(early.keyOf(EPOCH.id)).toEqual(EPOCH.key)
  const late = keyringKnowing(EPOCH)
  expect(late.learn(grant)).toBe(false)
  late.addBox(bob)
  expect(late.keyOf(EPOCH.id)).toEqual(EPOCH.key)
  const stranger = keyringKnowing(EPOCH)
  stranger.addBox(boxKeyPair(random(32)))
  expect(stranger.learn(grant)).toBe(false)
  expect(stranger.keyOf(EPOCH.id)).toBeUndefined()
})

test('[RD1] a key that came before the announcement that proves it counts from then on', () => {
  const keyring = newKeyring(GROUP)
  keyring.addBox(alice)
  expect(keyring.learn(grantTo(EPOCH, [alice]))).toBe(false)
  expect(keyring.has(EPOCH.id)).toBe(false)
  expect(keyring.learnEpoch(announce(EPOCH))).toBe(true)
  expect(keyring.keyOf(EPOCH.id)).toEqual(EPOCH.key)
})

test('[RD1] a key that its announcement does not commit to is not taken, nor a row of another group', () => {
  const other = { id: EPOCH.id, key: random(32) }
  const keyring = keyringKnowing(EPOCH)
  keyring.addBox(alice)
  expect(keyring.learn(grantTo(other, [alice]))).toBe(false)
  expect(keyring.learn(grantTo(EPOCH, [alice], toGroupId(random(32))))).toBe(false)
  expect(keyring.learn(grantTo(EPOCH, [alice]))).toBe(true)
})

test('[RD1] a box that is no key gets no row, and the others get theirs', () => {
  const none = { publicKey: new Uint8Array(32), secretKey: new Uint8Array(32) }
  expect(grantTo(EPOCH, [none, alice]).rows).toHaveLength(1)
})

function chain(newer: EpochKey, older: EpochKey, over: Partial<ChainedKey> = {}): Announcement {
  const nonce = random(24)
  const sealed = sealKey({
    gid32: idBytes(GROUP),
    newerKey32: newer.key,
    newerId16: idBytes(newer.id),
    olderKey32: older.key,
    olderId16: idBytes(older.id),
    nonce24: nonce,
  })
  return announce(newer, [{ epoch: older.id, nonce, sealed, ...over }])
}

const epochs = Array.from({ length: 5_000 }, () => newEpoch())
const ids = epochs.map(({ id }) => id)
const at = (index: number) => epochs[index] ?? EPOCH
const links = epochs.slice(1).map((older, index) => chain(at(index), older))
const oldest = announce(at(4_999))

test('[RD11] the newest key opens every older one down its chain, in whatever order the links came', () => {
  for (const order of [
    [...links, oldest],
    [oldest, ...links.toReversed()],
  ]) {
    const keyring = newKeyring(GROUP)
    for (const link of order) expect(keyring.learnEpoch(link)).toBe(false)
    keyring.hold(at(0))
    expect(keyring.keyOf(at(4_999).id)).toEqual(at(4_999).key)
    expect(keyring.tipsOf(ids.slice(0, 50))).toEqual([ids[0]])
    expect(keyring.tipsOf(ids.slice(0, 50).toReversed())).toEqual([ids[0]])
  }
  const late = newKeyring(GROUP)
  late.hold(at(0))
  expect(links.slice(0, 9).map((link) => late.learnEpoch(link))).toEqual([
    false,
    ...Array.from({ length: 8 }, () => true),
  ])
  expect(late.keyOf(at(8).id)).toEqual(at(8).key)
  expect(late.opens(at(7).id, at(8).id)).toBe(true)
  expect(late.opens(at(8).id, at(7).id)).toBe(false)
  expect(late.keyOf(at(9).id)).toBeUndefined()
})

test('[RD11] a circle of chains opens what is in it and ends', () => {
  const [a, b, c] = [newEpoch(), newEpoch(), newEpoch()]
  const keyring = newKeyring(GROUP)
  for (const link of [chain(a, b), chain(b, c), chain(c, a), chain(a, a)]) keyring.learnEpoch(link)
  keyring.hold(c)
  expect([a, b, c].map(({ id }) => keyring.keyOf(id))).toEqual([a.key, b.key, c.key])
  expect(keyring.tipsOf([a.id, b.id, c.id])).toHaveLength(1)
})

test('[RD11] a chain that lies leads nowhere: another key, another group, damage', () => {
  const [newer, older, other] = [newEpoch(), newEpoch(), newEpoch()]
  const keyring = keyringKnowing(older, other)
  keyring.hold(newer)
  expect(keyring.learnEpoch(chain(newer, older, { epoch: other.id }))).toBe(false)
  expect(keyring.learnEpoch(chain(newer, { id: other.id, key: older.key }))).toBe(false)
  expect(keyring.learnEpoch(chain(newer, older, { nonce: random(24) }))).toBe(false)
  expect(keyring.keyOf(other.id)).toBeUndefined()
  expect(keyring.opens(newer.id, other.id)).toBe(false)
  expect(keyring.tipsOf([newer.id, other.id])).toHaveLength(2)
  const elsewhere = newKeyring(toGroupId(random(32)))
  elsewhere.learnEpoch(announce(older))
  elsewhere.hold(newer)
  expect(elsewhere.learnEpoch(chain(newer, older))).toBe(false)
})

test('[RD12] what was sealed under a key that is not here is remembered until it comes', () => {
  const keyring = keyringKnowing(EPOCH)
  expect(keyring.lacking()).toEqual([])
  expect(keyring.keyOf(EPOCH.id)).toBeUndefined()
  expect(keyring.lacking()).toEqual([EPOCH.id])
  keyring.addBox(alice)
  keyring.learn(grantTo(EPOCH, [alice]))
  expect(keyring.lacking()).toEqual([])
  for (let count = 0; count < 2_000; count++) keyring.keyOf(toEpochId(random(16)))
  expect(keyring.lacking().length).toBe(1_024)
})

test('[RD1] [RD11] each generation of a box opens what was granted to it, and the chain below', () => {
  const keyring = keyringKnowing(EPOCH, at(5))
  for (const link of links.slice(0, 5)) keyring.learnEpoch(link)
  keyring.learn(grantTo(EPOCH, [alice]))
  keyring.learn(grantTo(at(0), [bob]))
  keyring.addBox(alice)
  expect(keyring.keyOf(EPOCH.id)).toEqual(EPOCH.key)
  expect(keyring.keyOf(at(0).id)).toBeUndefined()
  keyring.addBox(bob)
  expect(keyring.keyOf(at(5).id)).toEqual(at(5).key)
})
