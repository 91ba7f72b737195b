/** How one stands to a group that one is not simply in, in a word or two; nothing for one that is ready. */
import type { GroupInfo } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

interface Stand extends Pick<GroupInfo, 'state'> {
  readonly departure?: GroupInfo['departure']
}

/** A removed device says so above its groups, once for all of them. */
export function stateWords(
  { state, departure }: Stand,
  isDeviceRemoved: boolean,
): string | undefined {
  const type = departure?.type
  const isOut = state === 'left' || state === 'removed'
  if (isOut && (type === 'declined' || type === 'withdrawn')) return texts.groups[type]
  if (state === 'ready' || (state === 'closed' && isDeviceRemoved)) return undefined
  return texts.groups.states[state]
}
