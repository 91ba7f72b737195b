/**
 * Which removals of devices threaten which: those that name the device that signed another, or one
 * that vouches for it, and do not know of it. Rules RO21 and RO23.
 */
import type { Cut, DeviceKey, PersonId, RecordId } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { type Links, newPool, type Pool, type Relation } from './circles.ts'
import type { Introductions, PlacedIntroduction } from './introductions.ts'
import { addToList } from './lists.ts'

export interface DeviceRemoval {
  readonly at: number
  readonly id: RecordId
  readonly author: DeviceKey
  readonly person: PersonId
  readonly device: DeviceKey
  readonly isRooted: boolean
  readonly cut: Cut
}

export interface Known {
  readonly graph: ActionGraph
  readonly introductions: Introductions
  readonly person: PersonId
}

export interface Threats {
  of(device: DeviceKey): readonly DeviceRemoval[]
  /** Whether one that counts threatens the removal. */
  anyThreatens(removal: DeviceRemoval, counts: (other: DeviceRemoval) => boolean): boolean
  /** Afresh, for one search of circles. */
  relation(): Relation<DeviceRemoval>
}

/**
 * Which of `some` threaten which of `others`. Those that cut off an author threaten all it wrote: that
 * is found once for each author, and not for each pair.
 */
export function newThreats(
  some: readonly DeviceRemoval[],
  others: readonly DeviceRemoval[],
  known: Known,
): Threats {
  const { graph, introductions } = known
  const byDevice = groupedBy(some, ({ device }) => device)
  const byAuthor = groupedBy(others, ({ author }) => author)
  const cutters = new Map<DeviceKey, DeviceRemoval[]>()
  const cutBy = new Map<DeviceRemoval, DeviceKey[]>()
  for (const author of byAuthor.keys()) {
    const links = introductions.ofDevice(author).flatMap(({ through }) => through)
    for (const device of new Set(links))
      for (const removal of (device !== author && byDevice.get(device)) || [])
        if (leavesNone(removal, author, known)) {
          addToList(cutters, author, removal)
          addToList(cutBy, removal, author)
        }
  }
  return {
    of: (device) => byDevice.get(device) ?? [],
    anyThreatens: (removal, counts) =>
      (byDevice.get(removal.author) ?? []).some(
        (other) => other !== removal && counts(other) && !graph.builds(other.at, removal.at),
      ) || (cutters.get(removal.author) ?? []).some((other) => other !== removal && counts(other)),
    relation() {
      const [written, naming, cutting] = [byAuthor, byDevice, cutters].map(poolsOf)
      const always = () => true
      return {
        onward: (from) => [
          ...linksIn(written?.get(from.device), (to) => !graph.builds(from.at, to.at)),
          ...(cutBy.get(from) ?? []).flatMap((author) => linksIn(written?.get(author), always)),
        ],
        back: (to) => [
          ...linksIn(naming?.get(to.author), (from) => !graph.builds(from.at, to.at)),
          ...linksIn(cutting?.get(to.author), always),
        ],
      }
    },
  }
}

function groupedBy(
  removals: readonly DeviceRemoval[],
  keyed: (removal: DeviceRemoval) => DeviceKey,
): Map<DeviceKey, DeviceRemoval[]> {
  const groups = new Map<DeviceKey, DeviceRemoval[]>()
  for (const removal of removals) addToList(groups, keyed(removal), removal)
  return groups
}

function poolsOf(
  groups: ReadonlyMap<DeviceKey, readonly DeviceRemoval[]>,
): ReadonlyMap<DeviceKey, Pool<DeviceRemoval>> {
  return new Map([...groups].map(([device, group]) => [device, newPool(group)]))
}

function linksIn(
  pool: Pool<DeviceRemoval> | undefined,
  holds: (other: DeviceRemoval) => boolean,
): Links<DeviceRemoval>[] {
  return pool === undefined ? [] : [{ pool, holds }]
}

/** Whether a removal, if it stands, leaves nothing that vouches for a device it does not name. */
export function leavesNone(removal: DeviceRemoval, author: DeviceKey, known: Known): boolean {
  return known.introductions
    .ofDevice(author)
    .every((one) => one.person === known.person && cutsOff(removal, one, known))
}

/**
 * An introduction through the device, which the removal did not know of; unless it knew a later device
 * of that chain by its own word and let it stand: a phone that is retired takes nobody with it.
 */
export function cutsOff(
  removal: Pick<DeviceRemoval, 'at' | 'device'>,
  introduction: PlacedIntroduction,
  { graph, introductions }: Pick<Known, 'graph' | 'introductions'>,
): boolean {
  const { at, through, person, isRooted } = introduction
  const link = through.indexOf(removal.device)
  if (link < 0 || isRooted || graph.builds(removal.at, at)) return false
  const spared = through
    .slice(link + 1)
    .some((later) =>
      introductions
        .ofDevice(later)
        .some((one) => one.isOwn && one.person === person && graph.builds(removal.at, one.at)),
    )
  return !spared
}
