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
const AGAIN_AFTER_MS = 10_000
/** What is due this soon is given along: who comes in together is served together. */
const TOGETHER_MS = 100

export function newHealing(ports: HealingPorts): Healing {
  return new PatientHealing(ports)
}

class PatientHealing implements Healing {
  readonly #ports: HealingPorts
  readonly #given = new Map<string, { readonly count: number; readonly at: number }>()
  /** When this device's turn comes for each row that is missing. */
  #dueAt = new Map<string, number>()
  #cancel: Stop | undefined
  #isGiving = false

  constructor(ports: HealingPorts) {
    this.#ports = ports
  }

  look(): void {
    if (this.#isGiving) return
    const wanted = this.#wanted()
    this.#wait(wanted)
    this.#cancel?.()
    this.#cancel = undefined
    if (wanted.length === 0) return
    const { clock } = this.#ports
    const next = Math.min(...this.#dueAt.values())
    this.#cancel = clock.after(Math.max(0, next - clock.now()), () => void this.#step())
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  async #step(): Promise<void> {
    this.#cancel = undefined
    const wanted = this.#wanted()
    this.#wait(wanted)
    const soon = this.#ports.clock.now() + TOGETHER_MS
    const due = wanted.filter((row) => (this.#dueAt.get(nameOf(row)) ?? soon) < soon)
    this.#isGiving = true
    try {
      for (const name of due.map(nameOf)) {
        const count = (this.#given.get(name)?.count ?? 0) + 1
        this.#given.set(name, { count, at: this.#ports.clock.now() })
        this.#dueAt.delete(name)
      }
      if (due.length > 0) await this.#ports.give(due)
    } finally {
      this.#isGiving = false
      this.look()
    }
  }

  #wanted(): readonly OwedRow[] {
    return this.#ports
      .owed()
      .filter((row) => (this.#given.get(nameOf(row))?.count ?? 0) < MAX_GIVEN_COUNT)
  }

  /** Each row has its own turn, from when it was first missed; what is missed no more has none. */
  #wait(wanted: readonly OwedRow[]): void {
    const fresh = wanted.filter((row) => !this.#dueAt.has(nameOf(row)))
    const now = this.#ports.clock.now()
    const turn = fresh.length > 0 ? now + this.#turnFor(wanted) : now
    this.#dueAt = new Map(
      wanted.map((row) => {
        const name = nameOf(row)
        const givenAt = this.#given.get(name)?.at
        const first = row.isOurs ? now : turn
        const due = givenAt === undefined ? first : Math.max(turn, givenAt + AGAIN_AFTER_MS)
        return [name, this.#dueAt.get(name) ?? due]
      }),
    )
  }

  /** One line for all of it, and the same one everywhere: whoever steps in gives everything. */
  #turnFor(wanted: readonly OwedRow[]): number {
    const [first] = wanted.map(({ epoch }) => epoch).toSorted()
    const jitter = ((this.#ports.random(1)[0] ?? 0) / 256) * JITTER_MS
    const wait = first === undefined ? 0 : waitFor(this.#ports.placeFor(first))
    return FIRST_WAIT_MS + wait + jitter
  }
}

function nameOf({ epoch, boxPublic }: OwedRow): string {
  return `${epoch}/${String(boxPublic)}`
}
