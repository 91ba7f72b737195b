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
/** Another own device, which knows more about it, may be about to say so. */
const LOOK_AFTER_MS = 2_000

export function newHearsay(ports: HearsayPorts): Hearsay {
  const groups = new Set<GroupId>()
  const stops: Stop[] = []
  let hasBegun = false

  async function look(group: GroupId): Promise<void> {
    if (ports.isOpening(group)) return void groups.delete(group)
    await ports.open(group).catch(() => groups.delete(group))
  }

  function lookLater(group: GroupId): void {
    stops.push(ports.clock.after(LOOK_AFTER_MS, () => void look(group)))
  }

  return {
    has: (group) => groups.has(group),
    hear(group) {
      if (ports.isOpening(group) || groups.has(group) || groups.size >= MAX_GROUPS) return
      groups.add(group)
      if (hasBegun) lookLater(group)
    },
    begin() {
      hasBegun = true
      for (const group of groups) lookLater(group)
    },
    confirm: (group) => void groups.delete(group),
    close() {
      for (const stop of stops) stop()
    },
  }
}
