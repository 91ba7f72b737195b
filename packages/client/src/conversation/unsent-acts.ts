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

/** As the outbox has them now, which mostly is empty. */
export function unsentActs(
  outbox: Pick<Outbox, 'docs' | 'recordsOf'>,
  group: GroupId,
  timeline: Pick<Timeline, 'heldAt'>,
): UnsentActs {
  const acts = new Map<MessageKey, string>()
  for (const doc of outbox.docs()) {
    const name = parseDocName(doc)
    if (name?.kind !== 'segment' || name.group !== group) continue
    for (const { writer, clock } of outbox.recordsOf(doc)) {
      const held = timeline.heldAt({ segment: name.segment, writer, clock })
      const act = held && actOf(held)
      if (act !== undefined) acts.set(act.key, `${acts.get(act.key) ?? ''} ${act.what}`)
    }
  }
  return acts
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

function actOf(
  held: TimelineRecord,
): { readonly key: MessageKey; readonly what: string } | undefined {
  if (held.type === 'retract') {
    // One that takes back no message takes back a reaction or a pin, of which nothing shows any more.
    if (held.postHlc === 0n || held.target === undefined) return undefined
    return { key: messageKey(held.target, held.messageId), what: DELETION }
  }
  const { content } = held
  if (content.kind !== 'react' && content.kind !== 'unreact') return undefined
  return { key: messageKey(content.person, content.messageId), what: content.emoji }
}
