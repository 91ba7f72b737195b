/**
 * The parts of a post or an edit, beside its text: what it answers, whom it names, where it belongs.
 *
 * Parts stand in ascending order, each once, and numbers of a later version are kept unread, so that
 * a newer message still shows its text. Rules PR8 and PR19.
 */
import { type ByteReader, ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import { idBytes, type PersonId, toPersonId } from './ids.ts'
import { MAX_MENTIONS, MAX_MENTIONS_BYTES, MAX_NAME_BYTES, MAX_RECORD_BYTES } from './limits.ts'
import { type MessageRef, putRef, readRef } from './threads.ts'

/** The numbers of known parts. */
export const PART = { reply: 1, thread: 2, mentions: 3, forwarded: 4, announcement: 5 } as const

export interface Mention {
  readonly person: PersonId | 'everyone'
  /** As written after the @. */
  readonly name: string
}

/** Of a later version. */
export interface NewerPart {
  readonly number: number
  readonly value: Uint8Array
}

export interface EditParts {
  /** 1 to 50, or none. */
  readonly mentions?: readonly Mention[] | undefined
  readonly newer?: readonly NewerPart[] | undefined
}

export interface PostParts extends EditParts {
  readonly replyTo?: MessageRef | undefined
  /** The root of the thread it stands in; without it, it stands in the main conversation. */
  readonly thread?: MessageRef | undefined
  readonly forwarded?: true | undefined
  /** Its author wants it to stand among the announcements too. */
  readonly announcement?: true | undefined
}

const EVERYONE = new Uint8Array(16)

/** Throws a RangeError when the mentions are over their limits. */
export function putParts(writer: ByteWriter, parts: PostParts): ByteWriter {
  const { replyTo, thread, mentions = [], forwarded, announcement, newer = [] } = parts
  const all: NewerPart[] = [...newer]
  if (replyTo !== undefined) all.push({ number: PART.reply, value: refBytes(replyTo) })
  if (thread !== undefined) all.push({ number: PART.thread, value: refBytes(thread) })
  if (mentions.length > 0) all.push({ number: PART.mentions, value: mentionsBytes(mentions) })
  if (forwarded === true) all.push({ number: PART.forwarded, value: new Uint8Array(0) })
  if (announcement === true) all.push({ number: PART.announcement, value: new Uint8Array(0) })
  all.sort((left, right) => left.number - right.number)
  return writer.list(all, (to, { number, value }) => to.u8(number).varbytes(value))
}

/** Stops the reader at a known part that is malformed, or does not belong `to` this. */
export function readParts(reader: ByteReader, to: 'post' | 'edit'): PostParts {
  const all = reader.list(255, (from) => ({
    number: from.u8(),
    value: from.varbytes(MAX_RECORD_BYTES),
  }))
  if (all.some(({ number }, at) => number <= (all[at - 1]?.number ?? 0))) reader.fail()
  const parts: { -readonly [K in keyof PostParts]: PostParts[K] } = {}
  const newer: NewerPart[] = []
  const must = <T>(value: T | undefined): T => value ?? reader.fail()
  for (const part of all) {
    const { number, value } = part
    const isKnown = number <= PART.announcement
    if (isKnown && to === 'edit' && number !== PART.mentions) reader.fail()
    if (number === PART.reply) parts.replyTo = must(parseBytes(value, readRef))
    else if (number === PART.thread) parts.thread = must(parseBytes(value, readRef))
    else if (number === PART.mentions) parts.mentions = must(parseMentions(value))
    else if (number === PART.forwarded) parts.forwarded = value.length === 0 || reader.fail()
    else if (number === PART.announcement) parts.announcement = value.length === 0 || reader.fail()
    else newer.push(part)
  }
  if (newer.length > 0) parts.newer = newer
  return parts
}

/** As many of these, from the first on, as fit into one message; without names that nobody has. */
export function fittingMentions(mentions: readonly Mention[]): readonly Mention[] {
  const isName = ({ name }: Mention) => name !== '' && utf8Length(name) <= MAX_NAME_BYTES
  const fitting = mentions.filter(isName).slice(0, MAX_MENTIONS)
  while (writtenMentions(fitting).length > MAX_MENTIONS_BYTES) fitting.pop()
  return fitting
}

function refBytes(ref: MessageRef): Uint8Array {
  return putRef(new ByteWriter(), ref).bytes()
}

function mentionsBytes(mentions: readonly Mention[]): Uint8Array {
  const bytes = writtenMentions(mentions)
  const isFitting = mentions.length <= MAX_MENTIONS && bytes.length <= MAX_MENTIONS_BYTES
  if (!isFitting) throw new RangeError('more mentions than a message may have')
  return bytes
}

function writtenMentions(mentions: readonly Mention[]): Uint8Array {
  const writer = new ByteWriter()
  return writer
    .list(mentions, (to, { person, name }) =>
      to.put(person === 'everyone' ? EVERYONE : idBytes(person)).text(name),
    )
    .bytes()
}

function parseMentions(value: Uint8Array): readonly Mention[] | undefined {
  if (value.length > MAX_MENTIONS_BYTES) return undefined
  return parseBytes(value, (reader) => {
    const mentions = reader.list(MAX_MENTIONS, readMention)
    return mentions.length === 0 ? reader.fail() : mentions
  })
}

function readMention(reader: ByteReader): Mention {
  const bytes = reader.take(16)
  const name = reader.text(MAX_NAME_BYTES)
  if (name === '') reader.fail()
  return { person: bytes.every((byte) => byte === 0) ? 'everyone' : toPersonId(bytes), name }
}
