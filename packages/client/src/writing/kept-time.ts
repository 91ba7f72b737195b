/**
 * The time of the newest own message, kept on disk beside the message itself.
 *
 * Tabs tell each other what they write; one that dies right after its write tells nobody. Whoever
 * writes next, in whichever tab, looks here first, so that typed order holds.
 */
import { type Hlc, hlcMs, MAX_CLOCK_LEAD_MS } from '@parley/protocol'
import type { DeviceStore, StoreChange } from '../ports.ts'
import type { OwnClock } from './own-clock.ts'

const KEY = 'own-time'

/** Takes in what any tab wrote last, unless it is from the future: such a time is being taken back. */
export async function catchUpWithTabs(store: DeviceStore, ownClock: OwnClock): Promise<void> {
  const kept = await store.get(KEY)
  if (typeof kept === 'bigint' && hlcMs(kept) <= ownClock.now() + MAX_CLOCK_LEAD_MS)
    ownClock.holdOwn(kept)
}

/** The time of the newest message that any tab of this device wrote; 0 for none. */
export async function keptTime(store: DeviceStore): Promise<Hlc> {
  const kept = await store.get(KEY)
  return typeof kept === 'bigint' ? kept : 0n
}

/** To be written together with the message that has this time. */
export function keepTime(hlc: Hlc): StoreChange {
  return { type: 'put', key: KEY, value: hlc }
}
