/** Brings the first message of a day onto the screen: opens what is older until it is there. Rule GS92. */
import type { DayReveal } from '../model.ts'
import type { RevealPorts } from './reveal.ts'

type DayPorts = Pick<RevealPorts, 'window' | 'timeline'>

/**
 * The first message of the main conversation from that moment on, epoch milliseconds. What is shown has no
 * gaps, so all segments from its own on are opened, and at most one before it. Rejects with StorageFailed.
 */
export async function revealDay(ports: DayPorts, dayAt: number): Promise<DayReveal> {
  const { window, timeline } = ports
  let isWhole = true
  await window.whenRead()
  while (window.shownFrom() > 0 && !beginsBefore(ports, dayAt)) {
    isWhole = (await window.fetch(window.shownFrom() - 1)) && isWhole
    await window.showOlder({ unheld: true })
  }
  const first = timeline()
    .messages()
    .find(({ segment, sentAt }) => segment >= window.shownFrom() && sentAt >= dayAt)
  if (first !== undefined) return { where: 'here', key: first.key }
  return { where: isWhole ? 'none' : 'not-held' }
}

/** By most of the oldest segment's messages: single ones may claim any time. */
function beginsBefore({ window, timeline }: DayPorts, at: number): boolean {
  const oldest = timeline()
    .messages()
    .filter(({ segment }) => segment === window.shownFrom())
  const earlier = oldest.filter(({ sentAt }) => sentAt < at)
  return oldest.length > 0 && earlier.length * 2 > oldest.length
}
