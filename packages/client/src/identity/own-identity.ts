/**
 * This device's identity while it is open: it gains boxes, loses its phrase, and may give way to
 * another person's.
 *
 * Every change is made to what is on disk then, so that tabs do not undo each other's. Rules ID12,
 * ID13, ID18.
 */
import { equalBytes } from '@parley/protocol'
import type { DeviceStore, Stop, StoreChange, TabChannel } from '../ports.ts'
import type { Identity, OwnBox } from './identity.ts'
import { withBox } from './identity.ts'
import { identityChange, readIdentity } from './kept-identity.ts'
import { confirms } from './phrase.ts'

export interface OwnIdentity {
  get(): Identity
  addBox(box: OwnBox): Promise<void>
  /** False when these words are not the ones. Otherwise the phrase is on no disk when resolved. */
  confirmPhrase(words: string): Promise<boolean>
  /** What the phrase was typed in for is done. */
  endRecovering(): Promise<void>
  /**
   * Becomes somebody else, with `alongside` in one write. False, and nothing is written, when
   * another tab was faster.
   */
  giveWayTo(next: Identity, alongside: readonly StoreChange[]): Promise<boolean>
  /** Also when another tab changed it. */
  onChange(listen: () => void): Stop
  /** This browser is another device now: the page must be opened again. */
  isReplaced(): boolean
}

const CHANGED = 'identity'

export interface OwnIdentityPorts {
  readonly store: DeviceStore
  readonly tabs: TabChannel
}

export function newOwnIdentity(identity: Identity, ports: OwnIdentityPorts): OwnIdentity {
  return new SharedIdentity(identity, ports)
}

class SharedIdentity implements OwnIdentity {
  readonly #ports: OwnIdentityPorts
  readonly #listeners = new Set<() => void>()
  #current: Identity
  #isReplaced = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(identity: Identity, ports: OwnIdentityPorts) {
    this.#current = identity
    this.#ports = ports
    ports.tabs.onMessage(({ type }) => {
      if (type === CHANGED) void this.#reread()
    })
  }

  get(): Identity {
    return this.#current
  }

  async addBox(box: OwnBox): Promise<void> {
    await this.#change((found) => withBox(found, box))
  }

  async confirmPhrase(words: string): Promise<boolean> {
    const { phrase } = this.#current
    if (phrase === undefined || !confirms(words, phrase)) return false
    return this.#change(withoutPhrase)
  }

  async endRecovering(): Promise<void> {
    await this.#change((found) => (found.isRecovering ? withoutPhrase(found) : found))
  }

  giveWayTo(next: Identity, alongside: readonly StoreChange[]): Promise<boolean> {
    return this.#inTurn(async () => {
      if ((await this.#onDisk()) === undefined) return false
      await this.#ports.store.write([identityChange(next), ...alongside])
      this.#hold(next)
      this.#ports.tabs.post({ type: CHANGED })
      return true
    })
  }

  onChange(listen: () => void): Stop {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  isReplaced(): boolean {
    return this.#isReplaced
  }

  #change(next: (found: Identity) => Identity): Promise<boolean> {
    return this.#inTurn(async () => {
      const found = await this.#onDisk()
      if (found === undefined) return false
      const changed = next(found)
      await this.#ports.store.write([identityChange(changed)])
      this.#hold(changed)
      this.#ports.tabs.post({ type: CHANGED })
      return true
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  /** `undefined` when this browser is another device by now. */
  async #onDisk(): Promise<Identity | undefined> {
    const found = await readIdentity(this.#ports.store)
    if (found === 'absent' || found === 'damaged') return undefined
    return isSame(found, this.#current) ? found : undefined
  }

  async #reread(): Promise<void> {
    const found = await readIdentity(this.#ports.store).catch(() => undefined)
    if (typeof found === 'object') this.#hold(found)
  }

  #hold(next: Identity): void {
    if (isSame(next, this.#current)) this.#current = next
    else this.#isReplaced = true
    for (const listen of this.#listeners) listen()
  }
}

function withoutPhrase(identity: Identity): Identity {
  return { ...identity, phrase: undefined, isRecovering: false }
}

/** The same device of the same person. */
function isSame(left: Identity, right: Identity): boolean {
  return equalBytes(left.device.publicKey, right.device.publicKey)
}
