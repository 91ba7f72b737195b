/**
 * Pins: an add/remove set of record ids, as reactions are, but anybody who may pin may take away
 * anybody's pin. Rules TL26 and TL30.
 */
import type { Hlc, PersonId, RecordId } from '@parley/protocol'
import type { MessageState } from './held-message.ts'
import type { ContentRecord, MessageKey, Pin } from './message.ts'

export function pinOf({ pins, unpins, withdrawn }: MessageState): Pin | undefined {
  if (pins.length === 0) return undefined
  const taken = new Set<RecordId>()
  for (const { id, content } of unpins)
    if (content.kind === 'unpin' && !withdrawn.has(id))
      for (const named of content.records) taken.add(named)
  const standing = pins
    .filter(({ id }) => !withdrawn.has(id) && !taken.has(id))
    .sort((a, b) => (isNewer(a, b) ? -1 : 1))
  const [newest] = standing
  return (
    newest && {
      id: newest.id,
      by: newest.person,
      hlc: newest.hlc,
      records: standing.map(({ id }) => id),
    }
  )
}

/** That somebody pinned a message, or took a pin away. */
export interface Pinning {
  readonly type: 'pin' | 'unpin'
  readonly id: RecordId
  readonly message: MessageKey
  /** Who wrote that. */
  readonly author: PersonId
  readonly by: PersonId
  readonly hlc: Hlc
}

/** What takes away no pin that is held is left out. */
export function pinningsOf({
  key,
  person,
  pins,
  unpins,
  withdrawn,
}: MessageState): readonly Pinning[] {
  const held = new Set(pins.map(({ id }) => id))
  const took = unpins.filter(
    ({ content }) => content.kind === 'unpin' && content.records.some((id) => held.has(id)),
  )
  const told = (type: Pinning['type'], records: readonly ContentRecord[]) =>
    records
      .filter(({ id }) => !withdrawn.has(id))
      .map(({ id, hlc, person: by }) => ({ type, id, message: key, author: person, by, hlc }))
  return [...told('pin', pins), ...told('unpin', took)]
}

export function isSamePin(a: Pin | undefined, b: Pin | undefined): boolean {
  return (
    a?.id === b?.id &&
    a?.records.length === b?.records.length &&
    (a?.records.every((id, at) => id === b?.records[at]) ?? true)
  )
}

/** By the time the pinner's device told, then by id. */
function isNewer(a: ContentRecord, b: ContentRecord): boolean {
  return a.hlc !== b.hlc ? a.hlc > b.hlc : a.id > b.id
}
