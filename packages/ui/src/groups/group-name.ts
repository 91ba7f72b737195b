/** What a group is called on screen. */
import type { GroupSummary } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** A group that is still being joined has no name yet. */
export function nameOf(group: Pick<GroupSummary, 'name' | 'state'>): string {
  if (group.name !== '') return group.name
  const isComing = group.state === 'joining' || group.state === 'waiting'
  return isComing ? texts.groups.unnamedJoining : texts.groups.unnamed
}
