/** What an update holds, asked of the gate with nothing held before it. */
import { judgeUpdate } from '@parley/gate'

/** Where its records stand. */
export function placesIn(
  doc: string,
  update: Uint8Array,
): readonly { writer: number; clock: number }[] {
  const verdict = judgeUpdate(update, {
    doc,
    placesOf: () => 0,
    recordAt: () => undefined,
    hasEntry: () => false,
    devicesOf: () => [],
    hasAction: () => true,
    isOwn: () => false,
    refusedFrom: () => undefined,
    liveClocks: () => [],
    takesMissing: false,
    explains: () => false,
    accountsFor: () => false,
    mayDelete: () => false,
  })
  return verdict.ok ? [...verdict.accepted.map(({ place }) => place), ...verdict.refusals] : []
}
