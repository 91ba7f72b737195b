/**
 * A device store that leaves a copy of who this is in the spare, at each change. Rules SP1, SP2.
 *
 * The copy is as secret as the original and lies on the same disk. It holds no phrase any longer than the
 * original does.
 */
import type { DeviceStore, Spare, StoreChange } from '../ports.ts'
import { parseSpareText, toSpareText } from './spare-values.ts'

/** Of the device store. */
const COPIED = ['identity', 'name'] as const

export function withSpare(store: DeviceStore, spare: Spare): DeviceStore {
  return {
    ...store,
    async write(changes) {
      const copies = COPIED.flatMap((key) => {
        const last = changes.findLast((change) => change.key === key)
        return last === undefined ? [] : [last]
      })
      for (const change of copies) if (losesPhrase(spare, change)) spare.set(change.key, undefined)
      await store.write(changes)
      for (const change of copies)
        spare.set(change.key, change.type === 'delete' ? undefined : toSpareText(change.value))
    },
  }
}

/** What the spare lacks or holds differently: it may have been cleared, or another version wrote it. */
export async function refreshSpare(store: DeviceStore, spare: Spare): Promise<void> {
  for (const key of COPIED) {
    const value = await store.get(key)
    const text = value === undefined ? undefined : toSpareText(value)
    if (spare.get(key) !== text) spare.set(key, text)
  }
}

function losesPhrase(spare: Spare, change: StoreChange): boolean {
  const kept = parseSpareText(spare.get(change.key))
  return hasPhrase(kept) && !(change.type !== 'delete' && hasPhrase(change.value))
}

function hasPhrase(identity: unknown): boolean {
  return (
    typeof identity === 'object' &&
    identity !== null &&
    'phrase' in identity &&
    identity.phrase !== undefined
  )
}
