/**
 * What lies under the screens, for people who build Parley: outboxes, rosters, epochs, segments. No user
 * interface shows it but the lab (`npm run dev`); nothing in it is a secret key.
 */
import type { EpochId, GroupId, PersonId, RecordId, Role } from '@parley/protocol'
import type { Device } from './device.ts'
import type { Held } from './groups/held-groups.ts'
import type { Connection, Parley } from './model.ts'
import { countOf } from './syncing/segments.ts'

export interface Inspection {
  readonly connection: Connection['state']
  /** Records that no relay acknowledged yet, by document. */
  readonly outbox: readonly { readonly doc: string; readonly count: number }[]
  readonly groups: readonly InspectedGroup[]
}

export interface InspectedGroup {
  readonly id: GroupId
  readonly name: string
  readonly people: readonly InspectedPerson[]
  /** Actions that nobody builds on yet. */
  readonly heads: readonly RecordId[]
  /** The one that would be written under now; `undefined`: one has to be made or given first. */
  readonly epoch: EpochId | undefined
  readonly epochs: readonly InspectedEpoch[]
  /** Those that are open. */
  readonly segments: readonly { readonly segment: number; readonly placesCount: number }[]
}

export interface InspectedPerson {
  readonly person: PersonId
  readonly name: string
  readonly role: Role
  readonly devicesCount: number
}

export interface InspectedEpoch {
  readonly id: EpochId
  readonly isShared: boolean
  readonly isHeld: boolean
}

interface Inspected {
  readonly device: Device
  held(): Iterable<Held>
}

const inspected = new WeakMap<Parley, Inspected>()

export function makeInspectable(parley: Parley, inside: Inspected): void {
  inspected.set(parley, inside)
}

/** As it is now; look again after a while. Throws for a Parley that is not this package's own. */
export function inspectionOf(parley: Parley): Inspection {
  const inside = inspected.get(parley)
  if (inside === undefined) throw new Error('only what openParley opened can be looked into')
  const { device } = inside
  return {
    connection: parley.connection.get().state,
    outbox: device.outbox
      .docs()
      .map((doc) => ({ doc, count: device.outbox.recordsOf(doc).length }))
      .filter(({ count }) => count > 0),
    groups: [...inside.held()].map(inspectGroup),
  }
}

function inspectGroup({ session, view }: Held): InspectedGroup {
  const { membership, parts } = session
  const roster = membership.roster()
  const epochs = membership.keys.epochs()
  return {
    id: session.id,
    name: view.summary().name,
    people: [...roster.members.values()].map(({ person, role, devices }) => ({
      ...{ person, role, name: membership.nameOf(person) ?? '' },
      devicesCount: devices.length,
    })),
    heads: roster.heads,
    epoch: membership.epochKey()?.id,
    epochs: epochs.ids.map((id) => ({
      ...{ id, isShared: epochs.isShared(id), isHeld: membership.keyring.has(id) },
    })),
    segments: [...parts.segments.opened()].map(([segment, doc]) => ({
      ...{ segment, placesCount: countOf(doc.records()) },
    })),
  }
}
