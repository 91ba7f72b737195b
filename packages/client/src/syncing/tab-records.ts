/** Records that another tab of this device wrote. */
import { type GroupId, parseDocName } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { watchClocks } from '../conversation/clock-watch.ts'
import type { LiveDoc } from './live-doc.ts'
import type { Segments } from './segments.ts'

/**
 * Into the document, through its gate. When something before them is missing here, because a message
 * between tabs was, the outbox on disk has it.
 */
export function takeFromTab(
  device: Device,
  group: GroupId,
  {
    holding,
    records,
  }: { readonly holding: Promise<LiveDoc>; readonly records: readonly OutboxRecord[] },
): void {
  // What is written here from now on comes after them, also when they cannot be taken yet.
  const placed = records.map(({ doc, writer, clock, bytes }) => ({
    place: { doc, writer, clock },
    bytes,
  }))
  watchClocks(device, group, placed)
  const take = holding.then(async (live) => {
    if (live.take(records)) return
    await device.outbox.reload()
    live.restoreOutbox()
  })
  take.catch(() => device.notices.tell('storage-failing', group))
}

export interface InGroup {
  readonly group: GroupId
  readonly groupDoc: LiveDoc
  readonly segments: Pick<Segments, 'open'>
}

/** The same for a document of a group, which opens if need be. */
export function takeInGroup(
  device: Device,
  { group, groupDoc, segments }: InGroup,
  { doc, records }: { readonly doc: string; readonly records: readonly OutboxRecord[] },
): void {
  const name = parseDocName(doc)
  const holding = name?.kind === 'segment' ? segments.open(name.segment) : Promise.resolve(groupDoc)
  takeFromTab(device, group, { holding, records })
}
