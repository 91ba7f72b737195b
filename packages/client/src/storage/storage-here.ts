/**
 * This device's storage, as its person sees it: what it takes, what is unsent, what was lost and comes back.
 *
 * Puts together what other files know; decides nothing. Rules SP1 to SP17.
 */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { type Derived, newDerived, newSettable } from '../live.ts'
import type { Freed, Loss, Storage, StorageUse, UnsentMessage } from '../model-storage.ts'
import type { Stop, StoreChange } from '../ports.ts'
import { RETURNING } from './bringing-back.ts'
import { planFor } from './budget.ts'
import { free } from './freeing.ts'
import { type KeptLoss, LOSS_READ, readLoss } from './kept-loss.ts'
import { measure } from './measuring.ts'
import { unsentIn } from './unsent.ts'
import { keepWitness } from './witness.ts'

export interface StoragePorts {
  readonly device: Device
  /** Open ones. */
  sessions(): readonly Session[]
}

export interface StorageHere extends Storage {
  open(): Promise<void>
  /** Something about a group has changed. */
  look(): void
  /** All groups that this person's devices know of are here, and a relay has been asked. */
  returned(): void
  close(): void
}

export function newStorage(ports: StoragePorts): StorageHere {
  return new DeviceStorage(ports)
}

const BUDGET = 'budget'
/** A group that was just opened is still being read and brought in step. */
const LOOK_AFTER_MS = 30_000
const LOOK_EVERY_MS = 60 * 60_000

class DeviceStorage implements StorageHere {
  readonly budgetBytes = newSettable<number | undefined>(undefined)
  readonly unsent: Derived<readonly UnsentMessage[]>
  readonly loss: Derived<Loss | undefined>
  readonly isKept: boolean
  readonly #ports: StoragePorts
  #kept: KeptLoss | undefined
  readonly #stops: Stop[] = []
  #isOpen = false
  #isWitnessing = false

  constructor(ports: StoragePorts) {
    this.#ports = ports
    this.isKept = ports.device.isUnkept !== true
    this.unsent = newDerived((last) => this.#unsent(last))
    this.loss = newDerived(() => this.#loss())
  }

  async open(): Promise<void> {
    this.#kept = await readLoss(this.#ports.device.store)
    const budget = await this.#ports.device.store.get(BUDGET)
    if (typeof budget === 'number') this.budgetBytes.set(budget)
    this.#isOpen = true
    const { clock } = this.#ports.device
    const look = () => void this.#keepWithin().catch(() => undefined) // looked at again in an hour
    this.#stops.push(clock.after(LOOK_AFTER_MS, look), clock.every(LOOK_EVERY_MS, look))
    this.loss.invalidate()
    this.look()
  }

  look(): void {
    this.unsent.invalidate()
    if (this.#kept !== undefined) this.loss.invalidate()
    const { spare } = this.#ports.device
    if (spare === undefined || !this.#isOpen || this.#isWitnessing) return
    this.#isWitnessing = true
    // Once for all that happens together: every record that is written or acknowledged comes by here.
    queueMicrotask(() => {
      this.#isWitnessing = false
      keepWitness(spare, this.unsent.get())
    })
  }

  returned(): void {
    const { device } = this.#ports
    if (!device.returning.get()) return
    device.returning.set(false)
    // If this is not kept, the relay is asked once more at the next start.
    device.store.write([{ type: 'delete', key: RETURNING }]).catch(() => undefined)
    this.loss.invalidate()
  }

  async dismissLoss(): Promise<void> {
    await this.#ports.device.store.write([LOSS_READ])
    this.#kept = undefined
    this.loss.invalidate()
  }

  async keepDrafts(): Promise<void> {
    await this.#ports.device.drafts.keep()
  }

  async measure(): Promise<StorageUse> {
    const { device, sessions } = this.#ports
    const { groups, otherBytes } = await measure(device, sessions())
    const room = await device.room?.()
    return {
      groups: groups
        .map(({ group, name, bytes, freeable }) => ({
          group,
          name,
          bytes,
          freeableBytes: sumOf(freeable.values()),
        }))
        .toSorted((left, right) => right.bytes - left.bytes),
      otherBytes,
      bytes: otherBytes + sumOf(groups.map(({ bytes }) => bytes)),
      usedBytes: room?.usedBytes,
      quotaBytes: room?.quotaBytes,
      isPersistent: room?.isPersistent ?? false,
    }
  }

  async free(group: GroupId): Promise<Freed> {
    const { device, sessions } = this.#ports
    const session = sessions().find(({ id }) => id === group)
    if (session === undefined) return { outcome: 'done', bytes: 0 }
    if (device.link.state().state !== 'connected') return { outcome: 'away', bytes: 0 }
    const { groups } = await measure(device, [session])
    const freeable = groups[0]?.freeable ?? new Map<number, number>()
    const gone = await free(device, session, [...freeable.keys()])
    const bytes = sumOf(gone.map((segment) => freeable.get(segment) ?? 0))
    return { outcome: gone.length < freeable.size ? 'kept' : 'done', bytes }
  }

  async setBudget(bytes: number | undefined): Promise<void> {
    const change: StoreChange =
      bytes === undefined
        ? { type: 'delete', key: BUDGET }
        : { type: 'put', key: BUDGET, value: bytes }
    await this.#ports.device.store.write([change])
    this.budgetBytes.set(bytes)
    await this.#keepWithin()
  }

  async persist(): Promise<boolean> {
    return (await this.#ports.device.persist?.()) ?? false
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop()
  }

  async #keepWithin(): Promise<void> {
    const { device, sessions } = this.#ports
    const budget = this.budgetBytes.get()
    if (budget === undefined || device.link.state().state !== 'connected') return
    const plan = planFor(await measure(device, sessions()), budget)
    for (const session of sessions()) await free(device, session, plan.get(session.id) ?? [])
  }

  /** The same while it says the same, so that nobody draws or keeps it again. */
  #unsent(last: readonly UnsentMessage[] = []): readonly UnsentMessage[] {
    const { device, sessions } = this.#ports
    const now = sessions().flatMap((session) => unsentIn(device, session))
    const isSame =
      now.length === last.length &&
      now.every(({ key, text }, at) => key === last[at]?.key && text === last[at].text)
    return isSame ? last : now
  }

  /** What has come back from a relay had been sent after all. */
  #loss(): Loss | undefined {
    if (this.#kept === undefined) return undefined
    const { device, sessions } = this.#ports
    const { isUnknown, unsent, unsentCount } = this.#kept
    const lost = unsent.filter(({ key, group }) => {
      const session = sessions().find(({ id }) => id === group)
      return session?.parts.history.timeline().get(key) === undefined
    })
    const state = device.returning.get() ? 'returning' : 'back'
    return {
      state: isUnknown ? 'unknown' : state,
      unsentCount: unsentCount - (unsent.length - lost.length),
      unsent: lost,
    }
  }
}

function sumOf(numbers: Iterable<number>): number {
  return [...numbers].reduce((sum, one) => sum + one, 0)
}
