/** Opens a group's documents from this device's disk, with what their gates must know of the group. */
import { groupDoc, type GroupId, type RecordId, segmentDoc, type Writer } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import type { DocEvents } from '../syncing/doc-events.ts'
import { type GroupFacts, type LiveDoc, openLiveDoc } from '../syncing/live-doc.ts'

type Read = Parameters<DocEvents>[1]

export interface Opening {
  openGroup(read: Read): Promise<LiveDoc>
  openSegment(segment: number, read: Read): Promise<LiveDoc>
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

  return {
    openGroup: (read) =>
      openLiveDoc(device, {
        name: groupDoc(group),
        facts,
        events: eventsOf(undefined, read),
        heldBack: () => ports.heldBack(),
      }),
    openSegment: (segment, read) =>
      openLiveDoc(device, {
        name: segmentDoc(group, segment),
        facts,
        events: eventsOf(segment, read),
      }),
  }
}
