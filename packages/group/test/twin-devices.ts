/**
 * The slow twin, second part: keys of one person, decided before any rank (DESIGN 4, rule 2).
 *
 * One removal threatens another when it names the key that signed it, or a key its signer was certified
 * by, and does not build on it. Removals that threaten each other in a circle stand side by side.
 */
import type { DeviceKey } from '@parley/protocol'
import { toDeviceKey } from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import { type ActionOf, type Facts, introductionIn, isOf, speaksForItself } from './twin-facts.ts'

type Undevice = ActionOf<'undevice'>

/** Valid removals of keys. */
export function validUndevices(facts: Facts): readonly Undevice[] {
  const all = facts.held
    .filter((one) => isOf(one, 'undevice'))
    .filter(({ device, action }) => {
      const person = facts.personOf(device)
      return person !== undefined && person === facts.personOf(action.device)
    })
  const reassured = facts.held.filter(
    (one) => isOf(one, 'device') && isByRoot(one) && speaksForItself(facts, one),
  )
  const reached = new Map(all.map((one) => [one, reachOf(facts, all, one)]))
  const isCircle = (one: Undevice, other: Undevice) =>
    reached.get(one)?.has(other) === true && reached.get(other)?.has(one) === true
  return all.filter(stands)

  function stands(one: Undevice): boolean {
    if (isByRoot(one)) return true
    const isTakenBack = reassured.some(
      ({ id, device }) => device === one.action.device && facts.isConcurrent(id, one.id),
    )
    if (isTakenBack) return false
    return !all.some((other) => {
      if (!threatens(facts, other, one)) return false
      const counts = isByRoot(other) || !isCircle(one, other) || facts.isBefore(other.id, one.id)
      return counts && stands(other)
    })
  }
}

function threatens(facts: Facts, one: Undevice, other: Undevice): boolean {
  if (facts.isBefore(other.id, one.id) || one === other) return false
  if (one.action.device === other.device) return true
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

/** Whether an introduction does not rest on a key that was removed before it was known. */
function isFree(facts: Facts, by: VerifiedAction, undevice: Undevice): boolean {
  const chain = introductionIn(by)?.chain.slice(0, -1) ?? []
  const rests = chain.some(({ devicePublic }) => toDeviceKey(devicePublic) === undevice.action.device)
  return !rests || facts.isBefore(by.id, undevice.id) || (isOf(by, 'device') && isByRoot(by))
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

function isByRoot({ action }: VerifiedAction): boolean {
  return 'rootSignature' in action && action.rootSignature !== undefined
}
