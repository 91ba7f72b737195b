/**
 * What a person's profile and a group's about say: a name, words, which picture.
 *
 * Each naming says some of these and nothing of the others, which stay as they were; so a new status costs
 * no picture, and what two devices changed apart both counts. The picture itself is a naming of its own,
 * sealed under a key that is told with its id: where names are said again under every new key, the image is
 * not. Form 1 is a name alone, as the first version wrote it, and that version reads no other. Rule PR8.
 */
import { type ByteReader, ByteWriter, parseBytes, utf8Length } from './bytes.ts'
import { readFlag } from './action-fields.ts'
import type { Hlc } from './hlc.ts'
import { idBytes, type RecordId, toRecordId } from './ids.ts'
import { MAX_ABOUT_BYTES, MAX_NAME_BYTES, MAX_RECORD_BYTES } from './limits.ts'
import { parsePicture, type Picture } from './picture.ts'
import { encodeSupportTalk, parseSupportTalk, type SupportTalk } from './support-talk.ts'

/** Where the record with a picture is, and what opens it. */
export interface PictureRef {
  readonly record: RecordId
  /** 32 bytes; none in a group that is not encrypted. */
  readonly key: Uint8Array | undefined
}

/** What is absent is not said. */
export interface Naming {
  readonly name?: string
  /** A person's status or a group's description; '' takes it back. */
  readonly words?: string
  /** `none` takes it back. */
  readonly picture?: PictureRef | 'none'
  /** Shows nowhere by itself: another naming's `picture` leads here. */
  readonly image?: Picture
  /** Of a group: it is a support talk. */
  readonly talk?: SupportTalk
  /** Of a support talk: it was closed, or opened again. */
  readonly closed?: boolean
  /** When that was said which this takes the place of, where it lies ahead: it counts though it is older. */
  readonly over?: Hlc
}

/** The numbers of what a naming of form 2 says beside its name. */
export const SAYS = { words: 1, picture: 2, image: 3, talk: 4, closed: 5, over: 6 } as const

const KEY_BYTES = 32
const ID_BYTES = 16

/** Throws a RangeError for what is over its limit. */
export function encodeNaming({ name = '', ...saying }: Naming): Uint8Array {
  const writer = new ByteWriter()
  const said = saidIn(saying)
  if (utf8Length(name) > MAX_NAME_BYTES)
    throw new RangeError(`at most ${MAX_NAME_BYTES} bytes, not ${utf8Length(name)}`)
  if (said.length === 0) return writer.u8(1).text(name).bytes()
  return writer
    .u8(2)
    .text(name)
    .list(said, (to, { number, value }) => to.u8(number).varbytes(value))
    .bytes()
}

interface SaidPart {
  readonly number: number
  readonly value: Uint8Array
}

function saidIn({ words, picture, image, talk, closed, over }: Naming): readonly SaidPart[] {
  const said: SaidPart[] = []
  if (words !== undefined) said.push({ number: SAYS.words, value: wordsBytes(words) })
  if (picture !== undefined) said.push({ number: SAYS.picture, value: refBytes(picture) })
  if (image !== undefined) said.push({ number: SAYS.image, value: image.bytes })
  if (talk !== undefined) said.push({ number: SAYS.talk, value: encodeSupportTalk(talk) })
  if (closed !== undefined) said.push({ number: SAYS.closed, value: Uint8Array.of(closed ? 1 : 0) })
  if (over !== undefined)
    said.push({ number: SAYS.over, value: new ByteWriter().u64(over).bytes() })
  return said
}

export function parseNaming(bytes: Uint8Array): Naming | undefined {
  return parseBytes(bytes, (reader) => {
    const form = reader.u8()
    if (form === 0) reader.fail()
    const name = reader.text(MAX_NAME_BYTES)
    const naming = { ...(form === 1 ? {} : readSaid(reader)), ...(name === '' ? {} : { name }) }
    if (name.trim() === '' && (name !== '' || form === 1)) reader.fail()
    reader.rest()
    return naming
  })
}

function readSaid(reader: ByteReader): Omit<Naming, 'name'> {
  const all = reader.list(255, (from) => ({
    number: from.u8(),
    value: from.varbytes(MAX_RECORD_BYTES),
  }))
  if (all.some(({ number }, at) => number <= (all[at - 1]?.number ?? 0))) reader.fail()
  const said: { -readonly [K in keyof Omit<Naming, 'name'>]: Naming[K] } = {}
  for (const { number, value } of all) {
    if (number === SAYS.words) said.words = parseWords(value) ?? reader.fail()
    else if (number === SAYS.picture) said.picture = parseRef(value) ?? reader.fail()
    else if (number === SAYS.image) said.image = parsePicture(value) ?? reader.fail()
    else if (number === SAYS.talk) said.talk = parseSupportTalk(value) ?? reader.fail()
    else if (number === SAYS.closed) said.closed = parseClosed(value) ?? reader.fail()
    else if (number === SAYS.over) said.over = parseTime(value) ?? reader.fail()
  }
  return said
}

function parseClosed(value: Uint8Array): boolean | undefined {
  return parseBytes(value, (reader) => readFlag(reader))
}

function parseTime(value: Uint8Array): Hlc | undefined {
  return parseBytes(value, (reader) => reader.u64())
}

function wordsBytes(words: string): Uint8Array {
  const bytes = utf8Length(words)
  if (bytes > MAX_ABOUT_BYTES)
    throw new RangeError(`at most ${MAX_ABOUT_BYTES} bytes, not ${bytes}`)
  return new ByteWriter().text(words).bytes()
}

function parseWords(value: Uint8Array): string | undefined {
  return parseBytes(value, (reader) => reader.text(MAX_ABOUT_BYTES))
}

function refBytes(picture: PictureRef | 'none'): Uint8Array {
  if (picture === 'none') return new Uint8Array(0)
  const writer = new ByteWriter().put(idBytes(picture.record))
  return (picture.key === undefined ? writer : writer.put(picture.key)).bytes()
}

function parseRef(value: Uint8Array): PictureRef | 'none' | undefined {
  if (value.length === 0) return 'none'
  return parseBytes(value, (reader) => ({
    record: toRecordId(reader.take(ID_BYTES)),
    key: reader.left === 0 ? undefined : reader.take(KEY_BYTES),
  }))
}
