/**
 * Everything held about one message, and what it shows as. Records may come in any order and before
 * the post itself; nothing here depends on which came first. Rules TL1 to TL10.
 */
import { type Content, hlcMs, type MessageId, type PersonId, type RecordId } from '@parley/protocol'
import {
  type ContentRecord,
  type Message,
  type TextPlace,
  messageKey,
  type Reaction,
  type RecordRef,
} from './message.ts'
import type { MessageState, Post, Taking } from './held-message.ts'
import { addToList } from './lists.ts'
import { isSameMentions, mentionsIn } from './mentions.ts'
import { isSamePin, pinOf } from './pins.ts'

type Said = Extract<Content, { kind: 'edit' }>

export function newMessageState(person: PersonId, messageId: MessageId): MessageState {
  return {
    key: messageKey(person, messageId),
    person,
    messageId,
    posts: [],
    placed: [],
    shown: undefined,
    edits: [],
    newestEdit: undefined,
    newestThreadEdit: undefined,
    reacts: [],
    unreacts: [],
    pins: [],
    unpins: [],
    withdrawn: new Set(),
    takings: new Map(),
    slot: undefined,
  }
}

/** By the time the author's device told, then by id. */
export function isEarlier(
  a: Pick<ContentRecord, 'hlc' | 'id'>,
  b: Pick<ContentRecord, 'hlc' | 'id'>,
): boolean {
  return a.hlc !== b.hlc ? a.hlc < b.hlc : a.id < b.id
}

export function recordRefs(state: MessageState): readonly RecordRef[] {
  return [...state.posts, ...state.edits].map(({ id, segment, writer, clock }) => ({
    id,
    segment,
    writer,
    clock,
  }))
}

/** What the message shows as now: the very object shown before when nothing about it changed. */
export function shownMessage(state: MessageState, post: Post): Message {
  const { segment, writer, clock, hlc } = post.record
  const { key, person, messageId } = state
  const deleted = state.takings.size > 0
  const edit = post.thread === undefined ? state.newestEdit : state.newestThreadEdit
  const said = saidBy(edit ?? post.record)
  const parts = post.record.content.kind === 'post' ? post.record.content : undefined
  const message: Message = {
    key,
    person,
    messageId,
    segment,
    writer,
    clock,
    hlc,
    sentAt: hlcMs(hlc),
    text: deleted ? '' : said.text,
    said: placeOf(deleted ? post.record : (edit ?? post.record)),
    edited: !deleted && edit !== undefined,
    deleted,
    removedBy: deleted ? removerOf(state) : undefined,
    replyTo: deleted ? undefined : post.replyTo,
    thread: post.thread,
    root: deleted ? undefined : post.root,
    needsRoot: post.record.needsRoot === true,
    mentions: deleted ? [] : mentionsIn(said.text, said.mentions),
    forwarded: !deleted && parts?.forwarded === true,
    announcement: !deleted && announces(post),
    usesNewer: !deleted && (parts?.newer !== undefined || said.newer !== undefined),
    pin: deleted ? undefined : pinOf(state),
    reactions: deleted ? [] : reactionsOf(state),
  }
  const before = state.slot?.message
  return before !== undefined && isSame(before, message) ? before : message
}

/** Whoever may not announce has said it all the same: it is a message. */
function announces({ record: { content, byModerator }, thread }: Post): boolean {
  const isMarked = content.kind === 'post' && content.announcement === true
  return isMarked && byModerator === true && thread === undefined
}

/** What its author deleted is told as that, whoever else did. */
function removerOf({ takings }: MessageState): PersonId | undefined {
  const all = [...takings.values()]
  return all.some(({ isOwn }) => isOwn) ? undefined : firstTaking(all)?.removal.by
}

export function firstTaking(takings: Iterable<Taking>): Taking | undefined {
  let first: Taking | undefined
  for (const taking of takings)
    if (first === undefined || comesBefore(taking, first)) first = taking
  return first
}

/** One retract may name several records of a message that it does not say it takes back. */
function comesBefore({ removal, standIn }: Taking, other: Taking): boolean {
  if (removal.id !== other.removal.id) return isEarlier(removal, other.removal)
  return standIn.id < other.standIn.id
}

const NOTHING = { text: '', mentions: undefined, newer: undefined }

function saidBy({ content }: ContentRecord): Pick<Said, 'text' | 'mentions' | 'newer'> {
  return content.kind === 'post' || content.kind === 'edit' ? content : NOTHING
}

/** Of one person to one message: more say nothing, and would push others' off the screen (AT193). */
const MAX_EMOJI_OF_ONE = 20

/** An unreact takes away the records it names, of its own author only. */
function reactionsOf(state: MessageState): readonly Reaction[] {
  if (state.reacts.length === 0) return []
  const taken = new Set<string>()
  for (const { id, person, content } of state.unreacts) {
    if (content.kind !== 'unreact' || state.withdrawn.has(id)) continue
    for (const named of content.records) taken.add(`${person}/${named}`)
  }
  const byEmoji = new Map<string, Map<PersonId, RecordId[]>>()
  const emojiCounts = new Map<PersonId, number>()
  for (const { id, person, content } of state.reacts.sort((a, b) => (isEarlier(a, b) ? -1 : 1))) {
    if (content.kind !== 'react' || state.withdrawn.has(id) || taken.has(`${person}/${id}`))
      continue
    const people = byEmoji.get(content.emoji) ?? new Map<PersonId, RecordId[]>()
    const count = emojiCounts.get(person) ?? 0
    if (!people.has(person) && count >= MAX_EMOJI_OF_ONE) continue
    if (!people.has(person)) emojiCounts.set(person, count + 1)
    addToList(people, person, id)
    byEmoji.set(content.emoji, people)
  }
  return [...byEmoji].map(([emoji, records]) => ({ emoji, people: [...records.keys()], records }))
}

function placeOf({ segment, writer, clock }: TextPlace): TextPlace {
  return { segment, writer, clock }
}

function isSamePlace(a: TextPlace, b: TextPlace): boolean {
  return a.segment === b.segment && a.writer === b.writer && a.clock === b.clock
}

function isSame(a: Message, b: Message): boolean {
  return (
    a.hlc === b.hlc &&
    isSamePlace(a, b) &&
    a.text === b.text &&
    isSamePlace(a.said, b.said) &&
    a.edited === b.edited &&
    a.deleted === b.deleted &&
    a.removedBy === b.removedBy &&
    isSameRef(a.replyTo, b.replyTo) &&
    a.thread === b.thread &&
    isSameRef(a.root, b.root) &&
    a.needsRoot === b.needsRoot &&
    isSameMentions(a.mentions, b.mentions) &&
    a.forwarded === b.forwarded &&
    a.announcement === b.announcement &&
    a.usesNewer === b.usesNewer &&
    isSamePin(a.pin, b.pin) &&
    a.reactions.length === b.reactions.length &&
    a.reactions.every((reaction, at) => isSameReaction(reaction, b.reactions[at]))
  )
}

function isSameRef(a: Message['replyTo'], b: Message['replyTo']): boolean {
  return a?.segment === b?.segment && a?.person === b?.person && a?.messageId === b?.messageId
}

function isSameReaction(a: Reaction, b: Reaction | undefined): boolean {
  if (a.emoji !== b?.emoji || a.people.length !== b.people.length) return false
  return a.people.every((person, at) => {
    const [left, right] = [a.records.get(person) ?? [], b.records.get(person) ?? []]
    return (
      person === b.people[at] &&
      left.length === right.length &&
      left.every((id, index) => id === right[index])
    )
  })
}
