/** Whether somebody asked to come in and never did: they know nothing of the group. */
import type { GroupInfo } from '@parley/react'

export function isTurnedAway({ state, departure }: GroupInfo): boolean {
  const isOut = state === 'left' || state === 'removed'
  return isOut && (departure?.type === 'declined' || departure?.type === 'withdrawn')
}
