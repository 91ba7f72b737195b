/**
 * What is inside the seal: kind, message id, payload.
 *
 * A message is known by its person and message id. Acts on a message carry that message's id; edits are
 * always the author's own, reactions and pins name the author. Kinds of a later version parse as `unknown`.
 */
import { type ByteReader, ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import { type Confided, putConfided, readConfided } from './confided.ts'
import {
  idBytes,
  type MessageId,
  type PersonId,
  type RecordId,
  toMessageId,
  toPersonId,
  toRecordId,
} from './ids.ts'
import { MAX_EMOJI_BYTES, MAX_NAMED_RECORDS, MAX_TEXT_BYTES } from './limits.ts'
import { type EditParts, type PostParts, putParts, readParts } from './parts.ts'

const KIND = {
  post: 1,
  edit: 2,
  react: 3,
  unreact: 4,
  pin: 5,
  unpin: 6,
  hand: 7,
  lower: 8,
  confided: 9,
} as const

export type Content =
  | ({
      readonly kind: 'post'
      readonly messageId: MessageId
      readonly text: string
    } & PostParts)
  | ({
      readonly kind: 'edit'
      readonly messageId: MessageId
      readonly text: string
    } & EditParts)
  | {
      readonly kind: 'react'
      readonly messageId: MessageId
      readonly person: PersonId
      readonly emoji: string
    }
  | {
      readonly kind: 'unreact'
      readonly messageId: MessageId
      readonly person: PersonId
      readonly emoji: string
      readonly records: readonly RecordId[]
    }
  | { readonly kind: 'pin'; readonly messageId: MessageId; readonly person: PersonId }
  | {
      readonly kind: 'unpin'
      readonly messageId: MessageId
      readonly person: PersonId
      readonly records: readonly RecordId[]
    }
  /** A hand goes up; the id is the hand's own. */
  | { readonly kind: 'hand'; readonly messageId: MessageId }
  | {
      readonly kind: 'lower'
      readonly messageId: MessageId
      /** Whose hand. */
      readonly person: PersonId
      /** They have the word. */
      readonly called: boolean
    }
  /** Sealed once more, to some of the group; the id is its own. */
  | ({ readonly kind: 'confided' } & Confided)
  | { readonly kind: 'unknown'; readonly messageId: MessageId }

/** Throws a RangeError when a text, an emoji or the mentions are over their limit; callers check first and say so. */
export function encodeContent(content: Exclude<Content, { kind: 'unknown' }>): Uint8Array {
  const writer = new ByteWriter().u8(KIND[content.kind]).put(idBytes(content.messageId))
  switch (content.kind) {
    case 'post':
      return putParts(writer.text(withinLimit(content.text, MAX_TEXT_BYTES)), content).bytes()
    case 'edit': {
      const { mentions, newer } = content
      writer.text(withinLimit(content.text, MAX_TEXT_BYTES))
      return putParts(writer, { mentions, newer }).bytes()
    }
    case 'react':
      return writer
        .put(idBytes(content.person))
        .text(withinLimit(content.emoji, MAX_EMOJI_BYTES))
        .bytes()
    case 'unreact':
      writer.put(idBytes(content.person)).text(withinLimit(content.emoji, MAX_EMOJI_BYTES))
      return writer.list(content.records, (to, id) => to.put(idBytes(id))).bytes()
    case 'pin':
      return writer.put(idBytes(content.person)).bytes()
    case 'unpin':
      writer.put(idBytes(content.person))
      return writer.list(content.records, (to, id) => to.put(idBytes(id))).bytes()
    case 'hand':
      return writer.bytes()
    case 'confided':
      return putConfided(writer, content).bytes()
    case 'lower':
      return writer
        .put(idBytes(content.person))
        .u8(content.called ? 1 : 0)
        .bytes()
  }
}

export function parseContent(bytes: Uint8Array): Content | undefined {
  return parseBytes(bytes, (reader): Content => {
    const kind = reader.u8()
    const messageId = toMessageId(reader.take(16))
    switch (kind) {
      case KIND.post:
        return {
          kind: 'post',
          messageId,
          text: reader.text(MAX_TEXT_BYTES),
          ...readParts(reader, 'post'),
        }
      case KIND.edit:
        return {
          kind: 'edit',
          messageId,
          text: reader.text(MAX_TEXT_BYTES),
          ...readParts(reader, 'edit'),
        }
      case KIND.react:
        return {
          kind: 'react',
          messageId,
          person: toPersonId(reader.take(16)),
          emoji: readEmoji(reader),
        }
      case KIND.unreact: {
        const person = toPersonId(reader.take(16))
        const emoji = readEmoji(reader)
        return { kind: 'unreact', messageId, person, emoji, records: readRecords(reader) }
      }
      case KIND.pin:
        return { kind: 'pin', messageId, person: toPersonId(reader.take(16)) }
      case KIND.unpin: {
        const person = toPersonId(reader.take(16))
        return { kind: 'unpin', messageId, person, records: readRecords(reader) }
      }
      case KIND.hand:
        return { kind: 'hand', messageId }
      case KIND.confided:
        return { kind: 'confided', ...readConfided(reader, messageId) }
      case KIND.lower: {
        const person = toPersonId(reader.take(16))
        return { kind: 'lower', messageId, person, called: readFlag(reader) }
      }
      default:
        reader.rest()
        return { kind: 'unknown', messageId }
    }
  })
}

function readRecords(reader: ByteReader): readonly RecordId[] {
  return reader.list(MAX_NAMED_RECORDS, (from) => toRecordId(from.take(16)))
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.u8()
  return flag > 1 ? reader.fail() : flag === 1
}

function readEmoji(reader: ByteReader): string {
  const emoji = reader.text(MAX_EMOJI_BYTES)
  if (emoji.trim() === '') reader.fail()
  return emoji
}

function withinLimit(text: string, limitBytes: number): string {
  const length = utf8Length(text)
  if (length > limitBytes) throw new RangeError(`at most ${limitBytes} bytes, not ${length}`)
  return text
}
