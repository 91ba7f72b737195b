/** The identity of this device: the kept one, or a new one at the first start, silently. */
import type { DeviceStore, Random, Stretch } from '../ports.ts'
import { type Identity, newIdentityBeside } from './identity.ts'
import { readIdentity, writeIdentity } from './kept-identity.ts'
import { stretchAtOnce } from './phrase.ts'

/** What is on disk is not an identity. Nothing was changed. */
export class IdentityDamaged extends Error {
  override readonly name = 'IdentityDamaged'

  constructor() {
    super('The identity kept on this device is damaged. Nothing was changed.')
  }
}

/** Rejects with `StorageFailed` or `IdentityDamaged`. */
export async function openIdentity(
  store: DeviceStore,
  random: Random,
  stretch: Stretch = stretchAtOnce,
): Promise<Identity> {
  const found = await readIdentity(store)
  const identity =
    found === 'absent'
      ? await writeIdentity(store, await newIdentityBeside(stretch, random))
      : found
  if (identity === 'damaged') throw new IdentityDamaged()
  return identity
}
