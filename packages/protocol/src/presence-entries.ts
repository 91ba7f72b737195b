/**
 * Awareness entries on the socket (frame type 1), in y-websocket's layout and one strict form of it.
 *
 * A state is JSON in stock awareness; ours is `null` (gone) or `{"s":"…"}` with base64url of the sealed
 * presence (presence.ts), so no JSON is ever parsed. Id 0 is the relay's: how many people are here when
 * they are too many to name, as a varuint, in clear.
 */
import { parseBase64url, toBase64url } from './base64url.ts'
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import type { Writer } from './ids.ts'
import { MAX_PRESENCE_BYTES } from './limits.ts'

export const MAX_PRESENCE_ENTRIES = 128
const MAX_CLOCK = 2 ** 31
const MAX_STATE_TEXT = Math.ceil((MAX_PRESENCE_BYTES * 4) / 3) + '{"s":""}'.length
const STATE = /^\{"s":"([A-Za-z0-9_-]*)"\}$/

export interface PresenceEntry {
  /** The awareness client id: a writer of the device that is never written with; 0 for the relay. */
  readonly id: Writer
  /** Rises with every change; an entry with a lower one is old. */
  readonly clock: number
  /** `undefined`: gone. */
  readonly state: Uint8Array | undefined
}

/** The payload of an awareness frame: varbytes(many of (id varuint, clock varuint, state text)). */
export function encodePresenceEntries(entries: readonly PresenceEntry[]): Uint8Array {
  const inner = new ByteWriter().varuint(entries.length)
  for (const { id, clock, state } of entries) {
    inner.varuint(id).varuint(clock)
    inner.text(state === undefined ? 'null' : `{"s":"${toBase64url(state)}"}`)
  }
  return new ByteWriter().varbytes(inner.bytes()).bytes()
}

/** The entries in an untrusted payload, or `undefined` for any other form. */
export function parsePresenceEntries(payload: Uint8Array): readonly PresenceEntry[] | undefined {
  return parseBytes(
    payload,
    (reader) => parseBytes(reader.varbytes(payload.length), readEntries) ?? reader.fail(),
  )
}

function readEntries(reader: ByteReader): readonly PresenceEntry[] {
  const count = reader.varuint()
  if (count > MAX_PRESENCE_ENTRIES) reader.fail()
  const entries: PresenceEntry[] = []
  for (let at = 0; at < count; at++) {
    const id = reader.varuint()
    const clock = reader.varuint()
    if (clock >= MAX_CLOCK) reader.fail()
    entries.push({ id, clock, state: readState(reader) })
  }
  return entries
}

function readState(reader: ByteReader): Uint8Array | undefined {
  const text = reader.text(MAX_STATE_TEXT)
  if (text === 'null') return undefined
  const [, encoded] = STATE.exec(text) ?? []
  const state = encoded === undefined ? undefined : parseBase64url(encoded)
  if (state === undefined || state.length > MAX_PRESENCE_BYTES) return reader.fail()
  return state
}
