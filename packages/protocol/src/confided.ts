/**
 * What a student and whoever teaches say to each other alone: a second seal inside that of the group.
 *
 * To everybody else in the group it is one kind of record, of a size that says little: not whether somebody
 * asked or took it back, nor whom an answer is for. Rule PR32.
 */
import {
  type ByteReader,
  ByteWriter,
  concatBytes,
  parseBytes,
  toUtf8,
  utf8Length,
} from './bytes.ts'
import {
  type GroupId,
  idBytes,
  type MessageId,
  type PersonId,
  toMessageId,
  toPersonId,
} from './ids.ts'
import { type GrantRow, putRows, ROW_TAG_BYTES, SEALED_KEY_BYTES } from './keys.ts'
import { MAX_CONFIDED_ROWS, MAX_QUESTION_BYTES, MAX_RECORD_BYTES } from './limits.ts'

/** A fresh key, sealed to boxes, and what is sealed under it. */
export interface Confided {
  /** Its own, so that what is sealed in one is of no use in another. */
  readonly messageId: MessageId
  /** To the key. */
  readonly commitment: Uint8Array
  readonly ephemeral: Uint8Array
  /** 1 to 64. */
  readonly rows: readonly GrantRow[]
  readonly sealed: Uint8Array
}

/** What a record is about: somebody's question. */
export interface QuestionRef {
  readonly person: PersonId
  readonly messageId: MessageId
}

/** What is inside that seal. */
export type Confidence =
  /** Known by who asks, and the id of what it is confided in. */
  | { readonly says: 'question'; readonly text: string }
  | ({
      readonly says: 'answer'
      readonly text: string
      /** It was said to the whole class too. */
      readonly toAll: boolean
    } & QuestionRef)
  | ({ readonly says: 'done' } & QuestionRef)

const SAYS = { question: 1, answer: 2, done: 3 } as const
const COMMITMENT_BYTES = 16
const CONTEXT = toUtf8('parley/confided')

export function putConfided(writer: ByteWriter, confided: Confided): ByteWriter {
  const { commitment, ephemeral, rows, sealed } = confided
  return putRows(writer.put(commitment).put(ephemeral), rows).varbytes(sealed)
}

export function readConfided(reader: ByteReader, messageId: MessageId): Confided {
  const commitment = reader.take(COMMITMENT_BYTES)
  const ephemeral = reader.take(32)
  const rows = reader.list(MAX_CONFIDED_ROWS, (from) => ({
    tag: from.take(ROW_TAG_BYTES),
    sealed: from.take(SEALED_KEY_BYTES),
  }))
  if (rows.length === 0) reader.fail()
  return { messageId, commitment, ephemeral, rows, sealed: reader.varbytes(MAX_RECORD_BYTES) }
}

/** What rows and seal are bound to: nobody can say in their own name what somebody else confided. */
export function confidedContext(group: GroupId, { person, messageId }: QuestionRef): Uint8Array {
  return concatBytes(CONTEXT, idBytes(group), idBytes(person), idBytes(messageId))
}

/** Throws a RangeError when the text is over its limit; callers check first and say so. */
export function encodeConfidence(confidence: Confidence): Uint8Array {
  const writer = new ByteWriter().u8(SAYS[confidence.says])
  if (confidence.says !== 'question')
    writer.put(idBytes(confidence.person)).put(idBytes(confidence.messageId))
  if (confidence.says === 'answer') writer.u8(confidence.toAll ? 1 : 0)
  if (confidence.says === 'done') return writer.bytes()
  if (utf8Length(confidence.text) > MAX_QUESTION_BYTES)
    throw new RangeError(`at most ${MAX_QUESTION_BYTES} bytes`)
  return writer.text(confidence.text).bytes()
}

/** `undefined` also for what a later version says. */
export function parseConfidence(bytes: Uint8Array): Confidence | undefined {
  return parseBytes(bytes, (reader): Confidence => {
    const says = reader.u8()
    if (says === SAYS.question) return { says: 'question', text: readText(reader) }
    const person = toPersonId(reader.take(16))
    const messageId = toMessageId(reader.take(16))
    if (says === SAYS.done) return { says: 'done', person, messageId }
    if (says !== SAYS.answer) return reader.fail()
    const toAll = reader.u8()
    if (toAll > 1) reader.fail()
    return { says: 'answer', person, messageId, toAll: toAll === 1, text: readText(reader) }
  })
}

function readText(reader: ByteReader): string {
  const text = reader.text(MAX_QUESTION_BYTES)
  return text.trim() === '' ? reader.fail() : text
}
