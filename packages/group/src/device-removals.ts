/**
 * Which devices were taken out, decided before anything else.
 *
 * What the root signed stands. Among the others a removal falls when its author was itself taken out
 * before or beside it, unless the two are in one circle of removals: then all of the circle stand, so
 * that nobody wins by being quick with backdating. Removals only ever add up. Rules RO20 to RO24.
 */
import type { Cut, DeviceKey, PersonId, RecordId } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Introductions, PlacedIntroduction } from './introductions.ts'
import { addToList } from './lists.ts'
import { inCircles } from './circles.ts'

export interface DeviceRemoval {
  readonly at: number
  readonly id: RecordId
  readonly author: DeviceKey
  readonly person: PersonId
  readonly device: DeviceKey
  readonly isRooted: boolean
  readonly cut: Cut
}

export interface DeviceRemovals {
  isValid(undevice: RecordId): boolean
  /** Valid removals of a person's device. */
  of(person: PersonId, device: DeviceKey): readonly DeviceRemoval[]
}

export function decideDeviceRemovals(
  graph: ActionGraph,
  introductions: Introductions,
): DeviceRemovals {
  const byPerson = new Map<PersonId, DeviceRemoval[]>()
  for (const removal of removalsIn(graph, introductions))
    addToList(byPerson, removal.person, removal)
  const valid = new Map<string, DeviceRemoval[]>()
  const ids = new Set<RecordId>()
  for (const [person, removals] of byPerson)
    for (const removal of standing(removals, { graph, introductions, person })) {
      addToList(valid, keyOf(person, removal.device), removal)
      ids.add(removal.id)
    }
  return {
    isValid: (undevice) => ids.has(undevice),
    of: (person, device) => (ids.size === 0 ? [] : (valid.get(keyOf(person, device)) ?? [])),
  }
}

/** Whether a chain leads through a device that was taken out before the introduction. */
export function isCutOff(
  introduction: PlacedIntroduction,
  removals: DeviceRemovals,
  known: { readonly graph: ActionGraph; readonly introductions: Introductions },
): boolean {
  const { person, through } = introduction
  return through.some((link) =>
    removals.of(person, link).some((removal) => cutsOff(removal, introduction, known)),
  )
}

interface Known {
  readonly graph: ActionGraph
  readonly introductions: Introductions
  readonly person: PersonId
}

function keyOf(person: PersonId, device: DeviceKey): string {
  return `${person}/${device}`
}

function removalsIn(graph: ActionGraph, introductions: Introductions): DeviceRemoval[] {
  return graph.ordered.flatMap(({ id, device: author, action }, at) => {
    if (action.type !== 'undevice') return []
    const person = introductions.personOf(author)
    const owner = introductions.personOf(action.device)
    if (person === undefined || (owner !== undefined && owner !== person)) return []
    const { device, cut } = action
    return [{ at, id, author, person, device, cut, isRooted: action.rootSignature !== undefined }]
  })
}

function standing(removals: readonly DeviceRemoval[], known: Known): DeviceRemoval[] {
  const rooted = removals.filter(({ isRooted }) => isRooted)
  const open = removals.filter(
    (removal) =>
      !removal.isRooted &&
      !isOverruledByRoot(removal, rooted, known) &&
      !rooted.some((one) => threatens(one, removal, known)),
  )
  const valid: DeviceRemoval[] = []
  for (const circle of inCircles(open, targetsAmong(open, known))) {
    const unopposed = circle.filter(
      (removal) => !valid.some((other) => threatens(other, removal, known)),
    )
    // Within a circle only what one knew of when signing counts against one.
    const stand: DeviceRemoval[] = []
    for (const removal of unopposed.sort((a, b) => a.at - b.at))
      if (!stand.some((other) => knewOf(removal, other, known))) stand.push(removal)
    valid.push(...stand)
  }
  return [...rooted, ...valid]
}

/** The root said something else of the same key, not knowing of it. */
function isOverruledByRoot(
  removal: DeviceRemoval,
  rooted: readonly DeviceRemoval[],
  { graph, introductions }: Known,
): boolean {
  const restored = introductions.ofDevice(removal.device).filter(({ isRooted }) => isRooted)
  return [...restored, ...rooted.filter(({ device }) => device === removal.device)].some(({ at }) =>
    graph.areConcurrent(at, removal.at),
  )
}

/** Whom each may threaten: removals by its device, and by devices that it vouched for. */
function targetsAmong(
  removals: readonly DeviceRemoval[],
  known: Known,
): (from: DeviceRemoval) => readonly DeviceRemoval[] {
  const byDevice = new Map<DeviceKey, DeviceRemoval[]>()
  for (const removal of removals) {
    const links = known.introductions.ofDevice(removal.author).flatMap(({ through }) => through)
    for (const device of new Set([removal.author, ...links])) addToList(byDevice, device, removal)
  }
  return (from) =>
    (byDevice.get(from.device) ?? []).filter((removal) => threatens(from, removal, known))
}

/** The author of `removal` had seen its own device, or what vouches for it, taken out. */
function knewOf(removal: DeviceRemoval, other: DeviceRemoval, known: Known): boolean {
  return known.graph.builds(removal.at, other.at) && threatens(other, removal, known)
}

/** Whether `other`, if it stands, leaves the author of `removal` no device to write it with. */
function threatens(other: DeviceRemoval, removal: DeviceRemoval, known: Known): boolean {
  const { graph, introductions, person } = known
  if (other === removal) return false
  if (other.device === removal.author) return !graph.builds(other.at, removal.at)
  return introductions
    .ofDevice(removal.author)
    .every((one) => one.person === person && cutsOff(other, one, known))
}

/**
 * An introduction through the device, which the removal did not know of; unless it knew a later device
 * of that chain by its own word and let it stand: a phone that is retired takes nobody with it.
 */
function cutsOff(
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
