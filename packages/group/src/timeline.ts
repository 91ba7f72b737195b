/**
 * The timeline: a group's messages as its valid records make them, in one order for everyone.
 *
 * Records may be applied in any order and any portions and give the same. Whether a record is valid
 * was decided before; what shows, under whose edit or deletion, and where, is decided here. Nothing is
 * ever taken back: when records stop being valid, a new timeline is made of those that still are. Knows
 * no clock. Rules TL1 to TL19.
 */
import type { RecordId } from '@parley/protocol'
import {
  type ContentRecord,
  type Message,
  type MessageKey,
  messageKey,
  type RecordRef,
  type RetractRecord,
  type TimelineRecord,
} from './message.ts'
import type { MessageState, Post, Removal } from './held-message.ts'
import { isEarlier, newMessageState, recordRefs, shownMessage } from './message-state.ts'
import { PostOrder } from './post-order.ts'
import { newSortedMessages, type Slot, type SlotChange } from './sorted-messages.ts'

export interface Timeline {
  /** Takes in records; one seen before changes nothing. */
  apply(records: readonly TimelineRecord[]): void
  /** Oldest first. The same array until something changes; unchanged messages stay the same objects. */
  messages(): readonly Message[]
  get(key: MessageKey): Message | undefined
  /** The posts and edits held of a message: what its author's retract names. */
  recordsOf(key: MessageKey): readonly RecordRef[]
  /** Whether a retract among the records takes this one away, so that its bytes may go. */
  isRetracted(id: RecordId): boolean
}

/** A retract that waits for the record it names. */
interface Claim {
  readonly removal: Removal
  readonly byModerator: boolean
  readonly place: RecordRef
}

export function newTimeline(): Timeline {
  return new HeldTimeline()
}

class HeldTimeline implements Timeline {
  readonly #records = new Map<RecordId, TimelineRecord>()
  readonly #states = new Map<MessageKey, MessageState>()
  readonly #claims = new Map<RecordId, Claim[]>()
  readonly #retracted = new Set<RecordId>()
  readonly #order = new PostOrder((key) => this.#states.get(key))
  readonly #sorted = newSortedMessages()
  readonly #touched = new Set<MessageState>()

  apply(records: readonly TimelineRecord[]): void {
    for (const record of records) {
      if (this.#records.has(record.id)) continue
      this.#records.set(record.id, record)
      if (record.type === 'content') this.#addContent(record)
      else this.#addRetract(record)
    }
    this.#show()
  }

  messages(): readonly Message[] {
    return this.#sorted.messages()
  }

  get(key: MessageKey): Message | undefined {
    return this.#states.get(key)?.slot?.message
  }

  recordsOf(key: MessageKey): readonly RecordRef[] {
    const state = this.#states.get(key)
    return state === undefined ? [] : recordRefs(state)
  }

  isRetracted(id: RecordId): boolean {
    return this.#retracted.has(id)
  }

  #addContent(record: ContentRecord): void {
    const state = this.#stateOf(record)
    if (state === undefined) return
    switch (record.content.kind) {
      case 'post':
        this.#addPost(state, record)
        break
      case 'edit':
        addEdit(state, record)
        break
      case 'react':
        state.reacts.push(record)
        break
      case 'unreact':
        state.unreacts.push(record)
        break
      case 'unknown':
        break
    }
    for (const claim of this.#claims.get(record.id) ?? []) this.#retract(record, claim)
    this.#claims.delete(record.id)
  }

  #addPost(state: MessageState, record: ContentRecord): void {
    const post = this.#order.add(record, state)
    const before = state.shown
    state.posts.push(post)
    if (before !== undefined && isEarlier(before.record, record)) return
    state.shown = post
    if (before !== undefined) this.#order.noteShownChanged(state.key)
  }

  #addRetract({ id: by, person, hlc, segment, byModerator, retract }: RetractRecord): void {
    const removal = { by: person, hlc, id: by }
    for (const { id, writer, clock } of retract) {
      const claim = { removal, byModerator, place: { id, segment, writer, clock } }
      const record = this.#records.get(id)
      if (record === undefined) this.#addClaim(id, claim)
      else if (record.type === 'content') this.#retract(record, claim)
    }
  }

  /** In place: a hostile member may name one id a hundred thousand times (AT89). */
  #addClaim(id: RecordId, claim: Claim): void {
    const claims = this.#claims.get(id)
    if (claims === undefined) this.#claims.set(id, [claim])
    else claims.push(claim)
  }

  /** Own records, or a moderator's for anybody's, and only at the place they stand. */
  #retract(record: ContentRecord, { removal, byModerator, place }: Claim): void {
    const isOwn = record.person === removal.by
    if (!(isOwn || byModerator) || !standsAt(record, place)) return
    const state = this.#stateOf(record)
    if (state === undefined) return
    this.#retracted.add(record.id)
    const { kind } = record.content
    if (kind === 'post' || kind === 'edit') noteDeleted(state, removal, isOwn)
    else state.withdrawn.add(record.id)
  }

  /** The message a record is about, which then needs to be shown again. */
  #stateOf({ person, content }: ContentRecord): MessageState | undefined {
    if (content.kind === 'unknown') return undefined
    const isReaction = content.kind === 'react' || content.kind === 'unreact'
    const author = isReaction ? content.person : person
    const key = messageKey(author, content.messageId)
    const state = this.#states.get(key) ?? newMessageState(author, content.messageId)
    this.#states.set(key, state)
    this.#touched.add(state)
    return state
  }

  #show(): void {
    for (const post of this.#order.settle())
      if (post.state.shown === post) this.#touched.add(post.state)
    const changes: SlotChange[] = []
    for (const state of this.#touched) {
      if (state.shown === undefined) continue
      const before = state.slot
      const after = slotOf(state, state.shown)
      if (before?.message === after.message && before.order === after.order) continue
      state.slot = after
      changes.push({ before, after })
    }
    this.#touched.clear()
    this.#sorted.change(changes)
  }
}

function addEdit(state: MessageState, record: ContentRecord): void {
  state.edits.push(record)
  if (state.newestEdit === undefined || isEarlier(state.newestEdit, record))
    state.newestEdit = record
}

function noteDeleted(state: MessageState, removal: Removal, isOwn: boolean): void {
  state.deleted = true
  if (isOwn) state.deletedByAuthor = true
  else if (state.removal === undefined || isEarlier(removal, state.removal)) state.removal = removal
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
