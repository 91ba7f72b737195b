/**
 * A device with a link to a real relay and nothing else of a client: it signs records, puts them into
 * documents and remembers what the relay said about them.
 */
import * as crypto from 'node:crypto'
import { openRelayLink, type Following, type RelayLink, type Socket } from '@parley/client'
import { type DocRecords, encodeUpdate, joinBytes, recordsIn } from '@parley/gate'
import {
  type Acknowledgement,
  type Action,
  actionRecordType,
  bytesToSign,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  groupDoc,
  type GroupId,
  groupIdOf,
  idBytes,
  type Introduction,
  newWriter,
  parseDocName,
  personIdOf,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
  type Refusal,
  type Role,
  signedRecord,
  toEpochId,
  unsignedRecord,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import { nodePorts, type Relay, type RelaySocket } from '@parley/relay'
import { type KeyPair, newKeyPair, nodeSigner, signCertificate } from '@parley/signing'
import * as Y from 'yjs'

export const ORIGIN = 'ws://relay.test'

const sign = nodeSigner(crypto)

export interface Line {
  readonly doc: Y.Doc
  readonly records: DocRecords
  readonly following: Following
  readonly acks: readonly Acknowledgement[]
  readonly refusals: readonly Refusal[]
  readonly closed: readonly number[]
}

/** The relay that is up now, and a way to break every line to it. */
export class Network {
  relay: Relay | undefined
  readonly #ends = new Set<() => void>()

  dial(): Socket {
    const wire = newMemoryWire()
    this.#ends.add(wire.end)
    queueMicrotask(() => {
      if (this.relay === undefined) return wire.end()
      this.relay.accept(wire.server, { address: 'test' })
      wire.open()
    })
    return wire.client
  }

  dropLines(): void {
    for (const end of this.#ends) end()
  }
}

type Tell<T> = (told: T) => void

/** Both ends of a socket; frames in order, each a microtask later. */
function newMemoryWire() {
  const told = {
    open: [] as Tell<void>[],
    client: [] as Tell<Uint8Array>[],
    server: [] as Tell<Uint8Array>[],
    clientClose: [] as Tell<number>[],
    serverClose: [] as Tell<void>[],
  }
  let isOver = false
  function end(): void {
    if (isOver) return
    isOver = true
    for (const tell of told.serverClose) tell()
    for (const tell of told.clientClose) tell(1006)
  }
  function pass(to: readonly Tell<Uint8Array>[], bytes: Uint8Array): void {
    queueMicrotask(() => {
      if (!isOver) for (const tell of to) tell(bytes)
    })
  }
  const client: Socket = {
    send: (bytes) => pass(told.server, bytes),
    close: () => queueMicrotask(end),
    onOpen: (listen) => told.open.push(listen),
    onMessage: (listen) => told.client.push(listen),
    onClose: (listen) => told.clientClose.push(listen),
  }
  const server: RelaySocket = {
    send: (bytes) => pass(told.client, bytes),
    close: () => queueMicrotask(end),
    queuedBytes: () => 0,
    onMessage: (listen) => void told.server.push(listen),
    onClose: (listen) => void told.serverClose.push(listen),
  }
  return { client, server, end, open: () => told.open.forEach((tell) => tell()) }
}

/** A group as its founder makes it: two records of one writer. */
export interface Founded {
  readonly group: GroupId
  readonly invite: RecordId
  readonly link: KeyPair
}

export class LinkDevice {
  readonly keys = newKeys()
  readonly introduction: Introduction
  readonly link: RelayLink
  readonly #docs = new Map<string, Y.Doc>()
  readonly #clocks = new Map<string, number>()

  constructor(network: Network) {
    const root = newKeys()
    const personId16 = idBytes(personIdOf(root.publicKey))
    const devicePublic = this.keys.publicKey
    const signature = signCertificate({ issuer: root, personId16, devicePub: devicePublic })
    const chain = [{ devicePublic, signature }]
    this.introduction = { root: root.publicKey, chain, box: new Uint8Array(32).fill(7) }
    const { clock, random } = nodePorts()
    this.link = openRelayLink({
      clock,
      random,
      origin: ORIGIN,
      device: this.keys,
      sign: (message) => sign(message, this.keys),
      url: `${ORIGIN}/`,
      dial: () => network.dial(),
      inventory: () =>
        [...this.#docs.keys()].map((doc) => ({ doc, digest: new Uint8Array(32).fill(1) })),
    })
  }

  docOf(name: string): Y.Doc {
    const doc = this.#docs.get(name) ?? new Y.Doc()
    this.#docs.set(name, doc)
    return doc
  }

  follow(name: string): Line {
    const doc = this.docOf(name)
    const records = recordsIn(doc, name)
    const members = (): Y.Map<unknown> => this.docOf(name.split('/')[0] ?? '').getMap('members')
    const told = {
      acks: [] as Acknowledgement[],
      refusals: [] as Refusal[],
      closed: [] as number[],
    }
    const following = this.link.follow({
      name,
      doc,
      facts: {
        doc: name,
        placesOf: records.placesOf,
        recordAt: records.recordAt,
        hasEntry: records.hasEntry,
        devicesOf: () => [],
        hasAction: (id) => members().has(id),
        isOwn: () => false,
        refusedFrom: () => undefined,
        liveClocks: records.liveClocks,
        takesMissing: true,
        explains: () => false,
        accountsFor: () => false,
        mayDelete: () => false,
      },
      onAcks: (acks) => void told.acks.push(...acks),
      onRefusals: (refusals) => void told.refusals.push(...refusals),
      onIncomingRefused: () => following.resync(),
      onSynced: () => undefined,
      onClosed: (code) => void told.closed.push(code),
      onFatal: (broke) => {
        throw new Error(`the relay sent what breaks ${broke}`)
      },
    })
    return { doc, records, following, ...told }
  }

  found(): Founded {
    const person = this.introduction
    const random = Uint8Array.from(crypto.randomBytes(32))
    const found: Action = { type: 'found', random, encrypted: true, policy: [], person }
    const header = encodeActionHeader({ claimedRole: 'founder', parents: [], hlc: 1n })
    const group = groupIdOf(header, encodeActionBody(found))
    const founded = this.act(group, found, { role: 'founder', parents: [] })
    const link = newKeys()
    const boxPublic = new Uint8Array(32).fill(5)
    const limits = { needsApproval: false, expiresAt: 0, usesCount: 0 }
    const invite = this.act(
      group,
      { type: 'invite', signPublic: link.publicKey, boxPublic, role: 'member', ...limits },
      { role: 'founder', parents: [founded] },
    )
    return { group, invite, link }
  }

  proveLink({ group, invite, link }: Founded): void {
    this.link.proveLink({ group, invite, sign: (message) => sign(message, link) })
  }

  join({ group, invite, link }: Founded): RecordId {
    const person = this.introduction
    const inviteSignature = sign(joinBytes(group, person), link)
    const join: Action = { type: 'join', invite, person, inviteSignature }
    return this.act(group, join, { role: 'member', parents: [invite] })
  }

  act(group: GroupId, action: Action, how: { role: Role; parents: readonly RecordId[] }): RecordId {
    const header = encodeActionHeader({ claimedRole: how.role, parents: how.parents, hlc: 1n })
    const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
    return this.#write(groupDoc(group), unsigned)
  }

  post(doc: string, head: RecordId, bodyBytes = 80): RecordId {
    const header = encodeEnvelopeHeader({
      hlc: 1n,
      heads: [head],
      placesHeld: 0,
      epoch: toEpochId(new Uint8Array(16).fill(9)),
      nonce: new Uint8Array(24),
    })
    return this.#write(doc, unsignedRecord(RECORD_TYPE.envelope, header, new Uint8Array(bodyBytes)))
  }

  writerIn(doc: string): Writer {
    const group = parseDocName(doc)?.group
    if (group === undefined) throw new Error('not a document of a group')
    return newWriter(writerPrefix(group, this.keys.publicKey), 1)
  }

  #write(doc: string, unsigned: Uint8Array): RecordId {
    const writer = this.writerIn(doc)
    const place = { doc, writer, clock: this.#clocks.get(doc) ?? 0 }
    this.#clocks.set(doc, place.clock + 1)
    const record = signedRecord(unsigned, sign(bytesToSign(place, unsigned), this.keys))
    Y.applyUpdate(this.docOf(doc), encodeUpdate(doc, [{ ...place, records: [record] }]), 'own')
    return recordIdOf(place, record)
  }
}

function newKeys(): KeyPair {
  return newKeyPair(Uint8Array.from(crypto.randomBytes(32)))
}
