/** A group that is open on this device: its view and the session under it. */
import { sha256 } from '@noble/hashes/sha2.js'
import type { InventoryDigest } from '@parley/protocol'
import type { HeldGroup } from './group.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Session } from './session.ts'

export interface Held {
  readonly view: HeldGroup
  readonly session: Session
}

export function sessionOf({ session }: Held): Session {
  return session
}

export function inventoryOf(docs: readonly LiveDoc[]): readonly InventoryDigest[] {
  return docs.map((doc) => ({ doc: doc.name, digest: sha256(doc.digest()) }))
}

export async function closeHeld({ view, session }: Held): Promise<void> {
  view.close()
  await session.close()
}
