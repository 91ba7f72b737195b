/**
 * What is inside the seal: kind, message id, payload.
 *
 * A message is known by its person and message id. Acts on a message carry that message's id; edits are
 * always the author's own, reactions name the author. Kinds of a later version parse as `unknown`.
 */
import { type ByteReader, ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import {
  idBytes,
  type MessageId,
  type PersonId,
  type RecordId,
  toMessageId,
  toPersonId,
  toRecordId,
} from './ids.ts'
import { MAX_EMOJI_BYTES, MAX_NAME_BYTES, MAX_TEXT_BYTES, MAX_UNREACT_RECORDS } from './limits.ts'

const KIND = { post: 1, edit: 2, react: 3, unreact: 4 } as const

/** Names a message from anywhere in the group; the quoted text is never copied. */
export interface MessageRef {
  readonly segment: number
  readonly person: PersonId
  readonly messageId: MessageId
}

export type Content =
  | {
      readonly kind: 'post'
      readonly messageId: MessageId
      readonly text: string
      readonly replyTo: MessageRef | undefined
    }
  | { readonly kind: 'edit'; readonly messageId: MessageId; readonly text: string }
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
  | { readonly kind: 'unknown'; readonly messageId: MessageId }

/** Throws a RangeError when a text or emoji is over its limit; callers check first and say so. */
export function encodeContent(content: Exclude<Content, { kind: 'unknown' }>): Uint8Array {
  const writer = new ByteWriter().u8(KIND[content.kind]).put(idBytes(content.messageId))
  switch (content.kind) {
    case 'post':
      writer.text(withinLimit(content.text, MAX_TEXT_BYTES))
      return (
        content.replyTo === undefined ? writer.u8(0) : putRef(writer.u8(1), content.replyTo)
      ).bytes()
    case 'edit':
      return writer.text(withinLimit(content.text, MAX_TEXT_BYTES)).bytes()
    case 'react':
      return writer
        .put(idBytes(content.person))
        .text(withinLimit(content.emoji, MAX_EMOJI_BYTES))
        .bytes()
    case 'unreact':
      writer.put(idBytes(content.person)).text(withinLimit(content.emoji, MAX_EMOJI_BYTES))
      return writer.list(content.records, (to, id) => to.put(idBytes(id))).bytes()
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
          replyTo: readOptionalRef(reader),
        }
      case KIND.edit:
        return { kind: 'edit', messageId, text: reader.text(MAX_TEXT_BYTES) }
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
        return {
          kind: 'unreact',
          messageId,
          person,
          emoji,
          records: reader.list(MAX_UNREACT_RECORDS, (from) => toRecordId(from.take(16))),
        }
      }
      default:
        reader.rest()
        return { kind: 'unknown', messageId }
    }
  })
}

/** What a person's profile and a group's about say: a name, and room for more in later versions. */
export interface Naming {
  readonly name: string
}

export function encodeNaming(naming: Naming): Uint8Array {
  return new ByteWriter().u8(1).text(withinLimit(naming.name, MAX_NAME_BYTES)).bytes()
}

export function parseNaming(bytes: Uint8Array): Naming | undefined {
  return parseBytes(bytes, (reader) => {
    if (reader.u8() === 0) reader.fail()
    const name = reader.text(MAX_NAME_BYTES)
    if (name.trim() === '') reader.fail()
    reader.rest()
    return { name }
  })
}

function putRef(writer: ByteWriter, ref: MessageRef): ByteWriter {
  return writer.varuint(ref.segment).put(idBytes(ref.person)).put(idBytes(ref.messageId))
}

function readOptionalRef(reader: ByteReader): MessageRef | undefined {
  const flag = reader.u8()
  if (flag > 1) reader.fail()
  if (flag === 0) return undefined
  return {
    segment: reader.varuint(),
    person: toPersonId(reader.take(16)),
    messageId: toMessageId(reader.take(16)),
  }
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
