/** Ids and other building stones of the samples. Fixed for ever, as the samples are. */
import {
  type Introduction,
  toEpochId,
  toGroupId,
  toMessageId,
  toPersonId,
  toRecordId,
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

export const INTRODUCTION: Introduction = {
  root: run(32, 0x01),
  chain: [
    { devicePublic: run(32, 0x02), signature: run(64, 0x03) },
    { devicePublic: run(32, 0x04), signature: run(64, 0x05) },
  ],
  box: run(32, 0x06),
}
