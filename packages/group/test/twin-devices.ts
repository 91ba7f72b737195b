/**
 * The slow twin, second part: keys of one person, decided before any rank (DESIGN 4, rule 2).
 *
 * One removal threatens another when it names the key that signed it, or a key its signer was certified
 * by, and does not build on it. Removals that threaten each other in a circle stand side by side.
 */
import type { DeviceKey } from '@parley/protocol'
import { toDeviceKey } from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import {
  type ActionOf,
  type Facts,
  introductionIn,
  isOf,
  personOfRoot,
  speaksForItself,
} from './twin-facts.ts'

type Undevice = ActionOf<'undevice'>

/** Valid removals of keys. */
export function validUndevices(facts: Facts): readonly Undevice[] {
  const all = facts.held
    .filter((one) => isOf(one, 'undevice'))
    .filter(({ device, action }) => {
      const person = facts.personOf(device)
      const named = facts.personOf(action.device)
      // A key that has said nothing here yet may be removed before it does.
      return person !== undefined && (named === undefined || named === person)
    })
  const named = facts.held.flatMap((one) => {
    if (!isByRoot(facts, one)) return []
    const { id, device } = one
    const person = facts.personOf(device)
    if (isOf(one, 'device') && speaksForItself(facts, one)) return [{ id, person, key: device }]
    const undevice = all.find((other) => other === one)
    return undevice === undefined ? [] : [{ id, person, key: undevice.action.device }]
  })
  const isTakenBack = (one: Undevice) =>
    named.some(
      ({ id, person, key }) =>
        key === one.action.device &&
        person === facts.personOf(one.device) &&
        facts.isConcurrent(id, one.id),
    )
  // What the root says is decided first; what that voids takes part in nothing.
  const byRoot = all.filter((one) => isByRoot(facts, one))
  const ordinary = all.filter(
    (one) =>
      !isByRoot(facts, one) &&
      !isTakenBack(one) &&
      !byRoot.some((other) => threatens(facts, other, one)),
  )
  const reached = new Map(ordinary.map((one) => [one, reachOf(facts, ordinary, one)]))
  const isCircle = (one: Undevice, other: Undevice) =>
    reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true
  return [...byRoot, ...ordinary.filter(stands)]

  function stands(one: Undevice): boolean {
    return !ordinary.some((other) => {
      if (!threatens(facts, other, one)) return false
      const counts = !isCircle(one, other) || facts.isBefore(other.id, one.id)
      return counts && stands(other)
    })
  }
}

function threatens(facts: Facts, one: Undevice, other: Undevice): boolean {
  if (one === other) return false
  if (one.action.device === other.device && !facts.isBefore(other.id, one.id)) return true
  const introductions = facts.introductionsOf(other.device)
  return introductions.length > 0 && introductions.every((by) => !isFree(facts, by, one))
}

/** All that a removal threatens, at any distance. */
function reachOf(facts: Facts, all: readonly Undevice[], from: Undevice): ReadonlySet<Undevice> {
  const reached = new Set<Undevice>()
  const queue = [from]
  for (let one = queue.pop(); one !== undefined; one = queue.pop())
    for (const other of all)
      if (!reached.has(other) && threatens(facts, one, other)) {
        reached.add(other)
        queue.push(other)
      }
  return reached
}

/**
 * Whether an introduction does not rest on a key that was removed before it was known. Whoever removed
 * a key and knew a later one of the chain by its own word let that one stand, and what it vouches for.
 */
function isFree(facts: Facts, by: VerifiedAction, undevice: Undevice): boolean {
  const introduction = introductionIn(by)
  if (introduction === undefined) return false
  // Nobody removes keys of others, not even by naming one that has said nothing here yet.
  const person = personOfRoot(introduction.root)
  if (facts.personOf(undevice.device) !== person) return true
  if (facts.isBefore(by.id, undevice.id) || (isOf(by, 'device') && isByRoot(facts, by))) return true
  const chain = introduction.chain.map(({ devicePublic }) => toDeviceKey(devicePublic))
  const vouching = chain.slice(0, -1)
  return vouching.every((key, at) => {
    if (key !== undevice.action.device) return true
    const known = vouching.slice(at + 1).filter((later) => facts.personOf(later) === person)
    return known.some((later) => hasSaidItself(facts, later, undevice))
  })
}

/** Whether the key had introduced itself, as whom it speaks for, to the one who wrote this. */
function hasSaidItself(facts: Facts, device: DeviceKey, to: VerifiedAction): boolean {
  return facts
    .introductionsOf(device)
    .some((one) => !isOf(one, 'add') && facts.isBefore(one.id, to.id))
}

/** Whether some introduction of the key rests on no removed one. */
export function isVouchedFor(
  facts: Facts,
  device: DeviceKey,
  undevices: readonly Undevice[],
): boolean {
  return facts
    .introductionsOf(device)
    .some((by) => undevices.every((undevice) => isFree(facts, by, undevice)))
}

/** A removed key never acts again: whatever it signed must be in the past of its removal. */
export function isOutside(
  facts: Facts,
  { id, device }: VerifiedAction,
  undevices: readonly Undevice[],
): boolean {
  if (!isVouchedFor(facts, device, undevices)) return true
  return undevices.some((one) => one.action.device === device && !facts.isBefore(id, one.id))
}

export function isLive(facts: Facts, device: DeviceKey, undevices: readonly Undevice[]): boolean {
  const isRemoved = undevices.some(({ action }) => action.device === device)
  return !isRemoved && isVouchedFor(facts, device, undevices)
}

/** A device record carries its root and was checked by it; an undevice is the root's of whoever wrote it. */
function isByRoot(facts: Facts, one: VerifiedAction): boolean {
  if (isOf(one, 'device')) return one.action.rootSignature !== undefined
  const owner = facts.personOf(one.device)
  return facts.introductionsOf(one.device).some((by) => {
    const root = introductionIn(by)?.root
    return root !== undefined && personOfRoot(root) === owner && one.isSignedBy?.(root) === true
  })
}
