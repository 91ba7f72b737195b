/**
 * Texts that were sent a moment ago and that this device has not kept yet. Each stands at the end of its log
 * from the key press on, marked so, and goes when the message itself is seen, or back into the composer.
 *
 * They are drawn beside the list and not in it: a long list takes a while to look through, and nothing in it
 * has changed.
 */
import type { Group, MessageKey, NewMessage, ShownMessage } from '@parley/react'
import { useMemo, useSyncExternalStore } from 'react'

/** Where they stand: in the main conversation, or in the thread under that message. */
type Place = MessageKey | undefined

interface Texts {
  at(place: Place): readonly ShownMessage[]
  put(place: Place, message: ShownMessage): void
  drop(place: Place, key: MessageKey): void
  subscribe(listen: () => void): () => void
}

const NONE: readonly ShownMessage[] = []
const ofGroups = new WeakMap<Group, Texts>()

/** How long after it was kept its message may take until it is drawn, should nobody see it land. */
const LANDING_MS = 3_000

export interface InHand {
  /** It is on the disk: it stays until its message is drawn in its place. */
  kept(): void
  drop(): void
}

/** Shows it at once, within the event that sent it. */
export function putInHand(group: Group, place: Place, message: ShownMessage): InHand {
  const texts = textsOf(group)
  texts.put(place, message)
  const drop = () => texts.drop(place, message.key)
  return { kept: () => void setTimeout(drop, LANDING_MS), drop }
}

/** Their messages are drawn where they stood. */
export function landInHand(group: Group, place: Place, keys: readonly MessageKey[]): void {
  for (const key of keys) textsOf(group).drop(place, key)
}

/** Oldest first; the same list until it changes. */
export function useInHand(group: Group, place: Place): readonly ShownMessage[] {
  const texts = useMemo(() => textsOf(group), [group])
  return useSyncExternalStore(texts.subscribe, () => texts.at(place))
}

interface Said extends Pick<ShownMessage, 'text' | 'mentions' | 'announcement'> {
  readonly replyTo: ShownMessage | undefined
  readonly thread: MessageKey | undefined
}

/** As it will be shown once it is kept, a moment from now. */
export function shownInHand(
  { key, person }: NewMessage,
  { text, mentions, replyTo, thread, announcement }: Said,
): ShownMessage {
  return {
    key,
    person,
    text,
    mentions,
    isMine: true,
    author: '',
    sentAt: Date.now(),
    edited: false,
    deleted: false,
    removedBy: undefined,
    mayDelete: false,
    late: false,
    replyTo,
    mentionsMe: false,
    inThread: thread,
    thread: undefined,
    pinned: false,
    forwarded: false,
    announcement,
    usesNewer: false,
    reactions: [],
    status: 'on-device',
    receivedBy: 0,
    readBy: 0,
    othersCount: 0,
  }
}

function textsOf(group: Group): Texts {
  const had = ofGroups.get(group)
  if (had !== undefined) return had
  const made = newTexts()
  ofGroups.set(group, made)
  return made
}

function newTexts(): Texts {
  const places = new Map<Place, readonly ShownMessage[]>()
  const listeners = new Set<() => void>()
  const at = (place: Place) => places.get(place) ?? NONE
  const set = (place: Place, messages: readonly ShownMessage[]) => {
    if (messages.length === 0) places.delete(place)
    else places.set(place, messages)
    for (const listen of Array.from(listeners)) listen()
  }
  return {
    at,
    put: (place, message) => set(place, [...at(place), message]),
    drop(place, key) {
      const left = at(place).filter((one) => one.key !== key)
      if (left.length < at(place).length) set(place, left)
    },
    subscribe(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}
