/**
 * Where pinned messages stand, as this device keeps it: a pin stands in the segment of its message, and
 * of segments that are not opened by themselves nothing would be known at the next start. Rule GS83.
 */
import type { Message, MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'

export interface KeptPins {
  /** Of pinned messages, each once. */
  segments(): readonly number[]
  /** These are pinned, of all that is held. What is not held is remembered as it was. */
  note(pinned: readonly Message[], isHeld: (key: MessageKey) => boolean): void
}

/** As many as are listed. */
const MAX_KEPT = 100

export async function openKeptPins(store: DeviceStore, group: GroupId): Promise<KeptPins> {
  const storeKey = `pins/${group}`
  let kept = parseKept(await store.get(storeKey))
  return {
    segments: () => [...new Set(kept.values())],
    note(pinned, isHeld) {
      const left = [...kept].filter(([key]) => !isHeld(key))
      const now = pinned.map(({ key, segment }) => [key, segment] as const)
      const next = new Map([...left, ...now].slice(0, MAX_KEPT))
      const isSame =
        next.size === kept.size && [...next].every(([key, segment]) => kept.get(key) === segment)
      if (isSame) return
      kept = next
      // If this is not kept, pins of old segments show once somebody scrolls there.
      store.writeSoon([{ type: 'put', key: storeKey, value: [...kept] }]).catch(() => undefined)
    },
  }
}

function parseKept(value: unknown): ReadonlyMap<MessageKey, number> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  return new Map(
    entries.flatMap((entry): readonly (readonly [MessageKey, number])[] => {
      if (!Array.isArray(entry)) return []
      const [key, segment] = entry as readonly unknown[]
      const isOne = typeof key === 'string' && Number.isSafeInteger(segment)
      return isOne ? [[key as MessageKey, segment as number]] : []
    }),
  )
}
