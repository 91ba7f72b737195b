/**
 * At the start, before anything is opened: is this device new, was it cleared, or is it as it was?
 *
 * Browsers delete a site's databases when room gets scarce or a site was not visited, and may leave the
 * little that lies beside them. Then this is the same device of the same person, whose documents a relay
 * keeps. Rules SP3 to SP7.
 */
import { hlcAt } from '@parley/protocol'
import { isKeptIdentity, readIdentity } from '../identity/kept-identity.ts'
import type { Clock, DeviceStore, Spare, StoreChange } from '../ports.ts'
import { StorageFailed } from '../stores/storage-failed.ts'
import { keepTime } from '../writing/kept-time.ts'
import { lossChange } from './kept-loss.ts'
import { refreshSpare } from './spare-store.ts'
import { parseSpareText } from './spare-values.ts'
import { readWitness } from './witness.ts'

/** What was here is being found again: nothing is begun anew before a relay has been asked. */
export const RETURNING = 'returning'

export interface BringingPorts {
  readonly store: DeviceStore
  readonly spare: Spare
  readonly clock: Clock
  /** What is lost here is not lost: it lies where it cannot be read now. */
  readonly isUnkept: boolean
}

/** Rejects with `StorageFailed`. Changes nothing where the identity is as it was. */
export async function bringBack({ store, spare, clock, isUnkept }: BringingPorts): Promise<void> {
  const found = await readIdentity(store)
  if (typeof found === 'object') return refreshSpare(store, spare)
  const kept = parseSpareText(spare.get('identity'))
  const isWhole = isKeptIdentity(kept)
  if (found === 'damaged') {
    // The copy is what was there before the damage: nothing is begun over it.
    if (isWhole) await store.write([{ type: 'put', key: 'identity', value: kept }])
    return
  }
  const witness = readWitness(spare)
  const name = parseSpareText(spare.get('name'))
  const wasSomebody = typeof name === 'string' || witness.unsentCount > 0
  const loss = wasSomebody && !isUnkept ? [lossChange({ ...witness, isUnknown: !isWhole })] : []
  if (!isWhole) return loss.length === 0 ? undefined : add(store, loss)
  await add(store, [
    { type: 'add', key: 'identity', value: kept },
    ...(typeof name === 'string' ? [{ type: 'put', key: 'name', value: name } as const] : []),
    { type: 'put', key: RETURNING, value: true },
    // What this device wrote before comes back from a relay: no copy of it elsewhere wrote that.
    keepTime(hlcAt(clock.now())),
    ...loss,
  ])
}

/** Of tabs that start together one is enough. */
async function add(store: DeviceStore, changes: readonly StoreChange[]): Promise<void> {
  try {
    await store.write(changes)
  } catch (error) {
    if (!(error instanceof StorageFailed) || error.reason !== 'taken') throw error
  }
}
