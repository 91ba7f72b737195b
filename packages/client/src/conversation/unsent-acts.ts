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
 * As the outbox has them now, which mostly is empty. Asked for whenever anything is shown, so only what
 * came since is looked up; whoever is away for long has hundreds.
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
    const come = before && comeSince(before, { unsent, count })
    if (before === undefined || come === undefined) {
      const acts = new Map<MessageKey, string>()
      known = { timeline, count, unsent, acts, isWhole: addActs(acts, unsent, timeline) }
    } else {
      const isWhole = addActs(before.acts, come, timeline) && before.isWhole
      known = { ...before, count, unsent, isWhole }
    }
    return known.acts
  }
}

interface Known {
  readonly timeline: TimelinePart
  readonly count: number
  readonly unsent: readonly Unsent[]
  readonly acts: Map<MessageKey, string>
  /** All that waits was in the timeline. */
  readonly isWhole: boolean
}

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

/** `undefined`: it is to be worked out from the beginning. */
function comeSince(
  { unsent: before, count, isWhole }: Known,
  { unsent: now, count: countNow }: Pick<Known, 'unsent' | 'count'>,
): readonly Unsent[] | undefined {
  // What was not in the timeline may be there now.
  const isSettled = isWhole || count === countNow
  if (!isSettled || before.length > now.length) return undefined
  const come: Unsent[] = []
  for (const [at, { segment, records }] of now.entries()) {
    const known = before[at] ?? { segment, records: [] }
    // The outbox gives the same array until it has others.
    if (known.segment === segment && known.records === records) continue
    const isSame = known.records.every((record, place) => record === records[place])
    if (known.segment !== segment || !isSame) return undefined
    come.push({ segment, records: records.slice(known.records.length) })
  }
  return come
}

/** Whether all of them are in the timeline. */
function addActs(
  acts: Map<MessageKey, string>,
  unsent: readonly Unsent[],
  timeline: TimelinePart,
): boolean {
  let isWhole = true
  for (const { segment, records } of unsent)
    for (const { writer, clock } of records) {
      const held = timeline.heldAt({ segment, writer, clock })
      const act = held && actIn(held)
      if (act !== undefined) acts.set(act.key, `${acts.get(act.key) ?? ''} ${act.what}`)
      isWhole &&= held !== undefined
    }
  return isWhole
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
