/**
 * This device's storage, as its person sees it: what is unsent, what was lost and comes back.
 *
 * Puts together what other files know; decides nothing. Rules SP1 to SP9.
 */
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { type Derived, newDerived } from '../live.ts'
import type { Loss, Storage, UnsentMessage } from '../model-storage.ts'
import { RETURNING } from './bringing-back.ts'
import { type KeptLoss, LOSS_READ, readLoss } from './kept-loss.ts'
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
}

export function newStorage(ports: StoragePorts): StorageHere {
  return new DeviceStorage(ports)
}

class DeviceStorage implements StorageHere {
  readonly unsent: Derived<readonly UnsentMessage[]>
  readonly loss: Derived<Loss | undefined>
  readonly isKept: boolean
  readonly #ports: StoragePorts
  #kept: KeptLoss | undefined
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
    this.#isOpen = true
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
    await Promise.all(Array.from(this.#ports.device.drafts, (draft) => draft.keep()))
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
