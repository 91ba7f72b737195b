/** What this device keeps of each group, in bytes of what was written, without what a database adds. Rule SP12. */
import { type GroupId, groupDoc, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { databasesOf } from '../joining/erasing.ts'
import { freeableIn } from './freeing.ts'

export interface Measured {
  readonly group: GroupId
  readonly name: string
  /** Of its documents and of all else that is kept for it. */
  readonly bytes: number
  /** By segment, ascending: what can go now and be fetched again. */
  readonly freeable: ReadonlyMap<number, number>
}

export interface AllMeasured {
  readonly groups: readonly Measured[]
  readonly otherBytes: number
}

/** Every document is read once: some milliseconds for each. Rejects with `StorageFailed` or `DocFailed`. */
export async function measure(device: Device, sessions: readonly Session[]): Promise<AllMeasured> {
  const entries = (await device.store.list('')).map(
    ([key, value]) => [key, key.length + bytesOf(value)] as const,
  )
  const groups: Measured[] = []
  for (const session of sessions) groups.push(await measureGroup(device, session, entries))
  const all = entries.reduce((sum, [, bytes]) => sum + bytes, 0)
  const ofGroups = sessions.reduce((sum, { id }) => sum + entriesOf(entries, id), 0)
  return { groups, otherBytes: all - ofGroups }
}

type Entries = readonly (readonly [string, number])[]

async function measureGroup(device: Device, session: Session, entries: Entries): Promise<Measured> {
  const { id, parts } = session
  const mayGo = new Set(freeableIn(device, session))
  const freeable = new Map<number, number>()
  let bytes = entriesOf(entries, id) + (await sizeOfDoc(device, groupDoc(id)))
  for (let segment = 0; segment <= parts.segments.newest(); segment++) {
    const size = await sizeOfDoc(device, segmentDoc(id, segment))
    bytes += size
    if (mayGo.has(segment) && size > 0) freeable.set(segment, size)
  }
  const name = session.membership.groupName() ?? session.belonging.entry().name ?? ''
  return { group: id, name, bytes, freeable }
}

/** With what was set aside as damaged, while it lies there. */
async function sizeOfDoc(device: Device, doc: string): Promise<number> {
  const sizes = databasesOf(device, doc).map((name) => device.docStore.sizeOf(name))
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/** Ids of groups are long and random: a key that has one in it is about that group. */
function entriesOf(entries: Entries, group: GroupId): number {
  return entries.reduce((sum, [key, bytes]) => sum + (key.includes(group) ? bytes : 0), 0)
}

const NUMBER_BYTES = 8

/** About what a value takes: a disk's own ways are not known here. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') return new TextEncoder().encode(value).length
  if (value instanceof Uint8Array) return value.length
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : NUMBER_BYTES
  const parts = value instanceof Map ? [...value] : Object.entries(value)
  const named = Array.isArray(value) ? parts.map(([, part]) => part) : parts.flat()
  return named.reduce<number>((sum, part) => sum + bytesOf(part), 0)
}
