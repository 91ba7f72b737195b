/**
 * Healing: whoever holds a key gives it to those who are owed it and lack it.
 *
 * Each holder waits its turn (backoff.ts), a little at random so that the tabs of one device do not
 * step in together, and looks again before it gives: what somebody else gave meanwhile is not given
 * again. What this device gave and is still told as missing is given once more and then let be.
 */
import type { EpochId } from '@parley/protocol'
import type { Clock, Random, Stop } from '../ports.ts'
import { type PlaceInLine, waitFor } from './backoff.ts'

/** One row that is missing. */
export interface OwedRow {
  readonly epoch: EpochId
  readonly boxPublic: Uint8Array
  /** The box is this person's own, or it was this device that let it in. */
  readonly isOurs: boolean
}

export interface HealingPorts {
  readonly clock: Clock
  readonly random: Random
  /** What could be given now by this device; nothing while the relay's word is not here. */
  owed(): readonly OwedRow[]
  placeFor(epoch: EpochId): PlaceInLine
  /** Never rejects. */
  give(rows: readonly OwedRow[]): Promise<void>
}

export interface Healing {
  /** Something changed that may have made, or met, a want. */
  look(): void
  close(): void
}

/** Others' rows are waited for at least this long; for an own box nobody is waited for. */
const FIRST_WAIT_MS = 120
const JITTER_MS = 40
const MAX_GIVEN_COUNT = 2
/** Several that come in together are served together. */
const PAUSE_MS = 1_000

export function newHealing(ports: HealingPorts): Healing {
  return new PatientHealing(ports)
}

class PatientHealing implements Healing {
  readonly #ports: HealingPorts
  readonly #givenCounts = new Map<string, number>()
  #cancel: Stop | undefined
  #dueAt = 0
  #isGiving = false
  #restsUntil = 0

  constructor(ports: HealingPorts) {
    this.#ports = ports
  }

  look(): void {
    if (this.#isGiving) return
    const wanted = this.#wanted()
    if (wanted.length === 0) return this.close()
    const { clock, random } = this.#ports
    const wait = this.#waitOf(wanted)
    const jitter = ((random(1)[0] ?? 0) / 256) * JITTER_MS
    const at = Math.max(clock.now() + wait + jitter, this.#restsUntil)
    if (this.#cancel !== undefined && this.#dueAt <= at) return
    this.#cancel?.()
    this.#dueAt = at
    this.#cancel = clock.after(at - clock.now(), () => void this.#step())
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  async #step(): Promise<void> {
    this.#cancel = undefined
    const wanted = this.#wanted()
    if (wanted.length === 0) return
    for (const row of wanted) {
      const name = nameOf(row)
      this.#givenCounts.set(name, (this.#givenCounts.get(name) ?? 0) + 1)
    }
    this.#isGiving = true
    try {
      await this.#ports.give(wanted)
    } finally {
      this.#isGiving = false
      this.#restsUntil = this.#ports.clock.now() + PAUSE_MS
      this.look()
    }
  }

  #wanted(): readonly OwedRow[] {
    return this.#ports
      .owed()
      .filter((row) => (this.#givenCounts.get(nameOf(row)) ?? 0) < MAX_GIVEN_COUNT)
  }

  #waitOf(wanted: readonly OwedRow[]): number {
    if (wanted.some(({ isOurs }) => isOurs)) return 0
    // One line for all of it, and the same one everywhere: whoever steps in gives everything.
    const [first] = wanted.map(({ epoch }) => epoch).toSorted()
    return first === undefined ? 0 : FIRST_WAIT_MS + waitFor(this.#ports.placeFor(first))
  }
}

function nameOf({ epoch, boxPublic }: OwedRow): string {
  return `${epoch}/${String(boxPublic)}`
}
