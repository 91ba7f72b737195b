import { idBytes, introducedDevice } from '@parley/protocol'
import { pureVerifier, verifyChain } from '@parley/signing'
import { expect, test } from 'vitest'
import { identityOf, randomFrom } from './identity.fake.ts'
import { introduction, newIdentity } from './identity.ts'
import { isPhrase, newPhrase, rootOfPhrase } from './phrase.ts'

const alice = identityOf('alice')

test('[ID1] a new identity is made silently: twelve words, and a device its root certifies', () => {
  expect(alice.phrase?.split(' ')).toHaveLength(12)
  const subject = { root: alice.rootPublic, personId16: idBytes(alice.person), chain: alice.chain }
  expect(verifyChain(pureVerifier, subject)).toEqual(alice.device.publicKey)
})

test('[ID1] the same randomness makes the same person, other randomness another', () => {
  expect(newIdentity(randomFrom('alice'))).toEqual(alice)
  const bob = identityOf('bob')
  const secrets = [alice, bob].flatMap(({ device, box }) => [device.secretKey, box.secretKey])
  expect(new Set(secrets.map(String)).size).toBe(4)
  expect(bob.person).not.toBe(alice.person)
})

test('[ID2] the phrase alone finds the person again, typed as people type', () => {
  const typed = `  ${alice.phrase?.toUpperCase().replaceAll(' ', '  \n')} `
  expect(rootOfPhrase(typed)?.publicKey).toEqual(alice.rootPublic)
})

test('[ID2] a phrase written down today makes the same root in every later version', () => {
  const phrase = newPhrase((byteCount) => new Uint8Array(byteCount))
  expect(phrase).toBe(`${'abandon '.repeat(11)}about`)
  const root = rootOfPhrase(phrase)
  expect(Buffer.from(root?.publicKey ?? []).toString('hex')).toBe(
    '9db4b09efd2059eea50ef48663c0ee78d30fa4e177ffc99271ce626d38b2b7a6',
  )
})

test('[ID3] a word that is wrong, missing or one too many makes no phrase', () => {
  const words = newPhrase((byteCount) => new Uint8Array(byteCount)).split(' ')
  expect(isPhrase(words.join(' '))).toBe(true)
  const wrong = [
    '',
    words.slice(1).join(' '),
    [...words, 'about'].join(' '),
    [...words.slice(0, 11), 'abandon'].join(' '),
    [...words.slice(0, 11), 'xyzzy'].join(' '),
    `${'abandon '.repeat(23)}art`,
  ]
  for (const text of wrong) expect(rootOfPhrase(text)).toBeUndefined()
})

test('[ID4] an introduction shows the root, the device and the box, and nothing secret', () => {
  const shown = introduction(alice)
  expect(shown.root).toEqual(alice.rootPublic)
  expect(introducedDevice(shown)).toEqual(alice.device.publicKey)
  expect(shown.box).toEqual(alice.box.publicKey)
  const text = JSON.stringify(shown)
  expect(text).not.toContain(JSON.stringify(alice.device.secretKey).slice(1, -1))
  expect(text).not.toContain(JSON.stringify(alice.box.secretKey).slice(1, -1))
})
