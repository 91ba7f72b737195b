/** What was written in a society, and what its author's device knew of the others at that moment. */
import type { Group, LogEntry, PersonId } from '@parley/client'
import type { Inhabitant } from './inhabitant.ts'

export interface Writing {
  readonly author: Inhabitant
  readonly text: string
  /** While its author's device was away for good. */
  readonly isHidden: boolean
  readonly isForged: boolean
  readonly presentPeople: ReadonlySet<PersonId>
  readonly knownActs: ReadonlySet<string>
  readonly removals: readonly LogEntry[]
  outcome: 'kept' | 'changed' | 'refused' | 'unknown'
}

/** Of which nobody is ever to see anything. */
export function forgedWriting(author: Inhabitant, text: string): Writing {
  const nothing = { presentPeople: new Set<PersonId>(), knownActs: new Set<string>(), removals: [] }
  return { author, text, isHidden: true, isForged: true, ...nothing, outcome: 'unknown' }
}

export function writingBy(author: Inhabitant, group: Group, text: string): Writing {
  const log = group.log.get()
  return {
    author,
    text,
    isHidden: author.isHidden,
    isForged: false,
    presentPeople: new Set(group.info.get().people.map(({ person }) => person)),
    knownActs: new Set(log.map(({ id }) => id)),
    removals: log.filter(({ type, took }) => type === 'remove' && took),
    outcome: 'unknown',
  }
}
