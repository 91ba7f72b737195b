/**
 * The timeline: a group's messages as its valid records make them, in one order for everyone.
 *
 * Records may be applied in any order and any portions and give the same. Whether a record is valid
 * was decided before; what shows, under whose edit or deletion, and where, is decided here. Nothing is
 * ever taken back: when records stop being valid, a new timeline is made of those that still are. Knows
 * no clock. Rules TL1 to TL39.
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
import { addToList } from './lists.ts'
import { type Call, type Hand, newHands } from './hands.ts'
import { isEarlier, newMessageState, recordRefs, shownMessage } from './message-state.ts'
import { type Pinning, pinningsOf } from './pins.ts'
import { placeMessage } from './placing.ts'
import { mayTakeBack, messageOf, placeKey, standsAt, takingBy } from './takings.ts'
import { PostOrder } from './post-order.ts'
import { newMessageLists, type ThreadPosts } from './message-lists.ts'
import type { Slot, SlotChange } from './sorted-messages.ts'

export interface Timeline {
  /** Takes in records; one seen before changes nothing. */
  apply(records: readonly TimelineRecord[]): void
  /** The main conversation, oldest first. The same array until something changes; unchanged messages stay the same objects. */
  messages(): readonly Message[]
  /** Threads with a post that counts; each, and the list, the same object until something changes. */
  threads(): readonly ThreadPosts[]
  thread(root: MessageKey): ThreadPosts | undefined
  /** The segments in which posts of threads look for a root that is not held. */
  missingRoots(): Iterable<number>
  /** Every message held, wherever it stands or does not, in no order. */
  everything(): readonly Message[]
  get(key: MessageKey): Message | undefined
  /** Who pinned what, and took it away, of all that is held; oldest first. */
  pinnings(): readonly Pinning[]
  /** Hands that are up, in the order they went up, and who was given the word last. */
  hands(): readonly Hand[]
  lastCall(untilMs?: number): Call | undefined
  /** What was sealed once more, to some of the group, in no order. */
  confided(): readonly ContentRecord[]
  /** The posts and edits held of a message: what its author's retract names. */
  recordsOf(key: MessageKey): readonly RecordRef[]
  /** How many were taken in: as long as it is the same, nothing here has changed. */
  recordsCount(): number
  /** What was taken in of this place. */
  heldAt(place: Pick<RecordRef, 'segment' | 'writer' | 'clock'>): TimelineRecord | undefined
  /** Whether a retract among the records takes this one away, so that its bytes may go. */
  isRetracted(id: RecordId): boolean
}

/** A retract of one record, which may not have come yet. */
interface Claim {
  readonly retract: RetractRecord
  readonly target: RecordRef
}

export function newTimeline(): Timeline {
  return new HeldTimeline()
}

