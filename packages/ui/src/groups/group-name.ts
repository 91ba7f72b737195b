/** What a group is called on screen. */
import type { GroupSummary } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

/** Whoever has not been let in, or never was, knows no name; an own group without one is new. */
export function nameOf(group: Pick<GroupSummary, 'name' | 'state'>): string {
  if (group.name !== '') return group.name
  return group.state === 'ready' ? texts.groups.unnamed : texts.groups.unnamedJoining
}
