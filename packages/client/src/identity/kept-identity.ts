/**
 * The identity on disk.
 *
 * A damaged one is told apart from none: whoever began anew over a damaged one would lose a person
 * that a repair, or the phrase, could bring back. So nothing here ever overwrites. Rules ID5 to ID9.
 */
import { equalBytes, idBytes, personIdOf } from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import {
  type Certificate,
  type CertificateChain,
  newKeyPair,
  pureVerifier,
  verifyChain,
} from '@parley/signing'
import type { DeviceStore } from '../ports.ts'
import { StorageFailed } from '../stores/storage-failed.ts'
import type { Identity } from './identity.ts'
import { isPhrase } from './phrase.ts'

/** Both are on every device's disk. */
const KEY = 'identity'
const VERSION = 1

export type FoundIdentity = Identity | 'absent' | 'damaged'

/** Rejects with `StorageFailed` when the store does not answer: that is neither absent nor damaged. */
export async function readIdentity(store: DeviceStore): Promise<FoundIdentity> {
  const value = await store.get(KEY)
  return value === undefined ? 'absent' : (parseIdentity(value) ?? 'damaged')
}

/**
 * Keeps a new identity, durably when resolved. Resolves with what is on disk then: the given one,
 * or the one that another tab was faster to keep. Rejects with `StorageFailed`.
 */
export async function writeIdentity(
  store: DeviceStore,
  identity: Identity,
): Promise<Identity | 'damaged'> {
  try {
    await store.write([{ type: 'add', key: KEY, value: toKept(identity) }])
    return identity
  } catch (error) {
    if (!(error instanceof StorageFailed) || error.reason !== 'taken') throw error
    const found = await readIdentity(store)
    if (found === 'absent') throw error
    return found
  }
}

function toKept({ rootPublic, phrase, chain, device, box }: Identity): unknown {
  return {
    version: VERSION,
    rootPublic,
    phrase,
    chain: chain.map(({ devicePub, signature }) => ({ devicePub, signature })),
    deviceSecret: device.secretKey,
    boxSecret: box.secretKey,
  }
}

/** Only what is whole and fits together: the chain must lead from the root to the kept device key. */
function parseIdentity(value: unknown): Identity | undefined {
  if (!isObject(value) || value['version'] !== VERSION) return undefined
  const rootPublic = parseBytes32(value['rootPublic'])
  const deviceSecret = parseBytes32(value['deviceSecret'])
  const boxSecret = parseBytes32(value['boxSecret'])
  const chain = parseChain(value['chain'])
  const phrase = value['phrase']
  if (phrase !== undefined && !(typeof phrase === 'string' && isPhrase(phrase))) return undefined
  if (rootPublic === undefined || deviceSecret === undefined) return undefined
  if (boxSecret === undefined || chain === undefined) return undefined

  const person = personIdOf(rootPublic)
  const device = newKeyPair(deviceSecret)
  const subject = { root: rootPublic, personId16: idBytes(person), chain }
  const certified = verifyChain(pureVerifier, subject)
  if (certified === undefined || !equalBytes(certified, device.publicKey)) return undefined
  return { person, rootPublic, phrase, chain, device, box: boxKeyPair(boxSecret) }
}

function parseChain(value: unknown): CertificateChain | undefined {
  if (!Array.isArray(value)) return undefined
  const chain = value.flatMap((link: unknown) => parseCertificate(link) ?? [])
  return chain.length === value.length ? chain : undefined
}

function parseCertificate(value: unknown): Certificate | undefined {
  if (!isObject(value)) return undefined
  const { devicePub, signature } = value
  if (!(devicePub instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined
  return { devicePub, signature }
}

function parseBytes32(value: unknown): Uint8Array | undefined {
  return value instanceof Uint8Array && value.length === 32 ? value : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
