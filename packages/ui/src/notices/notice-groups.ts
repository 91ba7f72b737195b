/** Notices as they are shown: what was written and reached nobody is told once for one reason, not text by text. */
import type { Notice } from '@parley/react'

export interface NoticeGroup {
  /** The same while texts come and go. */
  readonly key: string
  /** Oldest first; more than one only of what was written. */
  readonly notices: readonly [Notice, ...Notice[]]
}

export function isWritten({ type, text }: Notice): boolean {
  return (type === 'not-sent' || type === 'not-shown') && text !== undefined
}

/** In the order in which the first of each came. */
export function groupNotices(notices: readonly Notice[]): readonly NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>()
  for (const notice of notices) {
    const key = keyOf(notice)
    const before = groups.get(key)?.notices
    groups.set(key, { key, notices: before === undefined ? [notice] : [...before, notice] })
  }
  return [...groups.values()]
}

function keyOf(notice: Notice): string {
  const { id, type, group = '', by = '' } = notice
  return isWritten(notice) ? `${type}/${group}/${by}` : id
}
