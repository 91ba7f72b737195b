/**
 * The reader: from records in a segment to records that are signed and opened.
 *
 * Signature first, then the seal; whether the group's rules let a record count is judged after that
 * (groups/judging.ts). Whatever lacks something for now (the device, a key) waits here and is looked
 * at again when the group document moves; nobody ever sees "unable to decrypt". A record with a wrong
 * signature is reported, once.
 */
import type { HeldRecord } from '@parley/gate'
import {
  type Content,
  type DeviceKey,
  type EnvelopeHeader,
  parseContent,
  type ParsedRecord,
  parseRecord,
  type Place,
  type RecordId,
  recordIdOf,
  type RetractBody,
  type RetractHeader,
  signedParts,
  toDeviceKey,
  type Writer,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import type { AsyncVerifier, Proof } from '@parley/signing'
import type { Keyring } from './keyring.ts'
import { openBody } from './open-body.ts'
import type { Proved } from './proved.ts'

export interface ReaderPorts {
  readonly keyring: Keyring
  readonly verify: AsyncVerifier
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** What was verified of a segment before. */
  provedIn(segment: number): Proved
  /** Resolves when nothing is under way that a person waits for. */
  leisure(): Promise<void>
  onRead(records: readonly OpenedRecord[], loaded: boolean): void
  /** No known device signed these: the document holding them cannot be trusted. */
  onForged(segment: number, places: readonly Place[]): void
}

/** Signed by `device`, and opened. Nobody has asked yet whether it counts. */
export interface OpenedRecord {
  readonly id: RecordId
  readonly segment: number
  readonly place: Place
  readonly device: DeviceKey
  readonly header: EnvelopeHeader | RetractHeader
  readonly says:
    | { readonly type: 'content'; readonly content: Content }
    | ({ readonly type: 'retract' } & RetractBody)
}

export interface Reader {
  read(segment: number, records: readonly HeldRecord[], loaded: boolean): void
  /** The group document moved: look again at what waits. */
  reconsider(): void
  /** The documents are read anew: what was read of them, or is under way, is forgotten. */
  forget(): void
  /** What has come so far is through; a long history from disk may still be under way. */
  caughtUp(): Promise<void>
  /** Everything read so far has been through. */
  idle(): Promise<void>
}

type SegmentRecord = Extract<
  ParsedRecord,
  { readonly header: EnvelopeHeader } | { readonly kind: 'retract' }
>

interface Read {
  readonly segment: number
  readonly place: Place
  readonly record: SegmentRecord
  readonly loaded: boolean
}

interface Signed extends Read {
  readonly id: RecordId
  readonly device: DeviceKey
}

/** Records verified and shown at once, when a person may be waiting for them: a few screens. */
const PORTION = 80
/** Of a history the others, between which the page draws. */
const LATER_PORTION = 320

export function newReader(ports: ReaderPorts): Reader {
  return new PortionReader(ports)
}

class PortionReader implements Reader {
  readonly #ports: ReaderPorts
  /** What has just come goes before what was on disk: an own message is on screen at once. */
  #fresh: Read[][] = []
  #loaded: Read[][] = []
  /** The older part of what was on disk. */
  #older: Read[][] = []
  #unknown: Read[] = []
  #waiting: Signed[] = []
  /** Another one when the documents are read anew. */
  #round = 0
  #run: Promise<void> | undefined
  #isFreshUnderWay = false
  #caughtUp: (() => void)[] = []
  #stir: () => void = () => undefined

  constructor(ports: ReaderPorts) {
    this.#ports = ports
  }

  read(segment: number, records: readonly HeldRecord[], loaded: boolean): void {
    this.#enqueue(
      loaded,
      records.flatMap((held) => parsed(segment, held, loaded) ?? []),
    )
  }

  reconsider(): void {
    const unknown = this.#unknown
    this.#unknown = []
    for (const loaded of [false, true])
      this.#enqueue(
        loaded,
        unknown.filter((read) => read.loaded === loaded),
      )
    const waiting = this.#waiting
    this.#waiting = []
    this.#show(waiting)
  }

  forget(): void {
    this.#round++
    this.#fresh = []
    this.#loaded = []
    this.#older = []
    this.#unknown = []
    this.#waiting = []
  }

  caughtUp(): Promise<void> {
    if (this.#fresh.length === 0 && !this.#isFreshUnderWay) return Promise.resolve()
    return new Promise((resolve) => this.#caughtUp.push(resolve))
  }

  async idle(): Promise<void> {
    await this.#run
  }

  /** Newest first and by portions, so that a long history shows its end before its beginning is verified. */
  #enqueue(loaded: boolean, reads: readonly Read[]): void {
    if (reads.length === 0) return
    const sorted = reads.length <= PORTION ? reads : reads.toSorted(newestFirst)
    const [first, others] = loaded ? [this.#loaded, this.#older] : [this.#fresh, this.#fresh]
    first.push(sorted.slice(0, PORTION))
    for (let at = PORTION; at < sorted.length; at += LATER_PORTION)
      others.push(sorted.slice(at, at + LATER_PORTION))
    this.#stir()
    this.#run ??= this.#work()
  }

  async #work(): Promise<void> {
    for (;;) {
      if (this.#fresh.length === 0) this.#tellCaughtUp()
      if (this.#mayRest()) await this.#rest()
      const portion = this.#fresh.shift() ?? this.#loaded.shift() ?? this.#older.shift()
      if (portion === undefined) break
      this.#isFreshUnderWay = portion[0]?.loaded === false
      const round = this.#round
      try {
        await this.#check(portion)
      } catch {
        // A verifier that failed says nothing about the records: they are asked about again.
        if (round === this.#round) this.#unknown.push(...portion)
      }
    }
    this.#run = undefined
  }

  #tellCaughtUp(): void {
    this.#isFreshUnderWay = false
    for (const resolve of this.#caughtUp.splice(0)) resolve()
  }

  #mayRest(): boolean {
    return this.#fresh.length === 0 && this.#loaded.length === 0 && this.#older.length > 0
  }

  /** Until there is time for what is older, or something has come that goes before it. */
  #rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#stir = resolve
      void this.#ports.leisure().then(resolve)
    })
  }

  async #check(reads: readonly Read[]): Promise<void> {
    const round = this.#round
    const { signed, forged, unknown, again } = await verifyAll(reads, this.#ports)
    if (round !== this.#round) return
    this.#unknown.push(...unknown)
    this.#enqueue(false, again)
    for (const segment of new Set(forged.map((read) => read.segment))) {
      const places = forged.filter((read) => read.segment === segment).map(({ place }) => place)
      this.#ports.onForged(segment, places)
    }
    this.#show(signed)
  }

  #show(signed: readonly Signed[]): void {
    const shown: { readonly record: OpenedRecord; readonly loaded: boolean }[] = []
    for (const entry of signed) {
      const record = opened(entry, this.#ports)
      if (record === 'waits') this.#waiting.push(entry)
      else if (record !== undefined) shown.push({ record, loaded: entry.loaded })
    }
    for (const loaded of [true, false]) {
      const batch = shown.filter((entry) => entry.loaded === loaded).map(({ record }) => record)
      if (batch.length > 0) this.#ports.onRead(batch, loaded)
    }
  }
}

