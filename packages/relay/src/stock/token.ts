/**
 * A token: lets a stock Yjs provider, which can send an address and nothing else, read one document for a day.
 *
 * `version u8 | kind u8 | doc text | origin text | ends at varuint, seconds | device 32 or invite id 16 |
 * signature 64`, the signature over "parley/token" and all before it: by a device that is present, or with the
 * key of a link that is live. It is untrusted until a roster says so, each time it is used. Rule RE47.
 */
import * as crypto from 'node:crypto'
import {
  ByteWriter,
  concatBytes,
  type DeviceKey,
  parseBase64url,
  type GroupId,
  idBytes,
  MAX_DOC_NAME_BYTES,
  parseBytes,
  type RecordId,
  toBase64url,
  toDeviceKey,
  toRecordId,
  toUtf8,
} from '@parley/protocol'
import { newKeyPair, nodeSigner } from '@parley/signing'

const VERSION = 1
const KIND = { device: 0, link: 1 } as const
const MAX_ORIGIN_BYTES = 255
/** Longer than any token is. */
const MAX_TOKEN_LETTERS = 1_024

export interface StockToken {
  readonly doc: string
  /** Of the relay it is for. */
  readonly origin: string
  /** Epoch milliseconds. */
  readonly endsAt: number
  readonly by:
    | { readonly type: 'device'; readonly device: DeviceKey }
    | { readonly type: 'link'; readonly invite: RecordId }
  /** What was signed. */
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

/** The form of an untrusted token; says nothing about its signature. */
export function parseStockToken(text: string): StockToken | undefined {
  const bytes = text.length > MAX_TOKEN_LETTERS ? undefined : parseBase64url(text)
  return (
    bytes &&
    parseBytes(bytes, (reader) => {
      if (reader.u8() !== VERSION) reader.fail()
      const kind = reader.u8()
      const doc = reader.text(MAX_DOC_NAME_BYTES)
      const origin = reader.text(MAX_ORIGIN_BYTES)
      const endsAt = reader.varuint() * 1_000
      const by =
        kind === KIND.device
          ? { type: 'device' as const, device: toDeviceKey(reader.take(32)) }
          : kind === KIND.link
            ? { type: 'link' as const, invite: toRecordId(reader.take(16)) }
            : reader.fail()
      const message = messageOf(bytes.slice(0, reader.at))
      return { doc, origin, endsAt, by, message, signature: reader.take(64) }
    })
  )
}

export interface TokenFor {
  readonly doc: string
  readonly origin: string
  readonly endsAt: number
}

/** A token that whoever holds an invite link can make, away from any relay. */
export function newLinkToken(
  link: { readonly group: GroupId; readonly invite: RecordId; readonly secret: Uint8Array },
  what: TokenFor,
): string {
  const unsigned = headOf('link', what).put(idBytes(link.invite)).bytes()
  // As packages/sealing derives it, which no relay imports; a test holds both to one vector.
  const seed = crypto.hkdfSync('sha256', link.secret, idBytes(link.group), 'parley/invite/sign', 32)
  const signature = nodeSigner(crypto)(messageOf(unsigned), newKeyPair(new Uint8Array(seed)))
  return toBase64url(concatBytes(unsigned, signature))
}

/** A token of a device, signed by whoever has its key. */
export function newDeviceToken(
  device: DeviceKey,
  what: TokenFor,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const unsigned = headOf('device', what).put(idBytes(device)).bytes()
  return toBase64url(concatBytes(unsigned, sign(messageOf(unsigned))))
}

function headOf(kind: keyof typeof KIND, { doc, origin, endsAt }: TokenFor): ByteWriter {
  const endsAtSeconds = Math.floor(endsAt / 1_000)
  return new ByteWriter().u8(VERSION).u8(KIND[kind]).text(doc).text(origin).varuint(endsAtSeconds)
}

function messageOf(unsigned: Uint8Array): Uint8Array {
  return concatBytes(toUtf8('parley/token'), unsigned)
}
