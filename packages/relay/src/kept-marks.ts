/**
 * The read marks of one group that a relay keeps: the newest of each device, within bounds.
 *
 * Anybody may have any number of devices, so each person has room for a few, and all together for no more
 * bytes than a socket's queue (AT91). Devices that are gone make room. Rule RE24.
 */
import type { Roster } from '@parley/group'
import { type DeviceKey, parseSealedMark, type PersonId, type SealedMark } from '@parley/protocol'
import { isPresent } from './access.ts'

export interface KeptMarks {
  get(device: DeviceKey): SealedMark | undefined
  /** Of devices that are present by the roster; of this person's only, if one is named. */
  present(roster: Roster, person?: PersonId): readonly SealedMark[]
  /** Whether it may be kept beside the others, or in the place of its device's earlier one. */
  hasRoom(mark: SealedMark, roster: Roster): boolean
  set(mark: SealedMark): void
}

const MAX_DEVICES = 32
const MAX_BYTES = 16 * 1_048_576

/** From what lies on disk. */
export function newKeptMarks(stored: readonly Uint8Array[]): KeptMarks {
  return new MarksByDevice(stored.flatMap((bytes) => parseSealedMark(bytes) ?? []))
}

class MarksByDevice implements KeptMarks {
  readonly #marks = new Map<DeviceKey, SealedMark>()
  #bytesCount = 0

  constructor(marks: readonly SealedMark[]) {
    for (const mark of marks) this.set(mark)
  }

  get(device: DeviceKey): SealedMark | undefined {
    return this.#marks.get(device)
  }

  present(roster: Roster, person?: PersonId): readonly SealedMark[] {
    if (person === undefined)
      return [...this.#marks.values()].filter(({ device }) => isPresent(roster, device))
    return this.#ofPerson(roster, person)
  }

  hasRoom(mark: SealedMark, roster: Roster): boolean {
    const person = roster.personOf(mark.device)
    const known = this.#marks.get(mark.device)
    const isOneMore = known === undefined && person !== undefined
    if (isOneMore && this.#ofPerson(roster, person).length >= MAX_DEVICES) return false
    const more = bytesOf(mark) - (known === undefined ? 0 : bytesOf(known))
    if (this.#bytesCount + more > MAX_BYTES) this.#forgetGone(roster)
    return this.#bytesCount + more <= MAX_BYTES
  }

  set(mark: SealedMark): void {
    this.#forget(mark.device)
    this.#marks.set(mark.device, mark)
    this.#bytesCount += bytesOf(mark)
  }

  #ofPerson(roster: Roster, person: PersonId): readonly SealedMark[] {
    const devices = roster.members.get(person)?.devices ?? []
    return devices.flatMap((device) => this.#marks.get(device) ?? [])
  }

  #forgetGone(roster: Roster): void {
    for (const device of [...this.#marks.keys()])
      if (!isPresent(roster, device)) this.#forget(device)
  }

  #forget(device: DeviceKey): void {
    const mark = this.#marks.get(device)
    if (mark !== undefined) this.#bytesCount -= bytesOf(mark)
    this.#marks.delete(device)
  }
}

function bytesOf({ sealed }: SealedMark): number {
  return sealed.length
}
