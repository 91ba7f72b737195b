/**
 * Bodies of actions: what each type's table holds, written and read. SPEC.md has the tables.
 *
 * A type this version does not know parses as `unknown` and is written back as it came.
 */
import {
  putIntroduction,
  putOptional,
  putPolicy,
  readFlag,
  readIntroduction,
  readOptional,
  readPerson,
  readRecordId,
  readSettings,
} from './action-fields.ts'
import type { Action } from './actions.ts'
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import { putCut, readCut } from './cut.ts'
import { idBytes, toDeviceKey, toRecordId } from './ids.ts'
import { putRows, readRows } from './keys.ts'
import { MAX_BOX_GENERATION, MAX_TOKEN_BYTES } from './limits.ts'
import { RECORD_TYPE } from './record.ts'
import { readRole, ROLES } from './roles.ts'

export function encodeActionBody(action: Action): Uint8Array {
  return putAction(new ByteWriter(), action).bytes()
}

function putAction(writer: ByteWriter, action: Action): ByteWriter {
  switch (action.type) {
    case 'found':
      putPolicy(writer.put(action.random).u8(action.encrypted ? 1 : 0), action.policy)
      return putIntroduction(writer, action.person)
    case 'invite':
      writer.put(action.signPublic).put(action.boxPublic).u8(ROLES.indexOf(action.role))
      return writer
        .u8(action.isDesk ? COMING.desk : action.needsApproval ? COMING.asking : COMING.free)
        .varuint(action.expiresAt)
        .varuint(action.usesCount)
    case 'uninvite':
      return writer.put(idBytes(action.target))
    case 'join':
      writer.put(idBytes(action.invite))
      return putIntroduction(writer, action.person).put(action.inviteSignature)
    case 'add':
      putIntroduction(writer, action.person).u8(ROLES.indexOf(action.role))
      return putOptional(writer, action.join && idBytes(action.join))
    case 'policy':
      return putPolicy(writer, action.policy)
    case 'merge':
      return writer
    case 'signin':
      return writer.text(action.token)
    case 'unknown':
      return writer.put(action.body)
    case 'device':
    case 'undevice':
    case 'box':
      return putDeviceAction(writer, action)
    default:
      return putActOnPerson(writer, action)
  }
}

type DeviceAction = Extract<Action, { type: 'device' | 'undevice' | 'box' }>
type ActOnPerson = Extract<
  Action,
  { type: 'role' | 'remove' | 'mute' | 'unmute' | 'leave' | 'cut' }
>

function putDeviceAction(writer: ByteWriter, action: DeviceAction): ByteWriter {
  switch (action.type) {
    case 'device':
      return putOptional(putIntroduction(writer, action.person), action.rootSignature)
    case 'undevice':
      writer.put(idBytes(action.device))
      return putCut(putOptional(writer, action.rootSignature), action.cut)
    case 'box':
      writer.varuint(action.generation).put(action.boxPublic).put(action.ephemeral)
      return putRows(writer, action.rows)
  }
}

function putActOnPerson(writer: ByteWriter, action: ActOnPerson): ByteWriter {
  switch (action.type) {
    case 'role':
      return putCut(writer.put(idBytes(action.person)).u8(ROLES.indexOf(action.role)), action.cut)
    case 'remove':
      return putCut(writer.put(idBytes(action.person)), action.cut)
    case 'mute':
      return putCut(writer.put(idBytes(action.person)).varuint(action.until), action.cut)
    case 'unmute':
      return writer.put(idBytes(action.person))
    case 'leave':
      return putCut(writer, action.cut)
    case 'cut':
      return putCut(writer.put(idBytes(action.of)), action.cut)
  }
}

/** The action in an untrusted body, or `undefined` when it breaks the table of its type. */
export function parseActionBody(recordType: number, body: Uint8Array): Action | undefined {
  return parseBytes(body, (reader) => {
    const read = READERS.get(recordType)
    return read === undefined ? { type: 'unknown', recordType, body: reader.rest() } : read(reader)
  })
}

