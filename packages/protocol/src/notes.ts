/**
 * Notes: what a person keeps in the person's own document, by key; inside the seal of a `note` record.
 *
 * Of several notes under one key the newest (hlc, record id) counts. What keys there are, and what their
 * values say, is the client's matter.
 */
import { ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import { MAX_NOTE_KEY_BYTES, MAX_RECORD_BYTES } from './limits.ts'

export interface Note {
  readonly key: string
  /** Empty when the key is unsaid. */
  readonly value: Uint8Array
}

/** Throws a RangeError for a key that is empty or over its limit. */
export function encodeNote(note: Note): Uint8Array {
  const length = utf8Length(note.key)
  if (length === 0 || length > MAX_NOTE_KEY_BYTES)
    throw new RangeError(`a key has 1 to ${MAX_NOTE_KEY_BYTES} bytes, not ${length}`)
  return new ByteWriter().text(note.key).varbytes(note.value).bytes()
}

export function parseNote(bytes: Uint8Array): Note | undefined {
  return parseBytes(bytes, (reader) => {
    const key = reader.text(MAX_NOTE_KEY_BYTES)
    if (key === '') reader.fail()
    return { key, value: reader.varbytes(MAX_RECORD_BYTES) }
  })
}
