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

export interface ReaderPorts {
  readonly keyring: Keyring
  readonly verify: AsyncVerifier
  devicesOf(writer: Writer): readonly Uint8Array[]
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
  readonly id: RecordId
  readonly record: SegmentRecord
  readonly loaded: boolean
}

interface Signed extends Read {
  readonly device: DeviceKey
}

/** Records verified and shown at once: a few screens. */
const PORTION = 200

export function newReader(ports: ReaderPorts): Reader {
  return new PortionReader(ports)
}

class PortionReader implements Reader {
  readonly #ports: ReaderPorts
  /** What has just come goes before what was on disk: an own message is on screen at once. */
  #fresh: Read[][] = []
  #loaded: Read[][] = []
  #unknown: Read[] = []
  #waiting: Signed[] = []
  /** Another one when the documents are read anew. */
  #round = 0
  #run: Promise<void> | undefined
  #isFreshUnderWay = false
  #caughtUp: (() => void)[] = []

  constructor(ports: ReaderPorts) {
    this.#ports = ports
  }

  read(segment: number, records: readonly HeldRecord[], loaded: boolean): void {
    this.#enqueue(
      loaded ? this.#loaded : this.#fresh,
      records.flatMap((held) => parsed(segment, held, loaded) ?? []),
    )
  }

  reconsider(): void {
    const unknown = this.#unknown
    this.#unknown = []
    for (const loaded of [false, true]) {
      this.#enqueue(
        loaded ? this.#loaded : this.#fresh,
        unknown.filter((read) => read.loaded === loaded),
      )
    }
    const waiting = this.#waiting
    this.#waiting = []
    this.#show(waiting)
  }

  forget(): void {
    this.#round++
    this.#fresh = []
    this.#loaded = []
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
  #enqueue(queue: Read[][], reads: readonly Read[]): void {
    const sorted = reads.length <= PORTION ? reads : reads.toSorted(newestFirst)
    for (let at = 0; at < sorted.length; at += PORTION) queue.push(sorted.slice(at, at + PORTION))
    if (sorted.length > 0) this.#run ??= this.#work()
  }

  async #work(): Promise<void> {
    for (let portion = this.#next(); portion !== undefined; portion = this.#next()) {
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

  #next(): Read[] | undefined {
    const fresh = this.#fresh.shift()
    this.#isFreshUnderWay = fresh !== undefined
    if (fresh !== undefined) return fresh
    for (const resolve of this.#caughtUp.splice(0)) resolve()
    return this.#loaded.shift()
  }

  async #check(reads: readonly Read[]): Promise<void> {
    const round = this.#round
    const { signed, forged, unknown, again } = await verifyAll(reads, this.#ports)
    if (round !== this.#round) return
    this.#unknown.push(...unknown)
    if (again.length > 0) this.#enqueue(this.#fresh, again)
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
  return { segment, place, id: recordIdOf(place, bytes), record, loaded }
}

/** `again`: a device came to be known while these were asked about; they are not judged by the others alone. */
async function verifyAll(reads: readonly Read[], ports: ReaderPorts) {
  const knownCount = (read: Read) => ports.devicesOf(read.place.writer).length
  const askedCounts = new Map(reads.map((read) => [read, knownCount(read)]))
  const candidates = reads.flatMap((read) =>
    ports.devicesOf(read.place.writer).map((device) => ({ read, device })),
  )
  const answers = await ports.verify(
    candidates.map(({ read, device }): Proof => ({
      publicKey: device,
      ...signedParts(read.place, read.record.bytes),
    })),
  )
  const devices = new Map<Read, Uint8Array>()
  candidates.forEach(({ read, device }, at) => {
    if (answers[at] === true) devices.set(read, device)
  })
  const signed = reads.flatMap((read): readonly Signed[] => {
    const device = devices.get(read)
    return device === undefined ? [] : [{ ...read, device: toDeviceKey(device) }]
  })
  const others = reads.filter((read) => !devices.has(read))
  const isSettled = (read: Read) => askedCounts.get(read) === knownCount(read)
  const settled = others.filter(isSettled)
  return {
    signed,
    again: others.filter((read) => !isSettled(read)),
    unknown: settled.filter((read) => knownCount(read) === 0),
    forged: settled.filter((read) => knownCount(read) > 0),
  }
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
