import { idBytes, introducedDevice } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import { pureVerifier, verifyChain } from '@parley/signing'
import { expect, test } from 'vitest'
import { identityOf, randomFrom } from './identity.fake.ts'
import { introduction, newIdentity, recoveredIdentity, withBox } from './identity.ts'
import { isPhrase, newPhrase, phraseFault, rootOfPhrase } from './phrase.ts'

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

test('[ID10] the phrase finds the person and the first box, on a device with a key of its own', () => {
  const found = recoveredIdentity(alice.phrase ?? '', randomFrom('new phone'))
  expect(found).toMatchObject({ person: alice.person, box: alice.box, isRecovering: true })
  expect(found?.device.publicKey).not.toEqual(alice.device.publicKey)
  const subject = { root: alice.rootPublic, personId16: idBytes(alice.person) }
  expect(verifyChain(pureVerifier, { ...subject, chain: found?.chain ?? [] })).toEqual(
    found?.device.publicKey,
  )
  expect(recoveredIdentity('these are not the words', randomFrom('x'))).toBeUndefined()
})

test('[ID11] a newer box is the one to be granted to, and the older ones stay', () => {
  const box = (generation: number) => ({
    generation,
    ...boxKeyPair(new Uint8Array(32).fill(generation)),
  })
  const later = withBox(withBox(alice, box(2)), box(1))
  expect(later.boxes.map(({ generation }) => generation)).toEqual([0, 1, 2])
  expect(introduction(later).box).toEqual(box(2).publicKey)
  const other = { generation: 2, ...boxKeyPair(new Uint8Array(32).fill(9)) }
  const both = withBox(later, other)
  expect([both.box, both.boxes.length]).toEqual([other, 4])
  expect(withBox(both, box(2)).box).toEqual(box(2))
})

test('[ID17] what is wrong with a phrase is said: too few words, which word, or the words together', () => {
  const words = newPhrase((byteCount) => new Uint8Array(byteCount)).split(' ')
  expect(phraseFault(words.join(' '))).toBeUndefined()
  expect(phraseFault(' ')).toEqual({ broke: 'count', count: 0 })
  expect(phraseFault(words.slice(1).join(' '))).toEqual({ broke: 'count', count: 11 })
  const misspelt = words.with(6, 'abanden').join(' ')
  expect(phraseFault(misspelt)).toEqual({ broke: 'word', at: 7, word: 'abanden' })
  expect(phraseFault(words.with(11, 'abandon').join(' '))).toEqual({ broke: 'checksum' })
})
