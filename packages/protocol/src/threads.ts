/**
 * Messages named from elsewhere, and the tag of a thread.
 *
 * A thread is named by the message it hangs from, its root. A retract is in clear and must tell in
 * which thread a deleted message stood without telling a relay the root: it carries a digest of it.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { type ByteReader, type ByteWriter, toUtf8 } from './bytes.ts'
import {
  idBytes,
  type MessageId,
  type PersonId,
  type ThreadTag,
  toMessageId,
  toPersonId,
  toThreadTag,
} from './ids.ts'

/** Names a message from anywhere in the group; its text is never copied. */
export interface MessageRef {
  readonly segment: number
  readonly person: PersonId
  readonly messageId: MessageId
}

/** "parley/thread": the tag of the thread under this message. Whoever does not know the message cannot make it. */
export function threadTag({
  person,
  messageId,
}: Pick<MessageRef, 'person' | 'messageId'>): ThreadTag {
  return toThreadTag(sha256(toUtf8(`parley/thread${person}/${messageId}`)).subarray(0, 16))
}

export function putRef(writer: ByteWriter, ref: MessageRef): ByteWriter {
  return writer.varuint(ref.segment).put(idBytes(ref.person)).put(idBytes(ref.messageId))
}

export function readRef(reader: ByteReader): MessageRef {
  return {
    segment: reader.varuint(),
    person: toPersonId(reader.take(16)),
    messageId: toMessageId(reader.take(16)),
  }
}
