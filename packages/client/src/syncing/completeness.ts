/**
 * Until when this device knows everything of a group, and whether something is known to be missing.
 *
 * In step means: the relay is heard and has told all it has of every document that is open. The moment
 * that ended is kept, so that it is true after a start without a network, too. Rule GS75.
 */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Derived, newDerived } from '../live.ts'
import type { Completeness } from '../model-reading.ts'
import type { Stop } from '../ports.ts'

export interface CompletenessPorts {
  readonly device: Pick<Device, 'store' | 'clock' | 'link'>
  readonly group: GroupId
  /** The relay has told all it has of every open document. */
  isSynced(): boolean
  isMissing(): boolean
}

export interface CompletenessWatch {
  readonly live: Derived<Completeness>
  /** Something of the group changed. */
  look(): void
  close(): void
}

/** While in step, the moment is written down this often: a device may be switched off any time. */
const KEEP_EVERY_MS = 60_000

export async function openCompleteness(ports: CompletenessPorts): Promise<CompletenessWatch> {
  const kept = await ports.device.store.get(keyOf(ports.group))
  return new Watch(ports, typeof kept === 'number' ? kept : undefined)
}

class Watch implements CompletenessWatch {
  readonly live: Derived<Completeness>
  readonly #ports: CompletenessPorts
  readonly #stops: Stop[]
  #knownUntil: number | undefined
  #isInStep = false

  constructor(ports: CompletenessPorts, kept: number | undefined) {
    const { device } = ports
    this.#ports = ports
    this.#knownUntil = kept
    this.live = newDerived((last) => this.#view(last))
    this.#stops = [
      device.link.onState(() => this.look()),
      device.clock.every(KEEP_EVERY_MS, () => {
        this.look()
        if (this.#isInStep) this.#keep()
      }),
    ]
  }

  look(): void {
    const { state, heardAt } = this.#ports.device.link.state()
    const wasInStep = this.#isInStep
    this.#isInStep = state === 'connected' && this.#ports.isSynced()
    // What was heard last is where it ended: the state changes only once it is missed.
    if ((this.#isInStep || wasInStep) && heardAt !== undefined) this.#knownUntil = heardAt
    if (wasInStep !== this.#isInStep) this.#keep()
    this.live.invalidate()
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop()
    if (this.#isInStep) this.#keep()
  }

  #view(last: Completeness | undefined): Completeness {
    const { isMissing } = this.#ports
    const now = {
      knownUntil: this.#knownUntil,
      isInStep: this.#isInStep,
      missing: isMissing(),
    }
    return last !== undefined && isSame(last, now) ? last : now
  }

  #keep(): void {
    const { device, group } = this.#ports
    if (this.#knownUntil === undefined) return
    // If this is not kept, the next start offline tells of an earlier moment, which is true as well.
    device.store
      .write([{ type: 'put', key: keyOf(group), value: this.#knownUntil }])
      .catch(() => undefined)
  }
}

/** In step, the moment moves on all the time, and nobody needs to be told. */
function isSame(before: Completeness, after: Completeness): boolean {
  if (before.isInStep !== after.isInStep || before.missing !== after.missing) return false
  return after.isInStep || before.knownUntil === after.knownUntil
}

function keyOf(group: GroupId): string {
  return `known/${group}`
}
