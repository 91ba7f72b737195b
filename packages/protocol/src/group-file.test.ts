import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FILE_PARTS, fileOf, sampleFrames } from '../test/file-samples.ts'
import { fuzzFiles } from '../test/fuzz-files.ts'
import { GROUP, run } from '../test/samples.ts'
import {
  concatBytes,
  encodeTyped,
  GROUP_FILE_VERSION,
  type GroupFilePart,
  groupDoc,
  MAX_FRAME_BYTES,
  MESSAGE_TYPE,
  newGroupFileReader,
  newGroupFileWriter,
  segmentDoc,
  syncFrame,
  toGroupId,
} from './index.ts'

const WHOLE = fileOf(sampleFrames())

function read(bytes: Uint8Array, portion = bytes.length) {
  const reader = newGroupFileReader()
  const parts: GroupFilePart[] = []
  for (let at = 0; at < bytes.length; at += Math.max(1, portion))
    parts.push(...reader.take(bytes.slice(at, at + Math.max(1, portion))))
  return { state: reader.state(), group: reader.group(), parts }
}

test('[PR22] a file says its group and its documents, in whatever portions it is read', () => {
  for (const portion of [1, 2, 7, 64, WHOLE.length]) {
    const { state, group, parts } = read(WHOLE, portion)
    expect([state, group]).toEqual(['whole', GROUP])
    expect(parts).toEqual(FILE_PARTS)
  }
})

test('[PR23] a file that is cut short, or has a byte more, is not whole', () => {
  for (let length = 0; length < WHOLE.length; length++)
    expect([length, read(WHOLE.slice(0, length)).state]).toEqual([length, 'reading'])
  expect(read(concatBytes(WHOLE, Uint8Array.of(0))).state).toBe('damaged')
  const reader = newGroupFileReader()
  reader.take(WHOLE)
  expect(reader.take(Uint8Array.of(7))).toEqual([])
  expect(reader.state()).toBe('damaged')
})

test('[PR23] one bit turned anywhere, and the file is not whole', () => {
  for (let at = 0; at < WHOLE.length; at++) {
    const turned = WHOLE.slice()
    turned[at] = (turned[at] ?? 0) ^ 1
    expect([at, read(turned).state]).not.toEqual([at, 'whole'])
  }
})

test('[PR24] what is no file of ours, and one of a later version, are told apart from a damaged one', () => {
  const later = WHOLE.slice()
  later[10] = GROUP_FILE_VERSION + 1
  expect(read(later).state).toBe('newer')
  expect(read(later.slice(0, 11)).state).toBe('newer')
  expect(read(run(200, 0x89)).state).toBe('foreign')
  expect(read(Uint8Array.of(1)).state).toBe('foreign')
  const early = WHOLE.slice()
  early[10] = 0
  expect(read(early).state).toBe('damaged')
})

test('[PR25] only updates and evidence of the file’s own group stand in it, the group document first', () => {
  const [group, evidence, segment] = sampleFrames() as [Uint8Array, Uint8Array, Uint8Array]
  const other = toGroupId(run(32, 0x55))
  const refused: readonly (readonly Uint8Array[])[] = [
    [segment, group],
    [syncFrame(segmentDoc(GROUP, 4), 'update', run(2, 0)), evidence],
    [syncFrame(groupDoc(other), 'update', run(2, 0))],
    [syncFrame('p/AAAAAAAAAAAAAAAAAAAAAA', 'update', run(2, 0))],
    [syncFrame('', 'update', run(2, 0))],
    [syncFrame(groupDoc(GROUP), 'step1', run(2, 0))],
    [syncFrame(groupDoc(GROUP), 'step2', run(2, 0))],
    [encodeTyped(groupDoc(GROUP), MESSAGE_TYPE.mark, run(2, 0))],
    [encodeTyped(groupDoc(GROUP), MESSAGE_TYPE.evidence, run(2, 9))],
    [run(40, 0xff)],
  ]
  for (const frames of refused) expect(read(fileOf(frames)).state).toBe('damaged')
  expect(read(fileOf([])).state).toBe('whole')
})

test('[PR25] no length makes a reader wait for more than a frame, and no file is read without end', () => {
  const head = newGroupFileWriter(GROUP).begin()
  const lying = [
    Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f),
    Uint8Array.of(0x80, 0x80, 0x80, 0x80),
    Uint8Array.of(0x81, 0x00),
    Uint8Array.of(0xff, 0xff, 0x7f),
  ]
  for (const length of lying) expect(read(concatBytes(head, length)).state).toBe('damaged')
  const reader = newGroupFileReader()
  reader.take(head)
  const portion = new Uint8Array(4 * 1_048_576)
  portion.set(Uint8Array.of(0x81, 0x80, 0x40)) // a frame of the largest size
  expect(MAX_FRAME_BYTES).toBeLessThan(portion.length)
  reader.take(portion)
  expect(reader.state()).toBe('damaged')
  const small = newGroupFileReader(WHOLE.length - 1)
  expect(small.take(WHOLE.slice(0, -1))).not.toEqual([])
  expect(small.take(WHOLE.slice(-1))).toEqual([])
  expect(small.state()).toBe('too-large')
})

test('[PR12] [PR23] whatever bytes come in whatever portions, reading never throws, and what is whole is what was written', () => {
  const seen = { whole: 0, damaged: 0, reading: 0, other: 0 }
  const changes = fc.array(fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255)), { maxLength: 2 })
  const near = fc
    .tuple(changes, fc.integer({ min: 0, max: WHOLE.length }), fc.boolean())
    .map(([changed, end, isCut]) => {
      const bytes = WHOLE.slice(0, isCut ? end : WHOLE.length)
      for (const [at, value] of changed) if (at < bytes.length) bytes[at] = value
      return bytes
    })
  fc.assert(
    fc.property(
      fc.oneof(near, fc.uint8Array({ maxLength: 400, size: 'max' })),
      fc.integer({ min: 1, max: 200 }),
      (bytes, portion) => {
        const { state, parts } = read(bytes, portion)
        if (state === 'whole') expect(parts).toEqual(FILE_PARTS)
        if (state === 'whole' || state === 'damaged' || state === 'reading') seen[state]++
        else seen.other++
      },
    ),
    { numRuns: 1_000 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10)
})

test('[PR12] [PR22] [PR23] of 3,000 hostile files none throws, and each that is whole is written back byte for byte', () => {
  const { states, faults } = fuzzFiles(3_000, 20_260)
  expect(faults).toEqual([])
  expect(states.whole).toBeGreaterThan(300)
  expect(states.damaged).toBeGreaterThan(300)
  expect(states.reading).toBeGreaterThan(50)
})
