/**
 * The timeline: a group's messages as its valid records make them, in one order for everyone.
 *
 * Records may be applied in any order and any portions and give the same. Whether a record is valid
 * was decided before; what shows, under whose edit or deletion, and where, is decided here. Knows no
 * clock. Rules TL1 to TL15.
 */
import type { MessageId, PersonId, RecordId } from '@parley/protocol'
import {
  type ContentRecord,
  type Message,
  type MessageKey,
  messageKey,
  type RecordRef,
  type RetractRecord,
  type TimelineRecord,
} from './message.ts'
import type { MessageState, Post } from './held-message.ts'
import { isEarlier, newMessageState, recordRefs, shownMessage } from './message-state.ts'
import { newPostOrder } from './post-order.ts'
import { newSortedMessages, type Slot, type SlotChange } from './sorted-messages.ts'

export interface Timeline {
  /** Takes in records; one seen before changes nothing. */
  apply(records: readonly TimelineRecord[]): void
  /** Oldest first. The same array until something changes; unchanged messages stay the same objects. */
  messages(): readonly Message[]
  get(key: MessageKey): Message | undefined
  /** The posts and edits held of a message: what its author's retract names. */
  recordsOf(key: MessageKey): readonly RecordRef[]
}

/** A retract that waits for the record it names. */
interface Claim {
  readonly person: PersonId
  readonly place: RecordRef
}

export function newTimeline(): Timeline {
  const records = new Map<RecordId, TimelineRecord>()
  const states = new Map<MessageKey, MessageState>()
  const claims = new Map<RecordId, Claim[]>()
  const order = newPostOrder((key) => states.get(key))
  const sorted = newSortedMessages()
  let touched = new Set<MessageState>()

  function stateOf(person: PersonId, messageId: MessageId): MessageState {
    const key = messageKey(person, messageId)
    const state = states.get(key) ?? newMessageState(person, messageId)
    states.set(key, state)
    touched.add(state)
    return state
  }

  function addContent(record: ContentRecord): void {
    const { person, content } = record
    switch (content.kind) {
      case 'post':
        addPost(stateOf(person, content.messageId), record)
        break
      case 'edit': {
        const state = stateOf(person, content.messageId)
        state.edits.push(record)
        if (state.newestEdit === undefined || isEarlier(state.newestEdit, record))
          state.newestEdit = record
        break
      }
      case 'react':
        stateOf(content.person, content.messageId).reacts.push(record)
        break
      case 'unreact':
        stateOf(content.person, content.messageId).unreacts.push(record)
        break
      case 'unknown':
        break
    }
    for (const claim of claims.get(record.id) ?? []) retract(record, claim)
    claims.delete(record.id)
  }

  function addPost(state: MessageState, record: ContentRecord): void {
    const post = order.add(record, state)
    const before = state.shown
    state.posts.push(post)
    if (before !== undefined && isEarlier(before.record, record)) return
    state.shown = post
    if (before !== undefined) order.noteShownChanged(state.key)
  }

  function addRetract({ person, segment, retract: targets }: RetractRecord): void {
    for (const { id, writer, clock } of targets) {
      const claim = { person, place: { id, segment, writer, clock } }
      const record = records.get(id)
      if (record === undefined) claims.set(id, [...(claims.get(id) ?? []), claim])
      else if (record.type === 'content') retract(record, claim)
    }
  }

  /** Own records only, and only at the place they stand. */
  function retract(record: ContentRecord, { person, place }: Claim): void {
    if (record.person !== person || !standsAt(record, place)) return
    const { content } = record
    if (content.kind === 'unknown') return
    if (content.kind === 'post' || content.kind === 'edit')
      stateOf(person, content.messageId).deleted = true
    else stateOf(content.person, content.messageId).withdrawn.add(record.id)
  }

  function show(): void {
    for (const post of order.settle()) if (post.state.shown === post) touched.add(post.state)
    const changes: SlotChange[] = []
    for (const state of touched) {
      if (state.shown === undefined) continue
      const before = state.slot
      const after = slotOf(state, state.shown)
      if (before?.message === after.message && before.order === after.order) continue
      state.slot = after
      changes.push({ before, after })
    }
    touched = new Set()
    sorted.change(changes)
  }

  return {
    apply(added) {
      for (const record of added) {
        if (records.has(record.id)) continue
        records.set(record.id, record)
        if (record.type === 'content') addContent(record)
        else addRetract(record)
      }
      show()
    },
    messages: sorted.messages,
    get: (key) => states.get(key)?.slot?.message,
    recordsOf(key) {
      const state = states.get(key)
      return state === undefined ? [] : recordRefs(state)
    },
  }
}

function slotOf(state: MessageState, post: Post): Slot {
  const { writer, clock, segment, id } = post.record
  return { order: post.order, writer, clock, segment, id, message: shownMessage(state, post) }
}

function standsAt(record: ContentRecord, place: RecordRef): boolean {
  return (
    record.segment === place.segment &&
    record.writer === place.writer &&
    record.clock === place.clock
  )
}
