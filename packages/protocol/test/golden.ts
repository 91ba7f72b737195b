/**
 * The golden vectors as they stand in `vectors/*.json`, made anew from the samples. Values are given
 * in JSON so that another implementation can read them: bytes as hex, 64-bit numbers as text.
 */
import {
  bytesToSign,
  cutDigest,
  encodeTyped,
  groupIdOf,
  hlcAt,
  inviteLink,
  linkingRoom,
  messageLink,
  newWriter,
  nextHlc,
  personDoc,
  personGroup,
  personIdOf,
  PING,
  placeBytes,
  PONG,
  presenceAad,
  RECORD_TYPE,
  recordIdOf,
  rootActBytes,
  threadTag,
  toBase64url,
  writerPrefix,
} from '../src/index.ts'
import { FILE_PARTS, fileOf, sampleFrames } from './file-samples.ts'
import { CONTENTS, PAYLOADS } from './payload-samples.ts'
import {
  EPOCH,
  GROUP,
  MESSAGE,
  PERSON,
  RECORD_A,
  RECORD_B,
  RECORDS,
  run,
  WRITER,
} from './samples.ts'

const ROOT = { person: PERSON, messageId: MESSAGE }

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Plain JSON of any value here. */
export function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return { hex: toHex(value) }
  if (typeof value === 'bigint') return { u64: String(value) }
  if (value instanceof Map) return [...value].map(([key, one]) => [key, toJson(one)])
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toJson(one)]))
}

export function recordVectors() {
  return RECORDS.map(({ name, place, type, header, body, value, unsigned, bytes }) => ({
    name,
    type,
    place,
    value: toJson(value),
    header: toHex(header),
    body: toHex(body),
    signs: toHex(bytesToSign(place, unsigned)),
    record: toHex(bytes),
    id: recordIdOf(place, bytes),
    ...(name === 'found' && { group: groupIdOf(header, body) }),
  }))
}

export function contentVectors() {
  return CONTENTS.map(({ name, value, bytes }) => ({
    name,
    value: toJson(value),
    bytes: toHex(bytes),
  }))
}

export function frameVectors() {
  const payloads = PAYLOADS.map(({ name, value, bytes, type = 0 }) => ({
    name,
    value: toJson(value),
    payload: toHex(bytes),
    frame: toHex(encodeTyped(GROUP, type, bytes)),
  }))
  return [...payloads, { name: 'ping', frame: toHex(PING) }, { name: 'pong', frame: toHex(PONG) }]
}

export function nameVectors() {
  const key = run(32, 0x02)
  const prefix = writerPrefix(GROUP, key)
  const secret = run(16, 0x66)
  return [
    { name: 'base64url', from: toHex(run(5, 0xf9)), is: toBase64url(run(5, 0xf9)) },
    { name: 'group', from: toHex(run(32, 0x10)), is: GROUP },
    { name: 'person of a root key', from: toHex(run(32, 0x01)), is: personIdOf(run(32, 0x01)) },
    { name: 'prefix of a device in the group', from: toHex(key), is: prefix },
    { name: 'writer with suffix 65535', from: toHex(key), is: newWriter(prefix, 65_535) },
    { name: 'person document', from: PERSON, is: personDoc(PERSON) },
    { name: 'group id of a person document', from: PERSON, is: personGroup(PERSON) },
    { name: 'linking room', from: toHex(run(16, 0x35)), is: linkingRoom(run(16, 0x35)) },
    { name: 'digest of a cut, no records', from: '', is: toHex(cutDigest([])) },
    {
      name: 'digest of a cut, two records',
      from: `${RECORD_A} ${RECORD_B}`,
      is: toHex(cutDigest([RECORD_A, RECORD_B])),
    },
    { name: 'what a root signs for an undevice', from: toHex(key), is: toHex(rootAct(key)) },
    { name: 'what a presence is sealed to', from: `client ${WRITER}`, is: toHex(presence()) },
    { name: 'place bytes', from: 'doc "d", writer 258, clock 1', is: placeHex() },
    { name: 'time of 1 ms', from: '1', is: String(hlcAt(1)) },
    { name: 'next after a later one', from: '0 ms', is: String(nextHlc(hlcAt(5), 0)) },
    { name: 'tag of a thread', from: `${PERSON}/${MESSAGE}`, is: threadTag(ROOT) },
    {
      name: 'message link',
      from: `segment 12, ${PERSON}/${MESSAGE}`,
      is: messageLink(GROUP, `${PERSON}/${MESSAGE}`, 12),
    },
    {
      name: 'invite link',
      from: `invite ${RECORD_A}, secret ${toHex(secret)}`,
      is: inviteLink('https://chat.example/', { group: GROUP, invite: RECORD_A, secret }),
    },
  ]
}

function rootAct(device: Uint8Array): Uint8Array {
  const recordType = RECORD_TYPE.undevice
  return rootActBytes(GROUP, { recordType, device, header: run(9, 0x36) })
}

function presence(): Uint8Array {
  return presenceAad(GROUP, { writer: WRITER, epoch: EPOCH })
}

function placeHex(): string {
  return toHex(placeBytes({ doc: 'd', writer: 258, clock: 1 }))
}

export function fileVectors() {
  return [
    { name: 'no documents', says: [], bytes: toHex(fileOf([])) },
    { name: 'two documents', says: toJson(FILE_PARTS), bytes: toHex(fileOf(sampleFrames())) },
  ]
}

export const GOLDEN = {
  records: recordVectors,
  contents: contentVectors,
  frames: frameVectors,
  names: nameVectors,
  files: fileVectors,
} as const
