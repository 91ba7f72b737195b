/** What this device keeps of a group beside its documents: how it came in, and the name last shown. */
import { type GroupId, type Invitation, type RecordId } from '@parley/protocol'
import type { DeviceStore, StoreChange } from '../ports.ts'

export interface GroupEntry {
  readonly state: 'joining' | 'member'
  /** The link this device came by. */
  readonly invite: RecordId | undefined
  readonly secret: Uint8Array | undefined
  readonly name: string | undefined
  /** When its person followed that link: epoch milliseconds by the device's own clock, uncorrected. */
  readonly followedAt?: number
  /** For a group that another own device told of: what this device's own record builds on. */
  readonly admission?: RecordId
  /** It was on the list when its person followed the link that it waits for. */
  readonly wasListed?: boolean
  /** Its person wants nothing of it any more; it goes once the relay knows that they have left. */
  readonly isForgotten?: boolean
}

/** Of a group that only a relay told of. */
export const UNTOLD: GroupEntry = {
  state: 'member',
  invite: undefined,
  secret: undefined,
  name: undefined,
}

/** Of a group whose link is followed at that moment, by the device's own clock. */
export function comingBy(
  { invite, secret }: Pick<Invitation, 'invite' | 'secret'>,
  followedAt: number,
): GroupEntry {
  return { state: 'joining', invite, secret, name: undefined, followedAt }
}

const PREFIX = 'group/'

export function entryChange(group: GroupId, entry: GroupEntry): StoreChange {
  return { type: 'put', key: PREFIX + group, value: entry }
}

export function invitationOf(group: GroupId, entry: GroupEntry): Invitation | undefined {
  const { invite, secret } = entry
  return invite === undefined || secret === undefined ? undefined : { group, invite, secret }
}

export async function readEntry(
  store: DeviceStore,
  group: GroupId,
): Promise<GroupEntry | undefined> {
  return parseEntry(await store.get(PREFIX + group))
}

export async function listEntries(
  store: DeviceStore,
): Promise<readonly (readonly [GroupId, GroupEntry])[]> {
  return (await store.list(PREFIX)).flatMap(([key, value]) => {
    const entry = parseEntry(value)
    return entry === undefined ? [] : [[key.slice(PREFIX.length) as GroupId, entry] as const]
  })
}

function parseEntry(value: unknown): GroupEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { state, invite, secret, name, ...more } = value as Record<string, unknown>
  const { admission, followedAt, isForgotten, wasListed } = more
  if (state !== 'joining' && state !== 'member') return undefined
  return {
    state,
    invite: typeof invite === 'string' ? (invite as RecordId) : undefined,
    secret: secret instanceof Uint8Array ? secret : undefined,
    name: typeof name === 'string' ? name : undefined,
    ...(typeof followedAt === 'number' ? { followedAt } : {}),
    ...(typeof admission === 'string' ? { admission: admission as RecordId } : {}),
    ...(wasListed === true ? { wasListed } : {}),
    ...(isForgotten === true ? { isForgotten } : {}),
  }
}
