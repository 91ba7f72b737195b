/** What a notice says. */
import type { GroupInfo, Notice } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** `textsCount`: of what was written; `state`: how this person stands to the group now. */
export function noticeWords(
  { type, by = '' }: Notice,
  textsCount: number,
  state: GroupInfo['state'] | undefined,
): string {
  const says = texts.notices
  if (type === 'not-sent') return says.notSent(textsCount)
  if (type === 'not-shown') {
    const why =
      by === ''
        ? says.changedBefore(textsCount)
        : state === 'removed'
          ? says.removedBefore(by, textsCount)
          : says.changedByBefore(by, textsCount)
    return `${why} ${says.nobodySees(textsCount)}`
  }
  if (type === 'identity-changed' && by !== '') return says.changedBy(by)
  return says.says[type]
}
