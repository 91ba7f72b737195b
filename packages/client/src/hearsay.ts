/**
 * Groups that a relay names and nothing here knows: somebody may have let this person in without a link.
 *
 * A relay can name anything, so only a few are looked into, and a group is this person's only once its
 * own records say so. Rule GS36.
 */
import type { GroupId } from '@parley/protocol'
import type { Clock, Stop } from './ports.ts'

export interface Hearsay {
  /** Named by a relay, not confirmed yet. */
  has(group: GroupId): boolean
  hear(group: GroupId): void
  /** What was on this device is open: what is named from now on, or was before, is news. */
  begin(): void
  /** Its own records say that this person is in. */
  confirm(group: GroupId): void
  close(): void
}

export interface HearsayPorts {
  readonly clock: Clock
  isOpening(group: GroupId): boolean
  /** Rejects when it does not open. */
  open(group: GroupId): Promise<void>
}

const MAX_GROUPS = 8
/** More that are named wait for their turn: who was away for days may have been added to many. */
const MAX_WAITING = 4_096
/** Another own device, which knows more about it, may be about to say so. */
const LOOK_AFTER_MS = 2_000

export function newHearsay(ports: HearsayPorts): Hearsay {
  const groups = new Set<GroupId>()
  const waiting = new Set<GroupId>()
  const stops: Stop[] = []
  let hasBegun = false

  async function look(group: GroupId): Promise<void> {
    if (ports.isOpening(group)) return drop(group)
    await ports.open(group).catch(() => drop(group))
  }

  function drop(group: GroupId): void {
    groups.delete(group)
    for (const next of waiting) {
      if (groups.size >= MAX_GROUPS) return
      waiting.delete(next)
      hear(next)
    }
  }

  function hear(group: GroupId): void {
    if (ports.isOpening(group) || groups.has(group)) return
    if (groups.size >= MAX_GROUPS) return void (waiting.size < MAX_WAITING && waiting.add(group))
    groups.add(group)
    if (hasBegun) lookLater(group)
  }

  function lookLater(group: GroupId): void {
    stops.push(ports.clock.after(LOOK_AFTER_MS, () => void look(group)))
  }

  return {
    has: (group) => groups.has(group),
    hear,
    begin() {
      hasBegun = true
      for (const group of groups) lookLater(group)
    },
    confirm: drop,
    close() {
      for (const stop of stops) stop()
    },
  }
}
