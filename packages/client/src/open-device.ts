/** This device with all that its parts share: identity, clock, outbox, notes, the one link to the relay. */
import { type InventoryDigest, toDeviceKey } from '@parley/protocol'
import type { ClientPorts, Device } from './device.ts'
import { openDrafts } from './drafts/drafts.ts'
import { openRefusals } from './syncing/refusals.ts'
import { openIdentity } from './identity/open-identity.ts'
import { newOwnIdentity, type OwnIdentity } from './identity/own-identity.ts'
import { openRelayLink } from './link/relay-link.ts'
import { newLeisure } from './leisure.ts'
import { newSettable } from './live.ts'
import { openNotices } from './notices.ts'
import { isNotedIn } from './own/noted-groups.ts'
import { type Notes, openNotes } from './own/notes.ts'
import { settingsIn } from './settings.ts'
import { bringBack, RETURNING } from './storage/bringing-back.ts'
import { withSpare } from './storage/spare-store.ts'
import { openOutbox } from './writing/outbox.ts'
import { newOwnClock } from './writing/own-clock.ts'

export interface Opened {
  readonly device: Device
  readonly ownIdentity: OwnIdentity
  readonly notes: Notes
}

/** Rejects with StorageFailed or IdentityDamaged. */
export async function openDevice(
  ports: ClientPorts,
  inventory: () => readonly InventoryDigest[],
): Promise<Opened> {
  const { tabs, clock, random, dial, relayUrl, origin, spare, isUnkept = false } = ports
  const store = spare === undefined ? ports.store : withSpare(ports.store, spare)
  if (spare !== undefined) await bringBack({ store: ports.store, spare, clock, isUnkept })
  const identity = await openIdentity(store, random, ports.stretch)
  const ownIdentity = newOwnIdentity(identity, { store, tabs })
  const notices = await openNotices(store, random)
  const refusals = await openRefusals(store, tabs)
  const outbox = await openOutbox(store, tabs)
  const ownClock = newOwnClock(clock)
  const notes = await openNotes({ store, tabs, ownClock })
  const drafts = await openDrafts({
    store,
    tabs,
    clock,
    ownClock,
    me: () => toDeviceKey(ownIdentity.get().device.publicKey),
    isIn: (group) => isNotedIn(notes, group),
    onFailed: (group) => notices.tell('storage-failing', group),
  })
  const sign = (message: Uint8Array) => ports.signer(message, identity.device)
  const link = openRelayLink({
    url: relayUrl,
    origin,
    device: identity.device,
    sign,
    dial,
    clock,
    random,
    inventory,
  })
  link.onRelayTime(ownClock.correct)
  const device: Device = {
    ...ports,
    store,
    get identity() {
      return ownIdentity.get()
    },
    notices,
    settings: settingsIn(notes),
    drafts,
    returning: newSettable((await store.get(RETURNING)) === true),
    refusals,
    outbox,
    ownClock,
    link,
    leisure: newLeisure(ports.breathe),
    sign,
  }
  return { device, ownIdentity, notes }
}

/** What is still to be written down is. */
export async function closeDevice({ drafts, leisure, link, tabs, store }: Device): Promise<void> {
  leisure.begin()
  drafts.close()
  link.close()
  tabs.close()
  await store.close()
}