const READERS: ReadonlyMap<number, (reader: ByteReader) => Action> = new Map([
  [RECORD_TYPE.found, readFound],
  [RECORD_TYPE.invite, readInvite],
  [RECORD_TYPE.uninvite, (from) => ({ type: 'uninvite', target: readRecordId(from) })],
  [RECORD_TYPE.join, readJoin],
  [RECORD_TYPE.add, readAdd],
  [
    RECORD_TYPE.role,
    (from) => ({
      type: 'role',
      person: readPerson(from),
      role: readRole(from),
      cut: readCut(from),
    }),
  ],
  [
    RECORD_TYPE.remove,
    (from) => ({ type: 'remove', person: readPerson(from), cut: readCut(from) }),
  ],
  [
    RECORD_TYPE.mute,
    (from) => ({
      type: 'mute',
      person: readPerson(from),
      until: from.varuint(),
      cut: readCut(from),
    }),
  ],
  [RECORD_TYPE.unmute, (from) => ({ type: 'unmute', person: readPerson(from) })],
  [RECORD_TYPE.leave, (from) => ({ type: 'leave', cut: readCut(from) })],
  [RECORD_TYPE.device, readDevice],
  [RECORD_TYPE.undevice, readUndevice],
  [RECORD_TYPE.box, readBox],
  [RECORD_TYPE.policy, (from) => ({ type: 'policy', policy: readSettings(from) })],
  [RECORD_TYPE.merge, () => ({ type: 'merge' })],
  [RECORD_TYPE.signin, (from) => ({ type: 'signin', token: from.text(MAX_TOKEN_BYTES) })],
  [RECORD_TYPE.cut, (from) => ({ type: 'cut', of: readRecordId(from), cut: readCut(from) })],
] satisfies readonly (readonly [number, (reader: ByteReader) => Action])[])

function readFound(reader: ByteReader): Action {
  return {
    type: 'found',
    random: reader.take(32),
    encrypted: readFlag(reader),
    policy: readSettings(reader),
    person: readIntroduction(reader),
  }
}

function readJoin(reader: ByteReader): Action {
  return {
    type: 'join',
    invite: readRecordId(reader),
    person: readIntroduction(reader),
    inviteSignature: reader.take(64),
  }
}

function readAdd(reader: ByteReader): Action {
  const person = readIntroduction(reader)
  const role = readRole(reader)
  const join = readOptional(reader, 16)
  return { type: 'add', person, role, join: join && toRecordId(join) }
}

function readDevice(reader: ByteReader): Action {
  return {
    type: 'device',
    person: readIntroduction(reader),
    rootSignature: readOptional(reader, 64),
  }
}

function readUndevice(reader: ByteReader): Action {
  return {
    type: 'undevice',
    device: toDeviceKey(reader.take(32)),
    rootSignature: readOptional(reader, 64),
    cut: readCut(reader),
  }
}

function readBox(reader: ByteReader): Action {
  const generation = reader.varuint()
  if (generation > MAX_BOX_GENERATION) reader.fail()
  return {
    type: 'box',
    generation,
    boxPublic: reader.take(32),
    ephemeral: reader.take(32),
    rows: readRows(reader),
  }
}

/** What an invite makes of whoever comes by it. */
const COMING = { free: 0, asking: 1, desk: 2 } as const

function readComing(reader: ByteReader): { needsApproval: boolean; isDesk?: true } {
  const how = reader.u8()
  if (how > COMING.desk) reader.fail()
  return { needsApproval: how !== COMING.free, ...(how === COMING.desk ? { isDesk: true } : {}) }
}

function readInvite(reader: ByteReader): Action {
  return {
    type: 'invite',
    signPublic: reader.take(32),
    boxPublic: reader.take(32),
    role: readRole(reader),
    ...readComing(reader),
    expiresAt: reader.varuint(),
    usesCount: reader.varuint(),
  }
}
