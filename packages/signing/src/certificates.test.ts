import { idBytes, personIdOf } from '@parley/protocol'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { craftProof, FOURTEEN_ENCODINGS } from '../test/torsion.ts'
import { type Certificate, signCertificate, verifyChain } from './certificates.ts'
import { type KeyPair, newKeyPair, sign } from './keys.ts'
import { verify } from './rule.ts'
import { pureVerifier } from './verifiers.ts'

const keysOf = (seed: number) => newKeyPair(new Uint8Array(32).fill(seed))
const root = keysOf(1)
const devices = Array.from({ length: 9 }, (_, at) => keysOf(10 + at))
const personId16 = idBytes(personIdOf(root.publicKey))

/** Root adopts the first device, each device the next. */
function chainOf(...members: readonly KeyPair[]): Certificate[] {
  return members.map(({ publicKey: devicePub }, at) => ({
    devicePub,
    signature: signCertificate({ issuer: members[at - 1] ?? root, personId16, devicePub }),
  }))
}

function deviceBy(
  chain: readonly Certificate[],
  changes: Partial<{ root: Uint8Array; personId16: Uint8Array }> = {},
) {
  return verifyChain(pureVerifier, { root: root.publicKey, personId16, chain, ...changes })
}

test('[SG9] a certificate is a signature over "parley/device", the person and the device', () => {
  const [device] = devices as [KeyPair]
  const signature = signCertificate({ issuer: root, personId16, devicePub: device.publicKey })
  const message = concatBytes(utf8ToBytes('parley/device'), personId16, device.publicKey)

  expect(signature).toEqual(sign(message, root))
  expect(verify({ publicKey: root.publicKey, message, signature })).toBe(true)
})

test('[SG10] a chain of one to eight links leads from the root to its last device', () => {
  for (let links = 1; links <= 8; links++) {
    const chain = chainOf(...devices.slice(0, links))
    expect(deviceBy(chain)).toEqual(devices[links - 1]?.publicKey)
  }
})

test('[SG10] an empty chain and one of nine links lead nowhere', () => {
  expect(deviceBy([])).toBeUndefined()
  expect(deviceBy(chainOf(...devices))).toBeUndefined()
})

test('[SG10] a chain with a link left out, swapped or signed by a stranger leads nowhere', () => {
  const [first, second, third] = chainOf(...devices.slice(0, 3)) as [
    Certificate,
    Certificate,
    Certificate,
  ]
  const stranger = signCertificate({ issuer: keysOf(99), personId16, devicePub: third.devicePub })

  expect(deviceBy([first, third])).toBeUndefined()
  expect(deviceBy([second, first, third])).toBeUndefined()
  expect(deviceBy([first, second, { ...third, signature: stranger }])).toBeUndefined()
  expect(deviceBy([first, second, { ...third, signature: new Uint8Array(3) }])).toBeUndefined()
  expect(deviceBy([first, second, third])).toEqual(third.devicePub)
})

test('[SG11] a device of one person is no device of another, whoever claims it', () => {
  const other = keysOf(2)
  const otherId = idBytes(personIdOf(other.publicKey))
  const chain = chainOf(...devices.slice(0, 1))

  expect(deviceBy(chain, { personId16: otherId })).toBeUndefined()
  expect(deviceBy(chain, { root: other.publicKey })).toBeUndefined()
  expect(deviceBy(chain, { root: other.publicKey, personId16: otherId })).toBeUndefined()
  expect(deviceBy(chain, { personId16: new Uint8Array(5) })).toBeUndefined()
  expect(deviceBy(chain, { root: new Uint8Array(5) })).toBeUndefined()
})

test('[SG12] a last device whose key nobody should believe is refused, although it was certified', () => {
  for (const devicePub of [...FOURTEEN_ENCODINGS, new Uint8Array(32).fill(2), new Uint8Array(31)]) {
    const signature = signCertificate({ issuer: root, personId16, devicePub })
    expect(deviceBy([{ devicePub, signature }])).toBeUndefined()
  }
  const mixed = craftProof({
    secretKey: root.secretKey,
    message: personId16,
    r: 5n,
    torsionOfA: 2,
  }).publicKey
  const signature = signCertificate({ issuer: root, personId16, devicePub: mixed })
  expect(deviceBy([{ devicePub: mixed, signature }])).toEqual(mixed)
})

test('[SG9] [AT29] a certificate is not a signature over anything else of the protocol', () => {
  const [device] = devices as [KeyPair]
  const bare = sign(concatBytes(personId16, device.publicKey), root)
  const otherDomain = sign(concatBytes(utf8ToBytes('parley/1'), personId16, device.publicKey), root)

  for (const signature of [bare, otherDomain]) {
    expect(deviceBy([{ devicePub: device.publicKey, signature }])).toBeUndefined()
  }
})
