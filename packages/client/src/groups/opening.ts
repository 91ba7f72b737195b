/** Opens a group's documents from this device's disk, with what their gates must know of the group. */
import { groupDoc, type GroupId, type RecordId, segmentDoc, type Writer } from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Membership, newMembership } from '../membership/membership.ts'
import type { DocEvents } from '../syncing/doc-events.ts'
import { NOTHING_PROVED, openProved, type Proved } from '../reading/proved.ts'
import type { OwnRecord } from '../writing/appender.ts'
import type { Stop } from '../ports.ts'
import { type GroupFacts, type LiveDoc, openLiveDoc } from '../syncing/live-doc.ts'

type Read = Parameters<DocEvents>[1]

export interface Opening {
  openGroup(read: Read): Promise<LiveDoc>
  openSegment(segment: number, read: Read): Promise<LiveDoc>
  /** What was verified before of the group document, or of a segment. */
  provedIn(segment?: number): Proved
  /** One at a time: once the page has had its turn, unless this is closed before. */
  later(run: () => void): void
  close(): void
}

/** Of a group whose documents that opens. */
export function membershipOf(
  { device, group }: Pick<OpeningPorts, 'device' | 'group'>,
  opening: () => Opening,
  onSite: () => void,
): Membership {
  return newMembership(group, device.verifyNow, {
    proved: () => opening().provedIn(),
    later: (run) => opening().later(run),
    onSite,
  })
}

export interface OpeningPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly eventsOf: DocEvents
  groupDoc(): LiveDoc | undefined
  isRetracted(id: RecordId): boolean
  /** Of the group document: by writer, from which clock on no relay is told for now. */
  heldBack(): ReadonlyMap<Writer, number>
}

export function newOpening(ports: OpeningPorts): Opening {
  const { device, group, membership, eventsOf } = ports
  const facts: GroupFacts = {
    group,
    devicesOf: (writer) => membership.devicesOf(writer),
    hasAction: (id) => ports.groupDoc()?.records().hasEntry('members', id) ?? false,
    isRetracted: (id) => ports.isRetracted(id),
  }

  let stopLater: Stop = () => undefined
  const proved = new Map<number | undefined, Proved>()
  async function prove(doc: string, segment: number | undefined): Promise<void> {
    proved.get(segment)?.close()
    proved.set(segment, await openProved({ store: device.store, clock: device.clock, doc }))
  }

  /** What this device signs itself it need not verify. */
  const signedIn =
    (segment: number | undefined) =>
    (records: readonly OwnRecord[]): void => {
      const { publicKey } = device.identity.device
      for (const { id } of records) proved.get(segment)?.note(id, publicKey)
    }

  return {
    async openGroup(read) {
      const name = groupDoc(group)
      await prove(name, undefined)
      const events = eventsOf(undefined, read)
      const heldBack = () => ports.heldBack()
      return openLiveDoc(device, { name, facts, events, heldBack, onSigned: signedIn(undefined) })
    },
    async openSegment(segment, read) {
      const name = segmentDoc(group, segment)
      await prove(name, segment)
      const events = eventsOf(segment, read)
      return openLiveDoc(device, { name, facts, events, onSigned: signedIn(segment) })
    },
    provedIn: (segment) => proved.get(segment) ?? NOTHING_PROVED,
    later(run) {
      stopLater = device.clock.after(1, run)
    },
    close() {
      stopLater()
      for (const one of proved.values()) one.close()
    },
  }
}
