/** What a relay told of documents: that a group is there, and how many places a segment has. */
import { type GroupId, parseDocName } from '@parley/protocol'

interface Follower {
  followAgain(): void
  readonly window: { learn(segment: number, placesCount: number): void }
}

export interface ToldPlacesPorts {
  /** `undefined` while it is not open. */
  sessionOf(group: GroupId): Follower | undefined
  isOpening(group: GroupId): boolean
  /** The relay has something of this group. */
  onGroup(group: GroupId): void
}

export interface ToldPlaces {
  hear(doc: string, placesCount: number): void
  /** The group is open: what was told of it before is told again. */
  opened(group: GroupId): void
}

export function newToldPlaces({ sessionOf, isOpening, onGroup }: ToldPlacesPorts): ToldPlaces {
  const early = new Map<string, number>()

  function hear(doc: string, placesCount: number): void {
    const name = parseDocName(doc)
    if (name?.kind === 'group' && placesCount > 0) {
      onGroup(name.group)
      sessionOf(name.group)?.followAgain()
    }
    if (name?.kind !== 'segment') return
    const session = sessionOf(name.group)
    if (session !== undefined) return session.window.learn(name.segment, placesCount)
    if (isOpening(name.group)) early.set(doc, placesCount)
  }

  return {
    hear,
    opened(group) {
      for (const [doc, count] of early) if (parseDocName(doc)?.group === group) hear(doc, count)
    },
  }
}
