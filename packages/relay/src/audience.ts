/**
 * The sessions whose inventory was answered, and which of them may have a group open to them.
 *
 * A look-up, not a judgement: whoever is listed under a base document *may* read it, because a record
 * there introduces the device or the session proved one of its links. `mayRead` decides.
 */
import { type DeviceKey, type GroupId, groupDoc } from '@parley/protocol'
import type { Catalogue } from './catalogue.ts'
import type { Client } from './client.ts'

export interface Audience {
  /** From now on the session hears of news; nothing for one that has ended. */
  enter(client: Client): void
  leave(client: Client): void
  /** A record of this base document introduces the device. */
  introduce(base: string, device: DeviceKey): void
  /** The session proved a link of this group. */
  prove(client: Client, group: GroupId): void
  /** Everybody who may be a reader of this base document, and some who are none. */
  of(base: string): readonly Client[]
  count(): number
  /** Of them, relays that carry groups. */
  mirrorsCount(): number
}

export function newAudience(catalogue: Pick<Catalogue, 'basesOf'>): Audience {
  const basesOf = new Map<Client, Set<string>>()
  const byBase = new Map<string, Set<Client>>()
  const byDevice = new Map<DeviceKey, Set<Client>>()

  function list(client: Client, base: string): void {
    const bases = basesOf.get(client)
    if (bases === undefined) return // not open yet: its inventory will list it
    bases.add(base)
    byBase.set(base, (byBase.get(base) ?? new Set()).add(client))
  }

  return {
    enter(client) {
      if (client.isOver()) return
      if (!basesOf.has(client)) basesOf.set(client, new Set())
      byDevice.set(client.device, (byDevice.get(client.device) ?? new Set()).add(client))
      for (const base of catalogue.basesOf(client.device)) list(client, base)
      for (const group of [...client.links.keys(), ...client.mirrors]) list(client, groupDoc(group))
    },
    leave(client) {
      for (const base of basesOf.get(client) ?? []) drop(byBase, base, client)
      basesOf.delete(client)
      drop(byDevice, client.device, client)
    },
    introduce(base, device) {
      for (const client of byDevice.get(device) ?? []) list(client, base)
    },
    prove: (client, group) => list(client, groupDoc(group)),
    of: (base) => [...(byBase.get(base) ?? [])],
    count: () => basesOf.size,
    mirrorsCount: () => [...basesOf.keys()].filter(({ mirrors }) => mirrors.size > 0).length,
  }
}

function drop<Key>(sets: Map<Key, Set<Client>>, key: Key, client: Client): void {
  const set = sets.get(key)
  set?.delete(client)
  if (set?.size === 0) sets.delete(key)
}
