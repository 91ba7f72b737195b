/**
 * Hostile files against the reader of groups' files. A fault is: an exception; more parts than the bytes pay
 * for; or a file that counts as whole and is not, byte for byte, what its parts are written as.
 */
import {
  concatBytes,
  encodeEvidence,
  encodeTyped,
  equalBytes,
  type GroupFilePart,
  type GroupFileState,
  MESSAGE_TYPE,
  newGroupFileReader,
  syncFrame,
} from '../src/index.ts'
import { fileOf, sampleFrames } from './file-samples.ts'

export interface FileCounts {
  readonly states: Record<GroupFileState, number>
  readonly faults: string[]
}

type Random = (bound: number) => number

export function fuzzFiles(count: number, seed: number): FileCounts {
  const random = randomFrom(seed)
  const states = { reading: 0, whole: 0, damaged: 0, newer: 0, foreign: 0, 'too-large': 0 }
  const faults: string[] = []
  for (let at = 0; at < count; at++) {
    const file = hostileFile(random)
    try {
      const { state, parts } = readFile(file, 1 + random(file.length + 1))
      states[state]++
      const isSame = state !== 'whole' || equalBytes(fileOf(parts.map(frameOf)), file)
      if (!isSame) faults.push(`file ${at} of seed ${seed} is whole, and is written otherwise`)
      if (parts.length > file.length) faults.push(`file ${at} of seed ${seed} has too many parts`)
    } catch (error) {
      faults.push(`file ${at} of seed ${seed}: ${String(error)}`)
    }
  }
  return { states, faults }
}

function readFile(bytes: Uint8Array, portion: number) {
  const reader = newGroupFileReader()
  const parts: GroupFilePart[] = []
  for (let at = 0; at < bytes.length; at += portion)
    parts.push(...reader.take(bytes.slice(at, at + portion)))
  return { state: reader.state(), parts }
}

function frameOf(part: GroupFilePart): Uint8Array {
  return part.type === 'update'
    ? syncFrame(part.doc, 'update', part.update)
    : encodeTyped(part.doc, MESSAGE_TYPE.evidence, encodeEvidence(part.evidence))
}

/** Cut, flipped, grown, with a lying length; or its frames turned around and changed under a sum that is right. */
function hostileFile(random: Random): Uint8Array {
  const frames = sampleFrames().map((frame) => frame.slice())
  switch (random(4)) {
    case 0:
      return changed(fileOf(frames), random)
    case 1:
      return fileOf(
        frames.map((frame) => (random(2) === 0 ? changed(frame, random) : frame)).filter(isFrame),
      )
    case 2:
      return fileOf(
        Array.from({ length: random(6) }, () => frames[random(frames.length)] ?? new Uint8Array(1)),
      )
    default:
      return withLyingLength(fileOf(frames), random)
  }
}

function isFrame({ length }: Uint8Array): boolean {
  return length > 0
}

function changed(bytes: Uint8Array, random: Random): Uint8Array {
  const cut = bytes.slice(0, random(3) === 0 ? random(bytes.length + 1) : bytes.length)
  for (let count = random(3); count > 0 && cut.length > 0; count--)
    cut[random(cut.length)] = random(256)
  return random(4) === 0 ? concatBytes(cut, Uint8Array.of(random(256))) : cut
}

function withLyingLength(bytes: Uint8Array, random: Random): Uint8Array {
  const lying = Uint8Array.from({ length: 1 + random(5) }, () => 0x80 | random(128))
  const at = random(bytes.length)
  return concatBytes(bytes.slice(0, at), lying, Uint8Array.of(random(128)), bytes.slice(at))
}

/** A small xorshift generator: a seed repeats what it tried. */
function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) | 0 || 1
  return (bound) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % bound
  }
}
