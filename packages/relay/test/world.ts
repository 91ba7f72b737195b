/** A relay on a fake clock, and the journal under it. */
import { nodePorts } from '../src/node-ports.ts'
import type { Journal } from '../src/journal/journal.ts'
import { newMemoryDisk, newMemoryJournal } from '../src/journal/memory-journal.ts'
import { DEFAULT_LIMITS, type RelayLimits } from '../src/limits.ts'
import type { Neighbours, RelayEvent } from '../src/ports.ts'
import { openRelay } from '../src/relay.ts'
import { type FakeClock, newFakeClock } from './fake-clock.ts'
import { newPerson, type Person } from './people.ts'
import { ORIGIN, TestClient } from './sockets.ts'

export async function newWorld({
  limits = {},
  disk = newMemoryDisk(),
  journal = newMemoryJournal(disk),
  neighbours,
  startAt,
}: {
  limits?: Partial<RelayLimits>
  disk?: ReturnType<typeof newMemoryDisk>
  journal?: Journal
  neighbours?: Neighbours
  /** By its clock, epoch milliseconds. */
  startAt?: number
} = {}) {
  const clock: FakeClock = newFakeClock(startAt)
  const events: RelayEvent[] = []
  const { random, verify } = nodePorts()
  const relay = await openRelay({
    journal,
    clock,
    random,
    verify,
    limits,
    ...(neighbours !== undefined && { neighbours }),
    isOrigin: (origin) => origin === ORIGIN,
    log: (event) => void events.push(event),
  })
  return {
    clock,
    disk,
    relay,
    events,
    journal,
    /** A socket with nothing said on it yet. */
    connect: (person: Person = newPerson(), address?: string) =>
      new TestClient(relay, person, address),
    /** The same, of somebody whom a closed relay did not invite. */
    connectUninvited(person: Person) {
      const accept: typeof relay.accept = (socket, peer) =>
        relay.accept(socket, { ...peer, mayFound: false })
      return new TestClient({ accept }, person)
    },
  }
}

/** Limits with some allowances of their own. */
export function allowing(some: Partial<RelayLimits['allowances']>): Partial<RelayLimits> {
  return { allowances: { ...DEFAULT_LIMITS.allowances, ...some } }
}
