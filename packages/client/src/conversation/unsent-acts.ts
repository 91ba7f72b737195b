/**
 * Own reactions and deletions that no relay has yet: others do not see them done, and it must not look as if they
 * did. Rule GS124.
 */
import { messageKey, type MessageKey, type Timeline, type TimelineRecord } from '@parley/group'
import { type GroupId, parseDocName } from '@parley/protocol'
import type { Outbox } from '../writing/outbox.ts'

/** By message, what was done to it: the emoji of reactions, and DELETION; equal for equal acts. */
export type UnsentActs = ReadonlyMap<MessageKey, string>

const DELETION = 'deletion'

type OutboxPart = Pick<Outbox, 'docs' | 'recordsOf'>
type TimelinePart = Pick<Timeline, 'heldAt' | 'recordsCount'>
type Records = ReturnType<Outbox['recordsOf']>

/**
 * As the outbox has them now, which mostly is empty. Asked for whenever anything is shown, so they are
 * worked out anew only when the outbox or the timeline has changed.
 */
export function newUnsentActs(
  outbox: OutboxPart,
  group: GroupId,
): (timeline: TimelinePart) => UnsentActs {
  let known: Known | undefined
  return (timeline) => {
    const unsent = unsentOf(outbox, group)
    const count = timeline.recordsCount()
    const before = known?.timeline === timeline ? known : undefined
    if (before?.count === count && isSame(before.unsent, unsent)) return before.acts
    const actOf = before?.actOf ?? newActReader(timeline)
    known = { timeline, count, unsent, actOf, acts: actsAmong(unsent, actOf) }
    return known.acts
  }
}

interface Known {
  readonly timeline: TimelinePart
  readonly count: number
  readonly unsent: readonly Unsent[]
  readonly actOf: ActReader
  readonly acts: UnsentActs
}

type ActReader = (record: Records[number], segment: number) => Act | undefined

/** What waits of one segment. */
interface Unsent {
  readonly segment: number
  readonly records: Records
}

function unsentOf(outbox: OutboxPart, group: GroupId): readonly Unsent[] {
  return outbox.docs().flatMap((doc) => {
    const name = parseDocName(doc)
    if (name?.kind !== 'segment' || name.group !== group) return []
    return [{ segment: name.segment, records: outbox.recordsOf(doc) }]
  })
}

/** The outbox gives the same array until it has others. */
function isSame(before: readonly Unsent[], now: readonly Unsent[]): boolean {
  return (
    before.length === now.length &&
    now.every(
      ({ segment, records }, at) =>
        before[at]?.segment === segment && before[at].records === records,
    )
  )
}

function actsAmong(unsent: readonly Unsent[], actOf: ActReader): UnsentActs {
  const acts = new Map<MessageKey, string>()
  for (const { segment, records } of unsent)
    for (const record of records) {
      const act = actOf(record, segment)
      if (act !== undefined) acts.set(act.key, `${acts.get(act.key) ?? ''} ${act.what}`)
    }
  return acts
}

/** Somebody may be away for long: what stands at a place is looked up until it is there, and then no more. */
function newActReader(timeline: TimelinePart): ActReader {
  const known = new WeakMap<Records[number], { readonly act: Act | undefined }>()
  return (record, segment) => {
    const before = known.get(record)
    if (before !== undefined) return before.act
    const { writer, clock } = record
    const held = timeline.heldAt({ segment, writer, clock })
    if (held === undefined) return undefined
    const act = actIn(held)
    known.set(record, { act })
    return act
  }
}

/** Of the acts to one message. */
export function isDeletionUnsent(acts: string | undefined): boolean {
  return wordsIn(acts).includes(DELETION)
}

/** Given, or taken back where others have given it too. */
export function isReactionUnsent(acts: string | undefined, emoji: string): boolean {
  return wordsIn(acts).includes(emoji)
}

function wordsIn(acts: string | undefined): readonly string[] {
  return acts?.split(' ') ?? []
}

/** To which message, and the emoji or DELETION. */
interface Act {
  readonly key: MessageKey
  readonly what: string
}

function actIn(held: TimelineRecord): Act | undefined {
  if (held.type === 'retract') {
    // One that takes back no message takes back a reaction or a pin, of which nothing shows any more.
    if (held.postHlc === 0n || held.target === undefined) return undefined
    return { key: messageKey(held.target, held.messageId), what: DELETION }
  }
  const { content } = held
  if (content.kind !== 'react' && content.kind !== 'unreact') return undefined
  return { key: messageKey(content.person, content.messageId), what: content.emoji }
}
