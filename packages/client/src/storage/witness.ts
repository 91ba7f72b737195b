/**
 * The witness: how many own messages are not sent yet, and what they say, kept beside the databases, so that
 * after these were deleted a person can be told what went with them. Rule SP5.
 *
 * It holds no more than the databases did, on the same disk, and nothing of a message that was sent.
 */
import type { MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { UnsentMessage } from '../model-storage.ts'
import type { Spare } from '../ports.ts'
import { parseSpareText, toSpareText } from './spare-values.ts'

export interface Witness {
  readonly unsentCount: number
  readonly unsent: readonly UnsentMessage[]
}

const KEY = 'unsent'
/** Of all texts together; the room beside the databases is small, and written all at once. */
const MAX_CHARS = 32_768

export function keepWitness(spare: Spare, unsent: readonly UnsentMessage[]): void {
  spare.set(KEY, unsent.length === 0 ? undefined : toSpareText(witnessOf(unsent)))
}

/** Nothing unsent where nothing can be read. */
export function readWitness(spare: Spare): Witness {
  return parseWitness(parseSpareText(spare.get(KEY)))
}

/** Whatever is no message is left out, and the count is never less than what is there. */
export function parseWitness(value: unknown): Witness {
  if (typeof value !== 'object' || value === null) return { unsentCount: 0, unsent: [] }
  const { unsentCount, unsent } = value as Record<string, unknown>
  const entries: readonly unknown[] = Array.isArray(unsent) ? unsent : []
  const messages = entries.flatMap((entry) => parseMessage(entry) ?? [])
  const count = Number.isSafeInteger(unsentCount) ? Number(unsentCount) : 0
  return { unsentCount: Math.max(count, messages.length), unsent: messages }
}

/** The newest texts, as many as there is room for. */
function witnessOf(unsent: readonly UnsentMessage[]): Witness {
  let room = MAX_CHARS
  const kept = unsent.toReversed().filter(({ text, groupName }) => {
    room -= text.length + groupName.length
    return room >= 0
  })
  return { unsentCount: unsent.length, unsent: kept.toReversed() }
}

function parseMessage(entry: unknown): UnsentMessage | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const { key, group, groupName, text } = entry as Record<string, unknown>
  if (typeof key !== 'string' || typeof group !== 'string') return undefined
  if (typeof groupName !== 'string' || typeof text !== 'string') return undefined
  return { key: key as MessageKey, group: group as GroupId, groupName, text }
}
