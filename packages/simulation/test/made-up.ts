/** People out of nothing: anybody can make keys and sign well with them. */
import * as crypto from 'node:crypto'
import { encodeUpdate, joinBytes } from '@parley/gate'
import {
  type Action,
  actionRecordType,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  groupDoc,
  type GroupId,
  idBytes,
  type Introduction,
  newWriter,
  personIdOf,
  type RecordId,
  signedRecord,
  toRecordId,
  unsignedRecord,
  writerPrefix,
} from '@parley/protocol'
import { type KeyPair, newKeyPair, nodeSigner, signCertificate } from '@parley/signing'
import * as Y from 'yjs'

const sign = nodeSigner(crypto)

export function newKeys(): KeyPair {
  return newKeyPair(Uint8Array.from(crypto.randomBytes(32)))
}

interface MadeUp {
  readonly introduction: Introduction
  /** An update of this one act, at the first place of their device. */
  first(group: GroupId, action: Action, parents: readonly RecordId[]): Uint8Array
}

function newMadeUp(): MadeUp {
  const [root, keys] = [newKeys(), newKeys()]
  const personId16 = idBytes(personIdOf(root.publicKey))
  const devicePublic = keys.publicKey
  const signature = signCertificate({ issuer: root, personId16, devicePub: devicePublic })
  const chain = [{ devicePublic, signature }]
  return {
    introduction: { root: root.publicKey, chain, box: new Uint8Array(32).fill(7) },
    first(group, action, parents) {
      const header = encodeActionHeader({ claimedRole: 'member', parents, hlc: 1n })
      const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
      const writer = newWriter(writerPrefix(group, devicePublic), 1)
      const place = { doc: groupDoc(group), writer, clock: 0 }
      const record = signedRecord(unsigned, sign(bytesToSign(place, unsigned), keys))
      return encodeUpdate(place.doc, [{ writer, clock: 0, records: [record] }])
    },
  }
}

/** A join by somebody made up, signed with this key as its link's. */
export function madeUpJoin(group: GroupId, invite: RecordId, link: KeyPair): Uint8Array {
  const { introduction: person, first } = newMadeUp()
  const inviteSignature = sign(joinBytes(group, person), link)
  return first(group, { type: 'join', invite, person, inviteSignature }, [invite])
}

/** The same of a link that is nowhere, so that it builds on nothing. */
export function madeUpJoinOfNoLink(group: GroupId): Uint8Array {
  const { introduction: person, first } = newMadeUp()
  const invite = toRecordId(crypto.randomBytes(16))
  const inviteSignature = sign(joinBytes(group, person), newKeys())
  return first(group, { type: 'join', invite, person, inviteSignature }, [])
}

/** A device of somebody whom nothing else names. */
export function madeUpDevice(group: GroupId, parents: readonly RecordId[]): Uint8Array {
  const { introduction: person, first } = newMadeUp()
  return first(group, { type: 'device', person, rootSignature: undefined }, parents)
}

/** As one update, as a file has it. */
export function together(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}
