/** What can be asked about one person of a group, and what the question leads to. */
import type { GroupPerson } from '@parley/react'

export type PersonQuestion = 'role' | 'mute' | 'remove' | 'compare' | 'leave'

export interface Asked {
  readonly about: PersonQuestion
  readonly person: GroupPerson
}
