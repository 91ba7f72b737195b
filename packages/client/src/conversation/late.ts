/**
 * Messages that arrived late: above something this person had read, and old. They stand in their
 * place; here is the list of them until they have been seen, kept over restarts. The mark on a
 * message stays while the app is open: who follows the list there must still find it marked.
 */
import { hasPlace, isUnread, LATE_AFTER_MS, type Message, type MessageKey } from '@parley/group'
import type { GroupId, PersonId, PlaceSet } from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'

export interface Late {
  /** Not seen yet. */
  keys(): readonly MessageKey[]
  /** Came in late, seen since or not. */
  has(key: MessageKey): boolean
  add(keys: readonly MessageKey[]): void
  see(key: MessageKey | undefined): void
}

export async function openLate(store: DeviceStore, group: GroupId): Promise<Late> {
  const storeKey = `late/${group}`
  const kept = await store.get(storeKey)
  const keys = new Set(
    (Array.isArray(kept) ? (kept as readonly unknown[]) : []).filter(
      (key) => typeof key === 'string',
    ) as MessageKey[],
  )
  const marked = new Set(keys)

  function save(): void {
    // If this is not kept, the list is shorter after a restart; the messages are all there.
    store.writeSoon([{ type: 'put', key: storeKey, value: [...keys] }]).catch(() => undefined)
  }

  return {
    keys: () => [...keys],
    has: (key) => marked.has(key),
    add(added) {
      if (added.length === 0) return
      for (const key of added) {
        keys.add(key)
        marked.add(key)
      }
      save()
    },
    see(key) {
      if (keys.size === 0) return
      if (key === undefined) keys.clear()
      else keys.delete(key)
      save()
    },
  }
}

/** Which of the arrived messages are late: one walk up from the end, past what was read or written last, until all are met. */
export function lateAmong(
  arrived: ReadonlySet<MessageKey>,
  seen: {
    readonly messages: readonly Message[]
    readonly read: PlaceSet
    readonly me: PersonId
    readonly now: number
  },
): readonly MessageKey[] {
  const { messages, read, me, now } = seen
  const isBelow = (message: Message) =>
    (message.person === me && !arrived.has(message.key)) || hasPlace(read, message)
  const late: MessageKey[] = []
  let left = arrived.size
  let isAbove = false
  for (let at = messages.length - 1; at >= 0 && left > 0; at--) {
    const message = messages[at]
    if (message === undefined) break
    const hasArrived = arrived.has(message.key)
    if (hasArrived) left--
    if (!isAbove) isAbove = isBelow(message)
    else if (hasArrived && isUnread(message, read, me) && now - message.sentAt > LATE_AFTER_MS)
      late.push(message.key)
  }
  return late.reverse()
}
