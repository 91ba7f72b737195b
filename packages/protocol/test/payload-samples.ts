/** Samples of what is inside seals and frames, each with its encoder and reader. */
import {
  encodeAcks,
  encodeChallenge,
  encodeClose,
  encodeContent,
  encodeDigests,
  encodeEvidence,
  encodeLinking,
  encodeNaming,
  encodeNote,
  encodePlaces,
  encodePresence,
  encodePresenceEntries,
  encodeProof,
  encodeReadMark,
  encodeRefusals,
  encodeSealedMark,
  encodeSealedPresence,
  encodeSync,
  parseAcks,
  parseChallenge,
  parseClose,
  parseContent,
  parseDigests,
  parseEvidence,
  parseLinking,
  parseNaming,
  parseNote,
  parsePlaces,
  parsePresence,
  parsePresenceEntries,
  parseProof,
  parseReadMark,
  parseRefusals,
  parseSealedMark,
  parseSealedPresence,
  parseSync,
  MESSAGE_TYPE,
  NACK_REASONS,
  segmentDoc,
  toDeviceKey,
} from '../src/index.ts'
import { EPOCH, GROUP, HLC, MESSAGE, PERSON, RECORD_A, RECORD_B, run, WRITER } from './samples.ts'
import { SMALL_WEBP } from './pictures.ts'

/** A pair of encoder and reader that undo each other. */
export interface Codec<T> {
  encode(value: T): Uint8Array
  parse(bytes: Uint8Array): T | undefined
}
export interface Sample {
  readonly name: string
  readonly value: unknown
  readonly bytes: Uint8Array
  /** Read and written again. */
  again(bytes: Uint8Array): Uint8Array | undefined
  parse(bytes: Uint8Array): unknown
  /** The frame type it travels as, if it is a frame's payload. */
  readonly type?: number
}

function samples<T>(codec: Codec<T>, values: Record<string, T>, type?: number): Sample[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value,
    bytes: codec.encode(value),
    parse: codec.parse,
    again(bytes) {
      const parsed = codec.parse(bytes)
      return parsed === undefined ? undefined : codec.encode(parsed)
    },
    ...(type !== undefined && { type }),
  }))
}

type Known = Parameters<typeof encodeContent>[0]
const contentCodec: Codec<Known> = {
  encode: encodeContent,
  parse(bytes) {
    const content = parseContent(bytes)
    return content?.kind === 'unknown' ? undefined : content
  },
}
const vector = new Map([
  [0, new Map([[WRITER, 2_000]])],
  [
    300,
    new Map([
      [1, 0],
      [0, 128],
    ]),
  ],
])

const readPlaces = {
  below: 2,
  segments: new Map([
    [2, new Map([[0, [0, 1]]])],
    [
      300,
      new Map([
        [7, [0, 3, 4, 300]],
        [WRITER, [5, 2_000]],
      ]),
    ],
  ]),
}

export const CONTENTS: readonly Sample[] = [
  ...samples(contentCodec, {
    post: { kind: 'post', messageId: MESSAGE, text: 'Hello, Grüße, 👋\n' },
    reply: {
      kind: 'post',
      messageId: MESSAGE,
      text: '',
      replyTo: { segment: 128, person: PERSON, messageId: MESSAGE },
    },
    'post in a thread': {
      kind: 'post',
      messageId: MESSAGE,
      text: '@Zoë and @everyone',
      replyTo: { segment: 0, person: PERSON, messageId: MESSAGE },
      thread: { segment: 128, person: PERSON, messageId: MESSAGE },
      mentions: [
        { person: PERSON, name: 'Zoë' },
        { person: 'everyone', name: 'everyone' },
      ],
      forwarded: true,
      newer: [{ number: 200, value: run(130, 0x35) }],
    },
    'post, forwarded': { kind: 'post', messageId: MESSAGE, text: 'x', forwarded: true },
    announcement: { kind: 'post', messageId: MESSAGE, text: 'x', announcement: true },
    edit: { kind: 'edit', messageId: MESSAGE, text: '\ufeffwith a byte order mark' },
    'edit, naming somebody': {
      kind: 'edit',
      messageId: MESSAGE,
      text: '@Zoë',
      mentions: [{ person: PERSON, name: 'Zoë' }],
      newer: [{ number: 6, value: new Uint8Array(0) }],
    },
    react: { kind: 'react', messageId: MESSAGE, person: PERSON, emoji: '👩‍👩‍👧‍👦' },
    unreact: {
      kind: 'unreact',
      messageId: MESSAGE,
      person: PERSON,
      emoji: '👍',
      records: [RECORD_A, RECORD_B],
    },
    pin: { kind: 'pin', messageId: MESSAGE, person: PERSON },
    unpin: { kind: 'unpin', messageId: MESSAGE, person: PERSON, records: [RECORD_A, RECORD_B] },
    hand: { kind: 'hand', messageId: MESSAGE },
    confided: {
      kind: 'confided',
      messageId: MESSAGE,
      commitment: run(16, 0x21),
      ephemeral: run(32, 0x31),
      rows: [{ tag: run(8, 0x41), sealed: run(48, 0x51) }],
      sealed: run(40, 0x61),
    },
    lower: { kind: 'lower', messageId: MESSAGE, person: PERSON, called: false },
    'lower, calling on': { kind: 'lower', messageId: MESSAGE, person: PERSON, called: true },
  }),
  ...samples(
    { encode: encodeNaming, parse: parseNaming },
    {
      naming: { name: 'Zoë' },
      'naming, words': { words: 'in the mountains 🏔️' },
      'naming, words taken back': { words: '' },
      'naming, all it can say': {
        name: 'Zoë',
        words: 'x',
        picture: { record: RECORD_A, key: run(32, 0x44) },
      },
      'naming, picture in the open': { picture: { record: RECORD_B, key: undefined } },
      'naming, picture taken back': { picture: 'none' },
      'naming, over one from the future': { words: 'x', over: 2n ** 64n - 1n },
      'naming, image': { image: { type: 'image/webp', bytes: SMALL_WEBP } },
    },
  ),
  ...samples(
    { encode: encodeReadMark, parse: parseReadMark },
    {
      'read mark': { received: vector, read: readPlaces },
      'read mark, nothing read': { received: new Map(), read: { below: 0, segments: new Map() } },
    },
  ),
  ...samples(
    { encode: encodeNote, parse: parseNote },
    {
      note: { key: 'name of this device', value: run(200, 0x31) },
      'note, unsaid': { key: 'ü', value: new Uint8Array(0) },
    },
  ),
  ...samples(
    { encode: encodePresence, parse: parsePresence },
    { presence: { typing: false, hlc: HLC }, 'presence, typing': { typing: true, hlc: 0n } },
  ),
  ...samples(
    { encode: encodeSealedPresence, parse: parseSealedPresence },
    {
      'sealed presence': { epoch: EPOCH, nonce: run(24, 0x32), sealed: run(25, 0x33) },
      'open presence': { epoch: undefined, nonce: run(24, 0x32), sealed: run(9, 0x34) },
    },
  ),
]

