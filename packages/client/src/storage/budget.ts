/** How much room a person gives Parley on this device, and what has to go for it. Rule SP17. */
import type { AllMeasured } from './measuring.ts'
import type { GroupId } from '@parley/protocol'

/**
 * What goes first is what lies furthest back from the newest of its group, in whatever group; until the rest
 * fits, or nothing more may go.
 */
export function planFor(
  { groups, otherBytes }: AllMeasured,
  budgetBytes: number,
): ReadonlyMap<GroupId, readonly number[]> {
  const plan = new Map<GroupId, number[]>()
  let excess = groups.reduce((sum, { bytes }) => sum + bytes, otherBytes) - budgetBytes
  const candidates = groups.flatMap(({ group, freeable }) => {
    const newest = Math.max(...freeable.keys())
    return [...freeable].map(([segment, bytes]) => ({
      group,
      segment,
      bytes,
      age: newest - segment,
    }))
  })
  for (const { group, segment, bytes } of candidates.toSorted(
    (left, right) => right.age - left.age,
  )) {
    if (excess <= 0) break
    excess -= bytes
    plan.set(group, [...(plan.get(group) ?? []), segment])
  }
  return plan
}
