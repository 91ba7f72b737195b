/**
 * Messages from the future: one whose author's clock runs more than two minutes ahead of ours stands
 * where it arrived until its time has come, and moves nobody's clock (AT59).
 *
 * When it was first met is kept over restarts, so that it does not wander with each of them. Rule GS28.
 */
import {
  type GroupId,
  type Hlc,
  hlcAt,
  hlcMs,
  MAX_CLOCK_LEAD_MS,
  type RecordId,
} from '@parley/protocol'
import type { OwnClock } from '../writing/own-clock.ts'
import type { Clock, DeviceStore, Stop } from '../ports.ts'

export interface Early {
  /** The time it is shown by now: its own, or that of its arrival. `loaded`: it did not arrive just now. */
  timeOf(id: RecordId, hlc: Hlc, loaded: boolean): Hlc
  close(): void
}

export interface EarlyPorts {
  readonly group: GroupId
  readonly store: DeviceStore
  readonly clock: Clock
  readonly ownClock: OwnClock
  /** For one of them the time has come. */
  onDue(): void
}

/** Beyond this many they stand by the time of this start: somebody floods. */
const MAX_KEPT = 256
/** Timers hold some 24 days at most. */
const LONGEST_WAIT_MS = 86_400_000

export async function openEarly(ports: EarlyPorts): Promise<Early> {
  const key = `early/${ports.group}`
  const metAt = parseKept(await ports.store.get(key))
  let cancel: Stop | undefined
  let dueAt = Infinity

  function wakeAt(ms: number): void {
    if (ms >= dueAt) return
    cancel?.()
    dueAt = ms
    const waitMs = Math.min(Math.max(0, ms - ports.ownClock.now()), LONGEST_WAIT_MS)
    cancel = ports.clock.after(waitMs, () => {
      dueAt = Infinity
      ports.onDue()
    })
  }

  let isSaving = false
  /** All that came in one go are kept in one write. If they are not kept, they stand lower after a restart. */
  function save(): void {
    if (isSaving) return
    isSaving = true
    queueMicrotask(() => {
      isSaving = false
      ports.store.writeSoon([{ type: 'put', key, value: [...metAt] }]).catch(() => undefined)
    })
  }

  return {
    timeOf(id, hlc, loaded) {
      const now = ports.ownClock.now()
      if (hlcMs(hlc) <= now + MAX_CLOCK_LEAD_MS) {
        metAt.delete(id)
        return hlc
      }
      const known = metAt.get(id)
      // It was in time when it came: it is our own clock that is behind, until a relay corrects it.
      if (loaded && known === undefined && metAt.size < MAX_KEPT) return hlc
      wakeAt(hlcMs(hlc) - MAX_CLOCK_LEAD_MS)
      if (known !== undefined) return hlcAt(known)
      if (metAt.size < MAX_KEPT) {
        metAt.set(id, now)
        save()
      }
      return hlcAt(now)
    },
    close() {
      cancel?.()
    },
  }
}

function parseKept(value: unknown): Map<RecordId, number> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  return new Map(
    entries.flatMap((entry): readonly (readonly [RecordId, number])[] => {
      if (!Array.isArray(entry)) return []
      const [id, at] = entry as readonly unknown[]
      return typeof id === 'string' && typeof at === 'number' ? [[id as RecordId, at]] : []
    }),
  )
}
