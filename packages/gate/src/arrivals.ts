/**
 * What this update has brought so far, and which sections wait for something of it.
 *
 * A section that lacks an action or a device is looked at again when exactly that arrives, so
 * that judging again and again until nothing more is accepted costs no more than the update is long.
 */
import {
  introducedDevice,
  parseDocName,
  prefixOf,
  type RecordId,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import type { AcceptedRecord } from './facts.ts'
import { introductionIn } from './verify-record.ts'

/** An action, or any device of a prefix. */
export type Lack =
  | { readonly type: 'action'; readonly id: RecordId }
  | { readonly type: 'device'; readonly prefix: number }

export class Arrivals<Section> {
  readonly #ids = new Set<RecordId>()
  readonly #actions = new Set<RecordId>()
  readonly #devices = new Map<number, Map<string, Uint8Array>>()
  readonly #waiting = new Map<RecordId | number, Section[]>()
  readonly #woken: Section[] = []

  /** Whether a map has this entry by now. */
  hasEntry(id: RecordId): boolean {
    return this.#ids.has(id)
  }

  hasAction(id: RecordId): boolean {
    return this.#actions.has(id)
  }

  devicesOf(prefix: number): readonly Uint8Array[] {
    return [...(this.#devices.get(prefix)?.values() ?? [])]
  }

  /** A record was accepted: whoever waited for it is woken. */
  add({ id, record, place }: AcceptedRecord): void {
    if (record.home === 'messages') return
    this.#ids.add(id)
    if (record.kind !== 'action') return
    this.#actions.add(id)
    this.#wake(id)
    const person = introductionIn(record)
    const group = parseDocName(place.doc)?.group
    if (person === undefined || group === undefined) return
    const device = introducedDevice(person)
    const key = toDeviceKey(device)
    const prefix = writerPrefix(group, device)
    const known = this.#devices.get(prefix) ?? new Map<string, Uint8Array>()
    if (known.has(key)) return
    this.#devices.set(prefix, known.set(key, device))
    this.#wake(prefix)
  }

  wait(lack: Lack, section: Section): void {
    const key = lack.type === 'action' ? lack.id : lack.prefix
    const others = this.#waiting.get(key)
    if (others === undefined) this.#waiting.set(key, [section])
    else others.push(section)
  }

  /** The next section to judge again, if any. */
  next(): Section | undefined {
    return this.#woken.pop()
  }

  #wake(key: RecordId | number): void {
    const sections = this.#waiting.get(key)
    if (sections === undefined) return
    this.#waiting.delete(key)
    for (const section of sections) this.#woken.push(section)
  }
}

/** The lack of a writer whose device is not known. */
export function lackOfDevice(writer: number): Lack {
  return { type: 'device', prefix: prefixOf(writer) }
}
