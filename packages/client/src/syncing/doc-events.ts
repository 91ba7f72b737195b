/** What a group's documents tell, and who of the session hears of it. */
import type { HeldRecord } from '@parley/gate'
import { groupDoc, type GroupId, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import { watchCopies } from '../identity/copy-watch.ts'
import { noticeOf } from '../notices.ts'
import { watchClocks } from '../conversation/clock-watch.ts'
import type { LiveDoc, LiveDocEvents } from './live-doc.ts'
import type { Recovery } from './recovery.ts'

export interface DocEventsPorts {
  readonly device: Device
  readonly group: GroupId
  /** The open document of a segment, or the group document. */
  docAt(segment: number | undefined): LiveDoc | undefined
  recovery(): Recovery
  onAcknowledged(doc: LiveDoc): void
  /** The gate wants something before it takes more: it is to be asked for again. */
  onLacking(doc: LiveDoc): void
  onSynced(doc: LiveDoc): void
  onClosed(code: number, segment: number | undefined): void
}

/** `segment`: `undefined` for the group document. */
export type DocEvents = (
  segment: number | undefined,
  onRecords: (records: readonly HeldRecord[], loaded: boolean) => void,
) => LiveDocEvents

export function newDocEvents(ports: DocEventsPorts): DocEvents {
  const { device, group } = ports

  return (segment, onRecords) => {
    const own = (use: (doc: LiveDoc) => void): void => {
      const doc = ports.docAt(segment)
      if (doc !== undefined) use(doc)
    }
    return {
      onRecords: (records, loaded) => {
        watchClocks(device, group, records)
        if (!loaded) watchCopies(device, group, records)
        onRecords(records, loaded)
      },
      onAcks: (acks) => {
        own(ports.onAcknowledged)
        const name = segment === undefined ? groupDoc(group) : segmentDoc(group, segment)
        device.outbox.acknowledge(name, acks)
      },
      onRefusals: (refusals) => own((doc) => ports.recovery().onRefusals(doc, refusals)),
      onIncomingRefused: () => own(ports.onLacking),
      onSynced: () => own(ports.onSynced),
      onClosed: (code) => ports.onClosed(code, segment),
      onFatal: (broke) => {
        if (broke !== 'own-document') device.notices.tell('relay-misbehaved', group)
      },
      onFault: (fault) => {
        device.notices.tell(noticeOf(fault), group)
        if (fault.type === 'closed') own((doc) => ports.recovery().onUnkept(doc))
      },
    }
  }
}
