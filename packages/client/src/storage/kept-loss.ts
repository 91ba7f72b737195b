/** That something was lost, kept until the person has read it. */
import type { DeviceStore, StoreChange } from '../ports.ts'
import { parseWitness, type Witness } from './witness.ts'

export interface KeptLoss extends Witness {
  /** Who this person was is gone as well. */
  readonly isUnknown: boolean
}

const KEY = 'loss'

export function lossChange(loss: KeptLoss): StoreChange {
  return { type: 'put', key: KEY, value: loss }
}

export const LOSS_READ: StoreChange = { type: 'delete', key: KEY }

export async function readLoss(store: DeviceStore): Promise<KeptLoss | undefined> {
  const value = await store.get(KEY)
  if (typeof value !== 'object' || value === null) return undefined
  const isUnknown = 'isUnknown' in value && value.isUnknown === true
  return { ...parseWitness(value), isUnknown }
}
