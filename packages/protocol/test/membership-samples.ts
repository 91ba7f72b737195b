/**
 * Samples of the acts of membership, in a fixed order. Fixed for ever: a new kind of bytes gets a new
 * sample at the end, an old sample is never changed.
 */
import { type Action, type ActionHeader, type Cut, toDeviceKey } from '../src/index.ts'
import { HLC, INTRODUCTION, PERSON, RECORD_A, RECORD_B, run, WRITER } from './sample-ids.ts'

const CUT: Cut = [
  { segment: undefined, writer: WRITER, clock: 3, digest: run(16, 0x71) },
  { segment: 0, writer: WRITER, clock: 2_000, digest: new Uint8Array(16) },
  { segment: 299, writer: 0, clock: 0, digest: run(16, 0x72) },
]
const HEADER: ActionHeader = { claimedRole: 'admin', parents: [RECORD_A, RECORD_B], hlc: HLC }
const DEVICE = toDeviceKey(run(32, 0x73))

interface MembershipSample {
  readonly name: string
  readonly header: ActionHeader
  readonly value: Action
}

function sample(name: string, value: Action): MembershipSample {
  return { name, header: HEADER, value }
}

export const MEMBERSHIP: readonly MembershipSample[] = [
  sample('uninvite', { type: 'uninvite', target: RECORD_B }),
  sample('add', { type: 'add', person: INTRODUCTION, role: 'member', join: undefined }),
  sample('add on request', { type: 'add', person: INTRODUCTION, role: 'guest', join: RECORD_A }),
  sample('role', { type: 'role', person: PERSON, role: 'moderator', cut: CUT }),
  sample('remove', { type: 'remove', person: PERSON, cut: [] }),
  sample('mute', { type: 'mute', person: PERSON, until: 0, cut: CUT }),
  sample('mute for a time', { type: 'mute', person: PERSON, until: 1_700_000_000_000, cut: [] }),
  sample('unmute', { type: 'unmute', person: PERSON }),
  sample('merge', { type: 'merge' }),
  sample('leave', { type: 'leave', cut: CUT }),
  {
    name: 'device in a person document',
    header: { claimedRole: 'founder', parents: [], hlc: HLC },
    value: { type: 'device', person: INTRODUCTION, rootSignature: undefined },
  },
  sample('device by the root', {
    type: 'device',
    person: INTRODUCTION,
    rootSignature: run(64, 0x74),
  }),
  sample('undevice', { type: 'undevice', device: DEVICE, rootSignature: undefined, cut: CUT }),
  sample('undevice by the root', {
    type: 'undevice',
    device: DEVICE,
    rootSignature: run(64, 0x75),
    cut: [],
  }),
  sample('box', {
    type: 'box',
    generation: 1,
    boxPublic: run(32, 0x76),
    ephemeral: run(32, 0x77),
    rows: [
      { tag: run(8, 0x78), sealed: run(48, 0x79) },
      { tag: run(8, 0x7a), sealed: run(48, 0x7b) },
    ],
  }),
  sample('policy', {
    type: 'policy',
    policy: [
      { id: 1, value: run(1, 1) },
      { id: 4, value: Uint8Array.of(0xac, 0x02) },
    ],
  }),
  sample('cut', { type: 'cut', of: RECORD_A, cut: CUT }),
]