function newestFirst(left: Read, right: Read): number {
  const [a, b] = [left.record.header.hlc, right.record.header.hlc]
  return a < b ? 1 : a > b ? -1 : 0
}

function parsed(segment: number, { place, bytes }: HeldRecord, loaded: boolean): Read | undefined {
  const record = parseRecord(bytes)
  if (record === undefined || record.home !== 'messages') return undefined
  if (record.kind === 'action' || record.kind === 'epoch' || record.kind === 'grant')
    return undefined
  return { segment, place, record, loaded }
}

/** `again`: a device came to be known while these were asked about; they are not judged by the others alone. */
async function verifyAll(reads: readonly Read[], ports: ReaderPorts) {
  const signed: Signed[] = []
  const open: Asked[] = []
  for (const read of reads) {
    const { place, record, segment } = read
    const id = recordIdOf(place, record.bytes)
    const devices = ports.devicesOf(place.writer)
    const device = ports.provedIn(segment).deviceOf(id, devices)
    if (device === undefined) open.push({ read, id, devices: [...devices] })
    else signed.push({ ...read, id, device: toDeviceKey(device) })
  }
  if (open.length === 0) return { signed, forged: [], unknown: [], again: [] }
  const authors = await authorsOf(open, ports)
  for (const { read, id } of open) {
    const device = authors.get(read)
    if (device === undefined) continue
    ports.provedIn(read.segment).note(id, device)
    signed.push({ ...read, id, device: toDeviceKey(device) })
  }
  const others = open.filter(({ read }) => !authors.has(read))
  const isSettled = ({ read, devices }: Asked) =>
    devices.length === ports.devicesOf(read.place.writer).length
  const settled = others.filter(isSettled)
  return {
    signed,
    again: readsOf(others.filter((asked) => !isSettled(asked))),
    unknown: readsOf(settled.filter(({ devices }) => devices.length === 0)),
    forged: readsOf(settled.filter(({ devices }) => devices.length > 0)),
  }
}

interface Asked {
  readonly read: Read
  readonly id: RecordId
  /** Known when it was asked about. */
  readonly devices: readonly Uint8Array[]
}

/** The device whose signature stands, of those that have one. */
async function authorsOf(
  asked: readonly Asked[],
  { verify }: ReaderPorts,
): Promise<ReadonlyMap<Read, Uint8Array>> {
  const candidates = asked.flatMap(({ read, devices }) =>
    devices.map((device) => ({ read, device })),
  )
  const answers = await verify(
    candidates.map(({ read, device }): Proof => ({
      publicKey: device,
      ...signedParts(read.place, read.record.bytes),
    })),
  )
  return new Map(
    candidates.flatMap(({ read, device }, at) => (answers[at] === true ? [[read, device]] : [])),
  )
}

function readsOf(asked: readonly Asked[]): readonly Read[] {
  return asked.map(({ read }) => read)
}

/** `waits`: its key may yet come. `undefined`: it says nothing that anybody could read. */
function opened(read: Signed, ports: ReaderPorts): OpenedRecord | 'waits' | undefined {
  const { segment, id, place, device, record } = read
  const { header } = record
  const signed = { id, segment, place, device, header }
  if (record.kind === 'retract')
    return {
      ...signed,
      says: { type: 'retract', message: record.message, targets: record.targets },
    }
  if (!isEnvelope(header)) return undefined
  if (header.epoch !== undefined && ports.keyring.keyOf(header.epoch) === undefined) return 'waits'
  const padded = openBody({ ...record, place, header }, ports.keyring)
  const bytes = padded && unpad(padded)
  const content = bytes && parseContent(bytes)
  return content && { ...signed, says: { type: 'content', content } }
}

function isEnvelope(header: EnvelopeHeader | RetractHeader): header is EnvelopeHeader {
  return 'nonce' in header
}
