/**
 * The fields that action bodies are made of, each with its writer and its reader.
 *
 * Readers take untrusted bytes and fail, as every `ByteReader` does, inside `parseBytes`.
 */
import type { Introduction, Setting } from './actions.ts'
import type { ByteReader, ByteWriter } from './bytes.ts'
import { type PersonId, type RecordId, toPersonId, toRecordId } from './ids.ts'
import { MAX_CHAIN, MAX_RECORD_BYTES } from './limits.ts'

export function readSettings(reader: ByteReader): readonly Setting[] {
  let last = -1
  return reader.list(255, (from) => {
    const id = from.u8()
    if (id <= last) from.fail()
    last = id
    return { id, value: from.varbytes(MAX_RECORD_BYTES) }
  })
}

export function putPolicy(writer: ByteWriter, policy: readonly Setting[]): ByteWriter {
  return writer.list(policy, (to, setting) => to.u8(setting.id).varbytes(setting.value))
}

export function putIntroduction(writer: ByteWriter, person: Introduction): ByteWriter {
  return writer
    .put(person.root)
    .list(person.chain, (to, link) => to.put(link.devicePublic).put(link.signature))
    .put(person.box)
}

export function readIntroduction(reader: ByteReader): Introduction {
  const root = reader.take(32)
  const chain = reader.list(MAX_CHAIN, (from) => ({
    devicePublic: from.take(32),
    signature: from.take(64),
  }))
  if (chain.length === 0) reader.fail()
  return { root, chain, box: reader.take(32) }
}

export function readFlag(reader: ByteReader): boolean {
  const flag = reader.u8()
  if (flag > 1) reader.fail()
  return flag === 1
}

export function readRecordId(reader: ByteReader): RecordId {
  return toRecordId(reader.take(16))
}

export function readPerson(reader: ByteReader): PersonId {
  return toPersonId(reader.take(16))
}

/** A flag, then the bytes if it is 1. */
export function putOptional(writer: ByteWriter, bytes: Uint8Array | undefined): ByteWriter {
  return bytes === undefined ? writer.u8(0) : writer.u8(1).put(bytes)
}

export function readOptional(reader: ByteReader, length: number): Uint8Array | undefined {
  return readFlag(reader) ? reader.take(length) : undefined
}