const DEVICE = toDeviceKey(run(32, 0x02))
const docs = [GROUP, segmentDoc(GROUP, 12)]

export const PAYLOADS: readonly Sample[] = [
  ...samples(
    { encode: encodeSync, parse: parseSync },
    {
      'sync step 1': { step: 'step1', bytes: run(1, 0) },
      'sync step 2': { step: 'step2', bytes: run(2, 0) },
      'sync update': { step: 'update', bytes: run(200, 1) },
    },
    MESSAGE_TYPE.sync,
  ),
  ...samples(
    { encode: encodeChallenge, parse: parseChallenge },
    { challenge: { nonce: run(32, 0x60), relayAt: 1_700_000_000_000 } },
    MESSAGE_TYPE.challenge,
  ),
  ...samples(
    { encode: encodeProof, parse: parseProof },
    {
      'device proof': {
        type: 'device',
        device: DEVICE,
        origin: 'https://chat.example',
        signature: run(64, 0x61),
      },
      'link proof': { type: 'link', group: GROUP, invite: RECORD_A, signature: run(64, 0x62) },
    },
    MESSAGE_TYPE.proof,
  ),
  ...samples(
    { encode: encodeAcks, parse: parseAcks },
    {
      ack: [
        { writer: WRITER, clock: 1 },
        { writer: 0, clock: 2 ** 53 - 1 },
      ],
    },
    MESSAGE_TYPE.ack,
  ),
  ...samples(
    { encode: encodeRefusals, parse: parseRefusals },
    {
      nack: NACK_REASONS.map((reason, clock) => ({
        writer: WRITER,
        clock,
        reason,
        needs: reason === 'need' ? [RECORD_A, RECORD_B] : [],
      })),
    },
    MESSAGE_TYPE.nack,
  ),
  ...samples(
    { encode: encodeDigests, parse: parseDigests },
    { 'inventory, client': docs.map((doc, at) => ({ doc, digest: run(32, at) })) },
    MESSAGE_TYPE.inventory,
  ),
  ...samples(
    { encode: encodePlaces, parse: parsePlaces },
    {
      'inventory, relay': docs.map((doc, at) => ({ doc, placesCount: at * 2_000 })),
      'inventory, nothing to tell': [],
    },
    MESSAGE_TYPE.inventory,
  ),
  ...samples(
    { encode: encodeSealedMark, parse: parseSealedMark },
    {
      mark: {
        device: DEVICE,
        counter: 129,
        epoch: EPOCH,
        nonce: run(24, 0x63),
        sealed: run(130, 0x64),
        signature: run(64, 0x65),
      },
    },
    MESSAGE_TYPE.mark,
  ),
  ...samples({ encode: encodeClose, parse: parseClose }, { close: 4_403 }, MESSAGE_TYPE.close),
  ...samples(
    { encode: encodeEvidence, parse: parseEvidence },
    {
      evidence: [
        { writer: WRITER, clock: 1, record: run(200, 0x67) },
        { writer: 0, clock: 300, record: run(1, 0x68) },
      ],
    },
    MESSAGE_TYPE.evidence,
  ),
  ...samples(
    { encode: encodeLinking, parse: parseLinking },
    { linking: run(300, 0x69), 'linking, entering': new Uint8Array(0) },
    MESSAGE_TYPE.linking,
  ),
  ...samples(
    { encode: encodePresenceEntries, parse: parsePresenceEntries },
    {
      'entries of presence': [
        { id: WRITER, clock: 128, state: run(65, 0x37) },
        { id: WRITER - 1, clock: 2 ** 31 - 1, state: undefined },
        { id: 0, clock: 1, state: Uint8Array.of(0x65) },
      ],
      'entries of nobody': [],
    },
    MESSAGE_TYPE.awareness,
  ),
]
