/** What is told of all groups together: the list of them, who named this person where, and what was missed. */
import { type Derived, newDerived } from '../live.ts'
import type { CatchUp, GroupSummary, MentionEntry } from '../model.ts'
import type { Held } from './held-groups.ts'

export interface Listing {
  /** Newest activity first. */
  readonly groups: Derived<readonly GroupSummary[]>
  /** Newest first. */
  readonly mentions: Derived<readonly MentionEntry[]>
  readonly catchUp: Derived<CatchUp>
  markAllRead(): void
  refresh(): void
}

/** As many as anybody looks through. */
const MAX_MENTIONS = 200

export function newListing(known: () => readonly Held[]): Listing {
  const groups = newDerived(() => summaries(known()))
  const mentions = newDerived(() => mentionsIn(known()))
  const catchUp = newDerived(() => missedIn(known()))
  return {
    groups,
    mentions,
    catchUp,
    markAllRead() {
      for (const { view } of known()) view.reading.markAllRead()
    },
    refresh() {
      catchUp.invalidate()
      groups.invalidate()
      mentions.invalidate()
    },
  }
}

function summaries(held: readonly Held[]): readonly GroupSummary[] {
  const activity = ({ lastMessage }: GroupSummary) => lastMessage?.sentAt ?? 0
  return held
    .map(({ view }) => view.summary())
    .sort((left, right) => activity(right) - activity(left))
}

function missedIn(held: readonly Held[]): CatchUp {
  const activity = ({ session }: Held) => session.parts.history.lastMessage()?.sentAt ?? 0
  return {
    groups: held
      .toSorted((left, right) => activity(right) - activity(left))
      .flatMap(({ view }) => view.reading.missed(view.summary().name) ?? []),
  }
}

function mentionsIn(held: readonly Held[]): readonly MentionEntry[] {
  return held
    .flatMap(({ view, session }) => {
      const { history } = session.parts
      const found = history.mentions()
      const shown = history.shown(found.map(({ message }) => message))
      const { id: group, name: groupName } = view.summary()
      return found.flatMap(({ thread, unread }, at): readonly MentionEntry[] => {
        const message = shown[at]
        return message === undefined ? [] : [{ group, groupName, message, thread, unread }]
      })
    })
    .toSorted((left, right) => right.message.sentAt - left.message.sentAt)
    .slice(0, MAX_MENTIONS)
}
