/** Brings a message onto the screen: opens what is older until it is there, or until all has been looked at. */
import type { MessageKey, Timeline } from '@parley/group'
import { refKey } from '@parley/group'
import type { Reveal } from '../model.ts'
import type { Window } from './window.ts'

export interface RevealPorts {
  readonly window: Window
  timeline(): Timeline
}

/** `hint`: the segment it stood in once. Rejects with StorageFailed. */
export async function reveal(
  ports: RevealPorts,
  key: MessageKey,
  hint: number | undefined,
): Promise<Reveal> {
  const { window, timeline } = ports
  let isWhole = true
  if (timeline().get(key) === undefined && hint !== undefined) isWhole = await window.fetch(hint)
  while (timeline().get(key) === undefined && window.shownFrom() > 0) {
    isWhole = (await window.fetch(window.shownFrom() - 1)) && isWhole
    await window.showOlder({ unheld: true })
  }
  return (await shownNow(ports, key)) ?? { where: isWhole ? 'none' : 'not-held' }
}

/** `undefined` when it is not held, or stands nowhere. */
async function shownNow(
  { window, timeline }: RevealPorts,
  key: MessageKey,
): Promise<Reveal | undefined> {
  const message = timeline().get(key)
  if (message === undefined) return undefined
  if (message.thread !== undefined) {
    const { root } = message
    const rootKey = root && refKey(root)
    const isThere = rootKey !== undefined && timeline().thread(rootKey) !== undefined
    return isThere ? { where: 'here', thread: rootKey } : { where: 'none' }
  }
  while (message.segment < window.shownFrom()) await window.showOlder({ unheld: true })
  return { where: 'here' }
}
