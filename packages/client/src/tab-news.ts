/**
 * What other tabs of this browser tell: our own pages, perhaps of another version. What is not understood
 * is left alone.
 */
import { type GroupId, parseDocName } from '@parley/protocol'
import { parsePlaces } from './conversation/kept-read.ts'
import type { Device } from './device.ts'
import type { Held } from './groups/held-groups.ts'
import type { MessageKey } from './model.ts'
import type { Own } from './own/own.ts'
import { hearFreed } from './storage/freeing.ts'
import type { TabMessage } from './ports.ts'
import type { OutboxRecord } from './writing/outbox.ts'

export interface TabNewsPorts {
  readonly device: Device
  held(group: GroupId): Held | undefined
  own(): Own | undefined
  /** Of two names given at once in two tabs the one that is on disk counts, in both. */
  rereadName(): void
  /** It has opened it, or followed a link to it. */
  openToo(group: GroupId): void
  /** It took it off the list. */
  drop(group: GroupId): void
  /** Another list of groups is to be shown. */
  onListed(): void
}

export function hearTab(ports: TabNewsPorts, message: TabMessage): void {
  const { type, group: id } = message
  if (type === 'named') ports.rereadName()
  if (type === 'drafted') ports.device.drafts.hearTab(message)
  if (type === 'wrote') hearWritten(ports, message)
  if (type === 'freed') hearFreed(message, (group) => ports.held(group)?.session)
  if (typeof id === 'string') hearOfGroup(ports, id as GroupId, message)
}

function hearOfGroup(ports: TabNewsPorts, group: GroupId, message: TabMessage): void {
  const { type, key } = message
  const session = ports.held(group)?.session
  if (type === 'late')
    session?.parts.history.seeLate(typeof key === 'string' ? (key as MessageKey) : undefined)
  if (type === 'group') ports.openToo(group)
  if (type === 'off-list') ports.drop(group)
  if (type === 'forgotten') {
    session?.belonging.hearForgotten()
    ports.onListed()
  }
  const places = type === 'read' ? parsePlaces(message['places']) : undefined
  if (places !== undefined) session?.readInTab(places)
}

function hearWritten(ports: TabNewsPorts, { doc, records }: TabMessage): void {
  if (typeof doc !== 'string' || !Array.isArray(records)) return
  const written = records as readonly OutboxRecord[]
  ports.device.outbox.mirror(written)
  if (ports.own()?.receiveFromTab(doc, written) === true) return
  const group = parseDocName(doc)?.group
  if (group !== undefined) ports.held(group)?.session.receiveFromTab(doc, written)
}
