/**
 * The identity on disk.
 *
 * A damaged one is told apart from none: whoever began anew over a damaged one would lose a person
 * that a repair, or the phrase, could bring back. So nothing here overwrites what it cannot read.
 * Rules ID5 to ID9, ID12, ID19.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, equalBytes, idBytes, personIdOf } from '@parley/protocol'
import { boxKeyPair, firstBoxOf } from '@parley/sealing'
import {
  type Certificate,
  type CertificateChain,
  type KeyPair,
  newKeyPair,
  pureVerifier,
  verifyChain,
} from '@parley/signing'
import type { DeviceStore, StoreChange } from '../ports.ts'
import { StorageFailed } from '../stores/storage-failed.ts'
import { type Identity, type OwnBox, sortedBoxes } from './identity.ts'
import { isPhrase, rootOfPhrase } from './phrase.ts'

/** Both are on every device's disk. */
const KEY = 'identity'
const VERSION = 2

export type FoundIdentity = Identity | 'absent' | 'damaged'

/** Rejects with `StorageFailed` when the store does not answer: that is neither absent nor damaged. */
export async function readIdentity(store: DeviceStore): Promise<FoundIdentity> {
  const value = await store.get(KEY)
  return value === undefined ? 'absent' : (parseIdentity(value) ?? 'damaged')
}

/** Whether this is what an identity looks like on disk. */
export function isKeptIdentity(value: unknown): boolean {
  return parseIdentity(value) !== undefined
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

/** Puts this identity in the place of the one that was read. */
export function identityChange(identity: Identity): StoreChange {
  return { type: 'put', key: KEY, value: toKept(identity) }
}

function toKept(identity: Identity): unknown {
  const { rootPublic, phrase, isRecovering, chain, device, boxes } = identity
  return {
    version: VERSION,
    rootPublic,
    phrase,
    isRecovering,
    chain: chain.map(({ devicePub, signature }) => ({ devicePub, signature })),
    deviceSecret: device.secretKey,
    boxes: boxes.map(({ generation, secretKey, publicKey }) => ({
      generation,
      secret: secretKey,
      public: publicKey,
    })),
    sum: sumOf({ rootPublic, chain, deviceSecret: device.secretKey, boxes }),
  }
}

/** What belongs together: where it is found again as it was written, no key need be computed to see that it fits. */
interface Fitting {
  readonly rootPublic: Uint8Array
  readonly chain: CertificateChain
  readonly deviceSecret: Uint8Array
  readonly boxes: readonly OwnBox[]
}

function sumOf({ rootPublic, chain, deviceSecret, boxes }: Fitting): Uint8Array {
  const counts = Uint8Array.of(chain.length, boxes.length)
  const certificates = chain.flatMap(({ devicePub, signature }) => [devicePub, signature])
  const keys = boxes.flatMap(({ generation, secretKey, publicKey }) => [
    new Uint8Array(Float64Array.of(generation).buffer),
    secretKey,
    publicKey,
  ])
  return sha256(concatBytes(counts, rootPublic, ...certificates, deviceSecret, ...keys))
}

/** Only what is whole and fits together: the chain must lead from the root to the kept device key. */
function parseIdentity(value: unknown): Identity | undefined {
  if (!isObject(value)) return undefined
  const rootPublic = parseBytes32(value['rootPublic'])
  const deviceSecret = parseBytes32(value['deviceSecret'])
  const chain = parseChain(value['chain'])
  const phrase = value['phrase']
  if (phrase !== undefined && !(typeof phrase === 'string' && isPhrase(phrase))) return undefined
  const kept = parseBoxes(value, phrase)
  if (rootPublic === undefined || deviceSecret === undefined) return undefined
  if (kept === undefined || chain === undefined) return undefined

  const found = { rootPublic, chain, deviceSecret, boxes: kept }
  const isAsWritten = isEqual(value['sum'], sumOf(found))
  const device = isAsWritten ? deviceIn(found) : certifiedDevice(found)
  const boxes = isAsWritten ? kept : kept.map(computedBox)
  const [first] = boxes
  if (device === undefined || first === undefined) return undefined
  const person = personIdOf(rootPublic)
  const isRecovering = value['isRecovering'] === true
  return { person, rootPublic, phrase, isRecovering, chain, device, ...sortedBoxes(boxes, first) }
}

function computedBox({ generation, secretKey }: OwnBox): OwnBox {
  return { generation, ...boxKeyPair(secretKey) }
}

function deviceIn({ chain, deviceSecret }: Fitting): KeyPair | undefined {
  const last = chain.at(-1)
  return last && { publicKey: last.devicePub, secretKey: deviceSecret }
}

/** `undefined` unless the chain leads from the root to this key. */
function certifiedDevice({ rootPublic: root, chain, deviceSecret }: Fitting): KeyPair | undefined {
  const device = newKeyPair(deviceSecret)
  const subject = { root, personId16: idBytes(personIdOf(root)), chain }
  return isEqual(verifyChain(pureVerifier, subject), device.publicKey) ? device : undefined
}

function isEqual(one: unknown, other: Uint8Array): boolean {
  return one instanceof Uint8Array && equalBytes(one, other)
}

function parseBoxes(
  value: Readonly<Record<string, unknown>>,
  phrase: string | undefined,
): readonly OwnBox[] | undefined {
  if (value['version'] === 1) return boxesOfVersion1(value['boxSecret'], phrase)
  const kept = value['boxes']
  if (value['version'] !== VERSION || !Array.isArray(kept)) return undefined
  const boxes = kept.flatMap((box: unknown) => parseBox(box) ?? [])
  return boxes.length === kept.length ? boxes : undefined
}

/** That version's one box was random: it goes on as a later generation than the root's own. */
function boxesOfVersion1(
  boxSecret: unknown,
  phrase: string | undefined,
): readonly OwnBox[] | undefined {
  const secret = parseBytes32(boxSecret)
  if (secret === undefined) return undefined
  const root = phrase === undefined ? undefined : rootOfPhrase(phrase)
  const first = root && { generation: 0, ...firstBoxOf(root.secretKey) }
  return [...(first ? [first] : []), { generation: 1, ...boxKeyPair(secret) }]
}

function parseBox(value: unknown): OwnBox | undefined {
  if (!isObject(value)) return undefined
  const { generation } = value
  const secret = parseBytes32(value['secret'])
  if (secret === undefined || !Number.isSafeInteger(generation)) return undefined
  const publicKey = parseBytes32(value['public'])
  if (publicKey === undefined) return { generation: Number(generation), ...boxKeyPair(secret) }
  return { generation: Number(generation), publicKey, secretKey: secret }
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
