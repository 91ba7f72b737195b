/**
 * What marks and notes leave behind when a newer one takes their place, and what dropped notes do: the
 * note until everybody who follows was told of the drop, and in its place a message that says so, for a
 * relay that lost its servers for a while and comes back.
 *
 * All of it is taken away later, message by message: a purge by subject, and a rollup, which is one, moves
 * every consumer of the stream past what it has not yet delivered (seen with NATS 2.9.10), and a relay would
 * never be told of it. What could not be taken away is found when notes are read or the mark is put again.
 */
import type { Nats } from './nats.ts'
import type { Stored } from './parts.ts'
import type { Reader } from './reader.ts'

/** Followers are told within milliseconds; this is for one whose server is just gone. */
const DROPPED_MS = 10_000
/** How long a relay may be without its servers and still be told. */
const TOMBSTONE_MS = 3_600_000
const LOOK_MS = 5_000

interface Later {
  readonly at: number
  readonly subject: string
  readonly before: number
}

export interface Leftovers {
  /** Everything of the subject before this one goes. */
  replaced(subject: string, before: number): void
  dropped(subject: string, sequence: number): void
  /** Of all marks, or all notes, that are there: those that count. */
  standing(messages: readonly Stored[]): readonly Stored[]
  close(): Promise<void>
}

export function newLeftovers({ clock }: Nats, reader: Reader): Leftovers {
  const now = new Map<string, number>()
  let later: Later[] = []
  let running: Promise<void> | undefined
  let isClosed = false

  async function run(): Promise<void> {
    for (const [subject, before] of now) {
      now.delete(subject)
      if (isClosed) return
      await reader.eraseBefore(subject, before)
    }
  }

  function start(): void {
    if (isClosed || now.size === 0) return
    running ??= run()
      .catch(() => undefined)
      .finally(() => {
        running = undefined
        start()
      })
  }

  function replaced(subject: string, before: number): void {
    now.set(subject, Math.max(before, now.get(subject) ?? 0))
    start()
  }

  function drop(subject: string, sequence: number, droppedAt: number): void {
    later.push(
      { at: droppedAt + DROPPED_MS, subject, before: sequence },
      { at: droppedAt + TOMBSTONE_MS, subject, before: sequence + 1 },
    )
  }

  const cancel = clock.every(LOOK_MS, () => {
    const due = later.filter(({ at }) => at <= clock.now())
    later = later.filter(({ at }) => at > clock.now())
    for (const { subject, before } of due) replaced(subject, before)
  })

  return {
    replaced,
    dropped: (subject, sequence) => drop(subject, sequence, clock.now()),
    standing(messages) {
      const last = [...new Map(messages.map((stored) => [stored.subject, stored])).values()]
      const known = new Set(later.map(({ subject }) => subject))
      for (const { subject, sequence, at, isTombstone } of last)
        if (isTombstone && !known.has(subject)) drop(subject, sequence, at)
      return last.filter(({ isTombstone }) => !isTombstone)
    },
    async close() {
      cancel()
      isClosed = true
      await running
    },
  }
}