class HeldTimeline implements Timeline {
  readonly #records = new Map<RecordId, TimelineRecord>()
  readonly #states = new Map<MessageKey, MessageState>()
  readonly #claims = new Map<RecordId, Claim[]>()
  /** What stands where, and the retracts whose first target is there. */
  readonly #places = new Map<string, ContentRecord>()
  readonly #naming = new Map<string, RetractRecord[]>()
  readonly #retracts = new Map<string, RetractRecord>()
  readonly #retracted = new Set<RecordId>()
  readonly #hands = newHands()
  readonly #confided: ContentRecord[] = []
  readonly #order = new PostOrder((key) => this.#states.get(key))
  readonly #lists = newMessageLists((key) => this.get(key))
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
    return this.#lists.main()
  }

  threads(): readonly ThreadPosts[] {
    return this.#lists.threads()
  }

  thread(root: MessageKey): ThreadPosts | undefined {
    return this.#lists.thread(root)
  }

  missingRoots(): Iterable<number> {
    return this.#lists.missingRoots()
  }

  everything(): readonly Message[] {
    return [...this.#states.values()].flatMap(({ slot }) => slot?.message ?? [])
  }

  get(key: MessageKey): Message | undefined {
    return this.#states.get(key)?.slot?.message
  }

  pinnings(): readonly Pinning[] {
    const all = [...this.#states.values()].flatMap(pinningsOf)
    return all.sort((left, right) => (isEarlier(left, right) ? -1 : 1))
  }

  hands(): readonly Hand[] {
    return this.#hands.standing()
  }

  lastCall(untilMs?: number): Call | undefined {
    return this.#hands.lastCall(untilMs)
  }

  confided(): readonly ContentRecord[] {
    return this.#confided
  }

  recordsOf(key: MessageKey): readonly RecordRef[] {
    const state = this.#states.get(key)
    return state === undefined ? [] : recordRefs(state)
  }

  recordsCount(): number {
    return this.#records.size
  }

  heldAt(place: Pick<RecordRef, 'segment' | 'writer' | 'clock'>): TimelineRecord | undefined {
    const key = placeKey(place)
    return this.#places.get(key) ?? this.#retracts.get(key)
  }

  isRetracted(id: RecordId): boolean {
    return this.#retracted.has(id)
  }

  #addContent(record: ContentRecord): void {
    this.#notePlace(record)
    this.#hands.add(record)
    if (record.content.kind === 'confided') this.#confided.push(record)
    const state = this.#stateOf(record)
    if (state === undefined) return
    switch (record.content.kind) {
      case 'post':
        state.posts.push(record)
        placeMessage(state, this.#order)
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
      case 'pin':
        state.pins.push(record)
        break
      case 'unpin':
        state.unpins.push(record)
        break
      case 'hand':
      case 'lower':
      case 'confided':
      case 'unknown':
        break
    }
    for (const claim of this.#claims.get(record.id) ?? []) this.#retract(record, claim)
    this.#claims.delete(record.id)
  }

  #addRetract(retract: RetractRecord): void {
    this.#retracts.set(placeKey(retract), retract)
    for (const { id, writer, clock } of retract.retract) {
      const claim = { retract, target: { id, segment: retract.segment, writer, clock } }
      const record = this.#records.get(id)
      if (record === undefined) this.#addClaim(id, claim)
      else if (record.type === 'content') this.#retract(record, claim)
    }
    const [first] = retract.retract
    if (first === undefined || retract.postHlc === 0n || !mayTakeBack(retract, retract.target))
      return
    addToList(this.#naming, placeKey({ ...first, segment: retract.segment }), retract)
    this.#takeNamed(retract)
  }

  /** The message that a retract says it takes back, unless what it names first is held and is another. */
  #takeNamed(retract: RetractRecord): void {
    const [first] = retract.retract
    if (first === undefined || retract.target === undefined) return
    const key = messageKey(retract.target, retract.messageId)
    const held = this.#places.get(placeKey({ ...first, segment: retract.segment }))
    const applies = held === undefined || (held.id === first.id && messageOf(held) === key)
    const state = this.#stateFor(retract.target, retract.messageId)
    if (applies) state.takings.set(retract.id, takingBy(retract, state))
    else state.takings.delete(retract.id)
    placeMessage(state, this.#order)
  }

  /** One place holds one record; of two, which only a forger makes, the lower id counts. */
  #notePlace(record: ContentRecord): void {
    const key = placeKey(record)
    const other = this.#places.get(key)
    if (other !== undefined && other.id < record.id) return
    this.#places.set(key, record)
    for (const retract of this.#naming.get(key) ?? []) this.#takeNamed(retract)
  }

  /** In place: a hostile member may name one id a hundred thousand times (AT89). */
  #addClaim(id: RecordId, claim: Claim): void {
    const claims = this.#claims.get(id)
    if (claims === undefined) this.#claims.set(id, [claim])
    else claims.push(claim)
  }

  /** Own records, or a moderator's for anybody's, and only at the place they stand. */
  #retract(record: ContentRecord, { retract, target }: Claim): void {
    if (!mayTakeBack(retract, record.person) || !standsAt(record, target)) return
    const state = this.#stateOf(record)
    if (state === undefined) return
    this.#retracted.add(record.id)
    if (messageOf(record) === undefined) {
      state.withdrawn.add(record.id)
      return
    }
    state.takings.set(`${retract.id} ${record.id}`, takingBy(retract, state, record))
    placeMessage(state, this.#order)
  }

  /** The message a record is about, which then needs to be shown again; hands and questions are about none. */
  #stateOf({ person, content }: ContentRecord): MessageState | undefined {
    if (ABOUT_NO_MESSAGE.has(content.kind)) return undefined
    const author = 'person' in content ? content.person : person
    return this.#stateFor(author, content.messageId)
  }

  #stateFor(person: PersonId, messageId: MessageId): MessageState {
    const key = messageKey(person, messageId)
    const state = this.#states.get(key) ?? newMessageState(person, messageId)
    this.#states.set(key, state)
    this.#touched.add(state)
    return state
  }

  #show(): void {
    for (const post of this.#order.settle())
      if (post.state.shown === post) this.#touched.add(post.state)
    const changes: SlotChange[] = []
    for (const state of this.#touched) {
      const before = state.slot
      const after = state.shown && slotOf(state, state.shown)
      if (before?.message === after?.message && before?.order === after?.order) continue
      state.slot = after
      changes.push({ before, after })
    }
    this.#touched.clear()
    this.#lists.change(changes)
  }
}

const ABOUT_NO_MESSAGE: ReadonlySet<string> = new Set(['hand', 'lower', 'confided', 'unknown'])

function addEdit(state: MessageState, record: ContentRecord): void {
  state.edits.push(record)
  if (state.newestThreadEdit === undefined || isEarlier(state.newestThreadEdit, record))
    state.newestThreadEdit = record
  if (record.needsRoot === true) return
  if (state.newestEdit === undefined || isEarlier(state.newestEdit, record))
    state.newestEdit = record
}

function slotOf(state: MessageState, post: Post): Slot {
  const { writer, clock, segment, id } = post.record
  return { order: post.order, writer, clock, segment, id, message: shownMessage(state, post) }
}
