/**
 * Which devices were taken out, decided before anything else.
 *
 * What the root signed stands. Among the others a removal falls when its author was itself taken out
 * before or beside it, unless the two are in one circle of removals: then all of the circle stand, so
 * that nobody wins by being quick with backdating. Removals only ever add up. Rules RO20 to RO24.
 */
import type { DeviceKey, PersonId, RecordId } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Introductions, PlacedIntroduction } from './introductions.ts'
import { addToList } from './lists.ts'
import { inCircles } from './circles.ts'
import {
  cutsOff,
  type DeviceRemoval,
  type Known,
  leavesNone,
  newThreats,
  type Threats,
} from './device-threats.ts'

export type { DeviceRemoval }

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

function keyOf(person: PersonId, device: DeviceKey): string {
  return `${person}/${device}`
}

function removalsIn(graph: ActionGraph, introductions: Introductions): DeviceRemoval[] {
  return graph.ordered.flatMap((one, at) => {
    const { id, device: author, action } = one
    if (action.type !== 'undevice') return []
    const person = introductions.personOf(author)
    const owner = introductions.personOf(action.device)
    if (person === undefined || (owner !== undefined && owner !== person)) return []
    const { device, cut } = action
    const root = introductions.rootOf(author)
    const isRooted = root !== undefined && one.isSignedBy?.(root) === true
    return [{ at, id, author, person, device, cut, isRooted }]
  })
}

function standing(removals: readonly DeviceRemoval[], known: Known): DeviceRemoval[] {
  const rooted = removals.filter(({ isRooted }) => isRooted)
  const byRoot = newThreats(rooted, removals, known)
  const isOverruled = overruledByRoot(byRoot, known)
  const open = removals.filter(
    (removal) =>
      !removal.isRooted && !isOverruled(removal) && !byRoot.anyThreatens(removal, () => true),
  )
  const threats = newThreats(open, open, known)
  const valid = new Set<DeviceRemoval>()
  for (const circle of inCircles(open, threats.relation())) {
    const unopposed = circle.filter(
      (removal) => !threats.anyThreatens(removal, (other) => valid.has(other)),
    )
    for (const removal of thoseNotKnowing(unopposed, known)) valid.add(removal)
  }
  return [...rooted, ...valid]
}

/** Within a circle only what one knew of when signing counts against one. */
function thoseNotKnowing(circle: readonly DeviceRemoval[], known: Known): DeviceRemoval[] {
  const newest = known.graph.newestAmong(circle.map(({ at }) => at))
  const stand: DeviceRemoval[] = []
  // Nobody knew of the newest.
  const knowable: DeviceRemoval[] = []
  for (const removal of [...circle].sort((a, b) => a.at - b.at)) {
    if (knowable.some((other) => knewOf(removal, other, known))) continue
    stand.push(removal)
    if (!newest.has(removal.at)) knowable.push(removal)
  }
  return stand
}

/** Tells whether the root said something else of the same key, not knowing of it. */
function overruledByRoot(
  rooted: Threats,
  { graph, introductions }: Known,
): (removal: DeviceRemoval) => boolean {
  const saidOf = new Map<DeviceKey, readonly { readonly at: number }[]>()
  return ({ device, at: own }) => {
    const said = saidOf.get(device) ?? [
      ...introductions.ofDevice(device).filter(({ isRooted }) => isRooted),
      ...rooted.of(device),
    ]
    saidOf.set(device, said)
    return said.some(({ at }) => graph.areConcurrent(at, own))
  }
}

/** The author of `removal` had seen its own device, or what vouches for it, taken out. */
function knewOf(removal: DeviceRemoval, other: DeviceRemoval, known: Known): boolean {
  if (!known.graph.builds(removal.at, other.at)) return false
  // Whoever is built on cannot build on the same.
  return other.device === removal.author || leavesNone(other, removal.author, known)
}
