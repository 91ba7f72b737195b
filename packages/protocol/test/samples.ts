/**
 * One sample of everything that has bytes: the values the golden vectors are made of. Fixed for ever;
 * a new kind of bytes gets a new sample, an old sample is never changed.
 */
import {
  type Action,
  type ActionHeader,
  actionRecordType,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  encodeEpochBody,
  encodeGrantBody,
  encodeRetractBody,
  encodeRetractHeader,
  type EnvelopeHeader,
  type Introduction,
  RECORD_TYPE,
  type RetractHeader,
  signedRecord,
  toEpochId,
  toGroupId,
  toMessageId,
  toPersonId,
  toRecordId,
  unsignedRecord,
} from '../src/index.ts'

/** `length` bytes that count up from `first`. */
export function run(length: number, first: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (first + at) & 0xff)
}

export const GROUP = toGroupId(run(32, 0x10))
export const RECORD_A = toRecordId(run(16, 0xa0))
export const RECORD_B = toRecordId(run(16, 0xb0))
export const EPOCH = toEpochId(run(16, 0xe0))
export const PERSON = toPersonId(run(16, 0x70))
export const MESSAGE = toMessageId(run(16, 0x30))
export const HLC = 0x018f_5a5a_5a5a_0003n
/** Not a valid signature: who signs how is another package's. */
export const SIGNATURE = run(64, 0xc0)
export const WRITER = 2 ** 52 - 3

const INTRODUCTION: Introduction = {
  root: run(32, 0x01),
  chain: [
    { devicePublic: run(32, 0x02), signature: run(64, 0x03) },
    { devicePublic: run(32, 0x04), signature: run(64, 0x05) },
  ],
  box: run(32, 0x06),
}

const HEADS: RetractHeader = { hlc: HLC, heads: [RECORD_A, RECORD_B] }
const SEALED: EnvelopeHeader = {
  ...HEADS,
  placesHeld: 300,
  epoch: EPOCH,
  nonce: run(24, 0x40),
}

function action(header: ActionHeader, body: Action) {
  const type = actionRecordType(body)
  return { type, header: encodeActionHeader(header), body: encodeActionBody(body), value: body }
}

const PARTS = {
  found: action(
    { claimedRole: 'founder', parents: [], hlc: 0n },
    {
      type: 'found',
      random: run(32, 0x20),
      encrypted: true,
      policy: [
        { id: 0, value: run(0, 0) },
        { id: 255, value: run(3, 0x61) },
      ],
      person: INTRODUCTION,
    },
  ),
  invite: action(
    { claimedRole: 'moderator', parents: [RECORD_A], hlc: HLC },
    {
      type: 'invite',
      signPublic: run(32, 0x07),
      boxPublic: run(32, 0x08),
      role: 'member',
      needsApproval: true,
      expiresAt: 1_700_000_000_000,
      usesCount: 127,
    },
  ),
  join: action(
    { claimedRole: 'guest', parents: [RECORD_A, RECORD_B], hlc: 2n ** 64n - 1n },
    { type: 'join', invite: RECORD_A, person: INTRODUCTION, inviteSignature: run(64, 0x09) },
  ),
  'later action': action(
    { claimedRole: 'owner', parents: [RECORD_B], hlc: HLC },
    { type: 'unknown', recordType: 31, body: run(5, 0xff) },
  ),
  profile: {
    type: RECORD_TYPE.profile,
    header: encodeEnvelopeHeader(SEALED),
    body: run(80, 0x50),
    value: SEALED,
  },
  about: {
    type: RECORD_TYPE.about,
    header: encodeEnvelopeHeader({ ...SEALED, epoch: undefined }),
    body: run(12, 0x51),
    value: { ...SEALED, epoch: undefined },
  },
  envelope: {
    type: RECORD_TYPE.envelope,
    header: encodeEnvelopeHeader({ ...SEALED, placesHeld: 0 }),
    body: run(96, 0x52),
    value: { ...SEALED, placesHeld: 0 },
  },
  retract: (() => {
    const value = [
      { writer: WRITER, clock: 0, id: RECORD_A },
      { writer: 0, clock: 128, id: RECORD_B },
    ]
    const body = encodeRetractBody(value)
    return { type: RECORD_TYPE.retract, header: encodeRetractHeader(HEADS), body, value }
  })(),
  epoch: (() => {
    const chained = [{ epoch: EPOCH, nonce: run(24, 0x41), sealed: run(48, 0x42) }]
    const value = { epoch: toEpochId(run(16, 0xd0)), shared: true, chained }
    const body = encodeEpochBody(value)
    return { type: RECORD_TYPE.epoch, header: encodeRetractHeader(HEADS), body, value }
  })(),
  grant: (() => {
    const rows = [
      { tag: run(8, 0x43), sealed: run(48, 0x44) },
      { tag: run(8, 0x45), sealed: run(48, 0x46) },
    ]
    const value = { epoch: EPOCH, ephemeral: run(32, 0x47), rows }
    const body = encodeGrantBody(value)
    return { type: RECORD_TYPE.grant, header: encodeRetractHeader(HEADS), body, value }
  })(),
}

/** Every kind of record, at a place of its own. */
export const RECORDS = Object.entries(PARTS).map(([name, { type, header, body, value }], clock) => {
  const unsigned = unsignedRecord(type, header, body)
  const place = {
    doc: type >= 64 ? `${GROUP}/7` : GROUP,
    writer: WRITER,
    clock,
  }
  return {
    name,
    place,
    type,
    header,
    body,
    value,
    unsigned,
    bytes: signedRecord(unsigned, SIGNATURE),
  }
})
