/**
 * Brings a message onto the screen: fetches what is older until it is held, or until all has been looked at
 * where it can be. Nothing is shown before it is found. Rules GS86, GS90.
 */
import type { MessageKey, Timeline } from '@parley/group'
import { refKey } from '@parley/group'
import type { Reveal } from '../model.ts'
import type { Window } from './window.ts'

export interface RevealPorts {
  readonly window: Window
  timeline(): Timeline
  /** The newest segment. */
  newest(): number
}

/** A message that was signed again after a refusal stands a little further on than it did. */
const LOOK_AROUND = 4

/** `hint`: the segment it stood in once, as whoever made a link or a reply says. Rejects with StorageFailed. */
export async function reveal(
  ports: RevealPorts,
  key: MessageKey,
  hint: number | undefined,
): Promise<Reveal> {
  const { window, timeline, newest } = ports
  if (timeline().get(key) === undefined) await window.whenRead()
  let isWhole = hint === undefined || hint <= newest()
  for (const segment of hint === undefined ? olderThan(window.shownFrom()) : around(hint)) {
    if (timeline().get(key) !== undefined) break
    if (segment <= newest()) isWhole = (await window.fetch(segment)) && isWhole
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

function olderThan(segment: number): readonly number[] {
  return Array.from({ length: segment }, (_, at) => segment - 1 - at)
}

/** Any member may write a link to a message that never was: it opens these and no more (AT194). */
function around(hint: number): readonly number[] {
  const steps = Array.from({ length: LOOK_AROUND }, (_, at) => at + 1)
  const all = [hint, ...steps.flatMap((step) => [hint + step, hint - step])]
  return all.filter((segment) => segment >= 0)
}
