/** This page, as far as the screens may use it: newer versions, installing, keeping what is stored. */
import type { Parley } from '@parley/client'
import type { Host } from '@parley/ui'
import { addressesOf } from './addresses.ts'
import { watchClassroom } from './classroom.ts'
import type { Installation } from './installing.ts'
import { goOnEarly } from './last-screen/taking-over.ts'
import { watchUpdates } from './updates.ts'

export interface PageHost extends Host {
  /** What is open now, and with it what is being written. */
  setParley(parley: Parley | undefined): void
}

export function newPageHost(installation: Installation): PageHost {
  let open: Parley | undefined
  const updates = watchUpdates(async () => open?.storage.keepDrafts())
  return {
    ...installation,
    ...updates,
    classroom: watchClassroom(),
    goOnEarly(group, box) {
      const { storage } = open ?? {}
      if (storage !== undefined) goOnEarly({ group, box, keepDrafts: () => storage.keepDrafts() })
    },
    addresses: () => addressesOf(location.origin),
    setParley(parley) {
      open = parley
      if (parley !== undefined) onceWritten(parley, () => settleIn(parley, installation))
    },
  }
}

/** There is something to lose now, and somebody who means to stay. */
function settleIn({ storage }: Parley, { hint }: Installation): void {
  void storage.persist()
  hint()
}

/** The first message that this person writes here; what they wrote at other times does not count. */
function onceWritten(parley: Parley, then: () => void): void {
  const before = newestOwn(parley)
  const stop = parley.groups.subscribe(() => {
    if (newestOwn(parley) <= before) return
    stop()
    then()
  })
}

/** Epoch milliseconds; 0 for none. */
function newestOwn(parley: Parley): number {
  const own = parley.groups.get().flatMap(({ lastMessage }) => {
    return lastMessage?.isMine === true ? [lastMessage.sentAt] : []
  })
  return Math.max(0, ...own)
}
