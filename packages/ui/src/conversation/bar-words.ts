/** Why somebody cannot write here now, in words, and what they still can do. */
import type { Standing } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { moment } from '../time/dates.ts'

export interface BarWords {
  readonly title: string
  readonly hint: string
}

export function barWords(
  { bar, until, mayReact }: Standing,
  now: number,
  says = texts.bars,
): BarWords {
  switch (bar) {
    case 'muted': {
      const isTimed = until !== undefined && until > 0
      return {
        title: isTimed ? says.mutedUntil(moment(until, now)) : says.muted,
        hint: mayReact ? says.mutedHint : says.mutedHintReads,
      }
    }
    case 'announcements':
      return { title: says.announcements, hint: says.announcementsHint }
    case 'hushed':
      return { title: says.hushed, hint: says.hushedHint }
    case 'locked':
      return { title: says.locked, hint: says.lockedHint }
    case 'locked-out':
      return { title: says.locked, hint: says.lockedOutHint }
    case 'guest':
      return { title: says.guest, hint: says.guestHint }
    case 'slow':
    case undefined:
      return { title: says.other, hint: says.otherHint }
  }
}
