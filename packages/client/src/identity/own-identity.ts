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

export function newOwnIdentity(
  identity: Identity,
  { store, tabs }: { readonly store: DeviceStore; readonly tabs: TabChannel },
): OwnIdentity {
  let current = identity
  let isReplaced = false
  let turn: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()

  function hold(next: Identity): void {
    if (isSame(next, identity)) current = next
    else isReplaced = true
    for (const listen of listeners) listen()
  }

  async function onDisk(): Promise<Identity | undefined> {
    const found = await readIdentity(store)
    return found === 'absent' || found === 'damaged' || !isSame(found, identity) ? undefined : found
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }

  function change(next: (found: Identity) => Identity): Promise<boolean> {
    return inTurn(async () => {
      const found = await onDisk()
      if (found === undefined) return false
      const changed = next(found)
      await store.write([identityChange(changed)])
      tabs.post({ type: CHANGED })
      hold(changed)
      return true
    })
  }

  tabs.onMessage(({ type }) => {
    if (type !== CHANGED) return
    readIdentity(store).then(
      (found) => {
        if (found !== 'absent' && found !== 'damaged') hold(found)
      },
      () => undefined,
    )
  })

  return {
    get: () => current,
    async addBox(box) {
      await change((found) => withBox(found, box))
    },
    async confirmPhrase(words) {
      const { phrase } = current
      if (phrase === undefined || !confirms(words, phrase)) return false
      return change((found) => ({ ...found, phrase: undefined, isRecovering: false }))
    },
    async endRecovering() {
      await change((found) =>
        found.isRecovering ? { ...found, phrase: undefined, isRecovering: false } : found,
      )
    },
    giveWayTo: (next, alongside) =>
      inTurn(async () => {
        if ((await onDisk()) === undefined) return false
        await store.write([identityChange(next), ...alongside])
        tabs.post({ type: CHANGED })
        hold(next)
        return true
      }),
    onChange(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    isReplaced: () => isReplaced,
  }
}

/** The same device of the same person. */
function isSame(left: Identity, right: Identity): boolean {
  return equalBytes(left.device.publicKey, right.device.publicKey)
}
