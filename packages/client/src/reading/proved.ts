/**
 * Which records of a document this device has found signed, and by which device: kept beside the document,
 * so that a start does not verify a history anew.
 *
 * A record's id binds its place and all its bytes, signature included: whatever else comes to lie on the disk is
 * verified as if it had just come. Rules RD13 to RD15.
 */
import { type DeviceKey, type RecordId, toDeviceKey } from '@parley/protocol'
import type { Clock, DeviceStore, Stop } from '../ports.ts'

export interface Proved {
  /** Which of these devices signed it, as far as that is known here. */
  deviceOf(id: RecordId, devices: readonly Uint8Array[]): Uint8Array | undefined
  /** It was verified: this device signed it. */
  note(id: RecordId, device: Uint8Array): void
  /** What is not kept by now is verified once more. */
  close(): void
}

export interface ProvedPorts {
  readonly store: DeviceStore
  readonly clock: Clock
  /** The document's name. */
  readonly doc: string
}

/** Base64url of 16 bytes. */
const ID_LENGTH = 22
const SAVE_AFTER_MS = 1_000
/** All is written anew each time, so a little more is left unwritten the more there is. */
const UNKEPT_PART = 0.1

export async function openProved(ports: ProvedPorts): Promise<Proved> {
  // What cannot be read is verified again.
  const kept = await ports.store.get(provedKey(ports.doc)).catch(() => undefined)
  return new KeptProved(ports, parseKept(kept))
}

/** Nothing is known and nothing is kept. */
export const NOTHING_PROVED: Proved = {
  deviceOf: () => undefined,
  note: () => undefined,
  close: () => undefined,
}

export function provedKey(doc: string): string {
  return `proved/${doc}`
}

class KeptProved implements Proved {
  readonly #ports: ProvedPorts
  readonly #known: Map<DeviceKey, Set<RecordId>>
  #unkeptCount = 0
  #cancelSave: Stop | undefined

  constructor(ports: ProvedPorts, known: Map<DeviceKey, Set<RecordId>>) {
    this.#ports = ports
    this.#known = known
  }

  deviceOf(id: RecordId, devices: readonly Uint8Array[]): Uint8Array | undefined {
    return devices.find((device) => this.#known.get(toDeviceKey(device))?.has(id) === true)
  }

  note(id: RecordId, device: Uint8Array): void {
    const key = toDeviceKey(device)
    this.#known.set(key, (this.#known.get(key) ?? new Set<RecordId>()).add(id))
    this.#unkeptCount++
    this.#cancelSave ??= this.#ports.clock.after(SAVE_AFTER_MS, () => this.#save())
  }

  close(): void {
    this.#cancelSave?.()
  }

  #save(): void {
    this.#cancelSave = undefined
    const sets = [...this.#known.values()]
    const knownCount = sets.reduce((count, ids) => count + ids.size, 0)
    if (this.#unkeptCount < knownCount * UNKEPT_PART) return
    this.#unkeptCount = 0
    const { store, doc } = this.#ports
    const value = Array.from(this.#known, ([device, ids]) => [device, [...ids].join('')])
    store.writeSoon([{ type: 'put', key: provedKey(doc), value }]).catch(() => undefined)
  }
}

function parseKept(value: unknown): Map<DeviceKey, Set<RecordId>> {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  const known = new Map<DeviceKey, Set<RecordId>>()
  for (const row of rows) {
    const [device, ids] = Array.isArray(row) ? (row as readonly unknown[]) : []
    if (typeof device !== 'string' || typeof ids !== 'string') continue
    known.set(device as DeviceKey, new Set(idsIn(ids)))
  }
  return known
}

function* idsIn(text: string): Iterable<RecordId> {
  for (let at = 0; at + ID_LENGTH <= text.length; at += ID_LENGTH)
    yield text.slice(at, at + ID_LENGTH) as RecordId
}
