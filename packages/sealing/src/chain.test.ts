import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeyOpening, openKey, sealKey } from './chain.ts'
import { commitmentOf, isCommittedTo } from './derive.ts'
import { seal } from './seal.ts'

const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte)
const gid32 = fill(32, 9)
const newerKey32 = fill(32, 5)
const olderKey32 = fill(32, 4)
const nonce24 = fill(24, 3)
const [newerId16, olderId16] = [fill(16, 0x51), fill(16, 0x41)]
const sealed = sealKey({ gid32, newerKey32, newerId16, olderKey32, olderId16, nonce24 })

function opening(changes: Partial<KeyOpening> = {}): KeyOpening {
  return { gid32, newerKey32, newerId16, olderId16, nonce24, sealed, ...changes }
}

test('[SE12] who holds the newer key opens the older one, and the bytes of a chain never change', () => {
  expect(openKey(opening())).toEqual(olderKey32)
  expect(bytesToHex(sealed)).toBe(
    'd8366f7794729da0d8843a6ce26281cacebe5a19e12c6e19ac8268da78f7fbac2b2b369c117290e18f3849a306520187',
  )
  const aad = concatBytes(utf8ToBytes('parley/chain'), gid32, newerId16, olderId16)
  expect(seal({ key32: newerKey32, nonce24, plaintext: olderKey32, aad })).toEqual(sealed)
})

test('[SE12] a link of the chain opens in its own place only: one group, one newer, one older epoch', () => {
  for (const changes of [
    { gid32: fill(32, 8) },
    { newerKey32: fill(32, 6) },
    { newerId16: fill(16, 6) },
    { olderId16: fill(16, 6) },
    { nonce24: fill(24, 6) },
    { sealed: sealed.subarray(1) },
  ]) {
    expect(openKey(opening(changes))).toBeUndefined()
  }
})

test('[SE13] what a chain opens to is 32 bytes, and the older epoch commits to one key only', () => {
  const aad = concatBytes(utf8ToBytes('parley/chain'), gid32, newerId16, olderId16)
  const lie = (plaintext: Uint8Array) => seal({ key32: newerKey32, nonce24, plaintext, aad })
  const commitment = commitmentOf(olderKey32)
  const other = openKey(opening({ sealed: lie(fill(32, 7)) }))
  expect(other && isCommittedTo(commitment, other)).toBe(false)
  expect(openKey(opening({ sealed: lie(fill(31, 4)) }))).toBeUndefined()
  const older = openKey(opening({ sealed: lie(olderKey32) }))
  expect(older && isCommittedTo(commitment, older)).toBe(true)
  expect(isCommittedTo(commitment, fill(31, 4))).toBe(false)
})

test('[SE12] hostile bytes of any length do not open and never throw', () => {
  const any = fc.uint8Array({ maxLength: 70, size: 'max' })
  let asked = 0
  fc.assert(
    fc.property(any, any, any, (nonce, bytes, id) => {
      expect(openKey(opening({ nonce24: nonce, sealed: bytes, olderId16: id }))).toBeUndefined()
      asked++
    }),
  )
  expect(asked).toBe(100)
})
