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
  personDoc,
  RECORD_TYPE,
  threadTag,
  type RetractHeader,
  signedRecord,
  unsignedRecord,
} from '../src/index.ts'
import { MEMBERSHIP } from './membership-samples.ts'
import {
  EPOCH,
  GROUP,
  HLC,
  INTRODUCTION,
  MESSAGE,
  PERSON,
  RECORD_A,
  RECORD_B,
  run,
  SIGNATURE,
  WRITER,
} from './sample-ids.ts'

export * from './sample-ids.ts'

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
    const body = encodeRetractBody({ messageId: MESSAGE, hlc: HLC }, value)
    return { type: RECORD_TYPE.retract, header: encodeRetractHeader(HEADS), body, value }
  })(),
  'retract, of a thread': (() => {
    const value = [{ writer: WRITER, clock: 1, id: RECORD_A }]
    const thread = threadTag({ person: PERSON, messageId: MESSAGE })
    const body = encodeRetractBody({ messageId: MESSAGE, hlc: HLC, thread }, value)
    return { type: RECORD_TYPE.retract, header: encodeRetractHeader(HEADS), body, value }
  })(),
  epoch: (() => {
    const chained = [{ epoch: EPOCH, nonce: run(24, 0x41), sealed: run(48, 0x42) }]
    const value = { commitment: run(16, 0xd0), shared: true, chained }
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
  ...Object.fromEntries(MEMBERSHIP.map(({ name, header, value }) => [name, action(header, value)])),
  note: {
    type: RECORD_TYPE.note,
    header: encodeEnvelopeHeader(SEALED),
    body: run(70, 0x53),
    value: SEALED,
  },
  signin: action(
    { claimedRole: 'guest', parents: [RECORD_A], hlc: HLC },
    { type: 'signin', token: 'eyJhbGciOiJFZERTQSJ9.e30.AA' },
  ),
}

/** Every kind of record, at a place of its own. */
export const RECORDS = Object.entries(PARTS).map(([name, { type, header, body, value }], clock) => {
  const unsigned = unsignedRecord(type, header, body)
  const place = {
    doc: docOf(type),
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

function docOf(type: number): string {
  if (type === RECORD_TYPE.note) return personDoc(PERSON)
  return type >= 64 ? `${GROUP}/7` : GROUP
}
