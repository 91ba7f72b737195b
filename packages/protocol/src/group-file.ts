/**
 * A group in a file: the frames that would fill an empty relay, one after another, and a sum over them.
 *
 * It holds what a relay holds and nothing else: never a key. Both directions work by portions, so that a long
 * history is never in memory at once. Readers take untrusted bytes. Rules PR22 to PR25.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import {
  type ByteReader,
  ByteWriter,
  concatBytes,
  equalBytes,
  parseBytes,
  toUtf8,
} from './bytes.ts'
import { type Evidence, parseEvidence } from './evidence.ts'
import { MESSAGE_TYPE, parseFrame, parseSync } from './frames.ts'
import { type GroupId, idBytes, parseDocName, toGroupId } from './ids.ts'
import { MAX_FRAME_BYTES, MAX_GROUP_FILE_BYTES } from './limits.ts'

/** No text begins so, and whatever rewrites line ends or stops at a Ctrl-Z spoils it. */
const MAGIC = concatBytes(Uint8Array.of(0x8b), toUtf8('PARLEY\r\n\x1a'))
export const GROUP_FILE_VERSION = 1
const GROUP_BYTES = 32
const SUM_BYTES = 32
const HEAD_BYTES = MAGIC.length + 1 + GROUP_BYTES
/** What says how long a frame is takes no more. */
const MAX_LENGTH_BYTES = 4

/** One frame's worth of one document. Untrusted: nothing in it was judged. */
export type GroupFilePart = {
  readonly doc: string
  /** `undefined`: the group document. */
  readonly segment: number | undefined
} & (
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'evidence'; readonly evidence: readonly Evidence[] }
)

/**
 * reading: well so far, and cut short if nothing more comes · whole: to the last byte · newer: of a later version
 * of the format · foreign: no file of ours.
 */
export type GroupFileState = 'reading' | 'whole' | 'damaged' | 'newer' | 'foreign' | 'too-large'

export interface GroupFileWriter {
  /** Before all else. */
  begin(): Uint8Array
  /** The group document's frames first, then those of its segments, ascending. */
  frame(frame: Uint8Array): Uint8Array
  end(): Uint8Array
}

export function newGroupFileWriter(group: GroupId): GroupFileWriter {
  const sum = sha256.create()
  const told = (bytes: Uint8Array): Uint8Array => {
    sum.update(bytes)
    return bytes
  }
  return {
    begin: () => told(concatBytes(MAGIC, Uint8Array.of(GROUP_FILE_VERSION), idBytes(group))),
    frame(frame) {
      if (frame.length === 0 || frame.length > MAX_FRAME_BYTES)
        throw new RangeError(`a frame has 1 to ${MAX_FRAME_BYTES} bytes, not ${frame.length}`)
      return told(new ByteWriter().varbytes(frame).bytes())
    },
    end() {
      const last = told(Uint8Array.of(0))
      return concatBytes(last, sum.digest())
    },
  }
}

export interface GroupFileReader {
  /** More of the file, and the parts that are whole by it. What they say stands only once all is `whole`. */
  take(bytes: Uint8Array): readonly GroupFilePart[]
  state(): GroupFileState
  /** Once its beginning is read. */
  group(): GroupId | undefined
}

export function newGroupFileReader(limitBytes: number = MAX_GROUP_FILE_BYTES): GroupFileReader {
  return new PortionReader(limitBytes)
}

class PortionReader implements GroupFileReader {
  readonly #limitBytes: number
  readonly #sum = sha256.create()
  #state: GroupFileState = 'reading'
  #group: GroupId | undefined
  #rest: Uint8Array = new Uint8Array(0)
  #takenBytes = 0
  /** Of the last part: the group document stands before all segments. */
  #last = -1
  #hasEnded = false

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  state(): GroupFileState {
    return this.#state
  }

  group(): GroupId | undefined {
    return this.#group
  }

  take(bytes: Uint8Array): readonly GroupFilePart[] {
    if (this.#state === 'whole' && bytes.length > 0) this.#state = 'damaged'
    if (this.#state !== 'reading') return []
    this.#takenBytes += bytes.length
    this.#rest = concatBytes(this.#rest, bytes)
    if (this.#takenBytes > this.#limitBytes) return this.#stop('too-large')
    if (this.#group === undefined && !this.#begin()) return []
    const parts: GroupFilePart[] = []
    while (this.#state === 'reading' && !this.#hasEnded) {
      const next = this.#next()
      if (next === undefined) break
      parts.push(next)
    }
    if (this.#hasEnded) this.#compare()
    return parts
  }

  /** False while its beginning is not whole, or is no beginning. */
  #begin(): boolean {
    const rest = this.#rest
    const seen = Math.min(rest.length, MAGIC.length)
    if (!equalBytes(rest.subarray(0, seen), MAGIC.subarray(0, seen))) this.#stop('foreign')
    else if ((rest[MAGIC.length] ?? GROUP_FILE_VERSION) > GROUP_FILE_VERSION) this.#stop('newer')
    else if (rest[MAGIC.length] === 0) this.#stop('damaged')
    if (this.#state !== 'reading' || rest.length < HEAD_BYTES) return false
    this.#group = toGroupId(rest.slice(MAGIC.length + 1, HEAD_BYTES))
    this.#consume(HEAD_BYTES)
    return true
  }

  #next(): GroupFilePart | undefined {
    const length = lengthIn(this.#rest)
    if (length === 'cut') return undefined
    if (length === undefined || length.value > MAX_FRAME_BYTES) return this.#fail()
    if (this.#rest.length < length.bytes + length.value) return undefined
    const frame = this.#rest.slice(length.bytes, length.bytes + length.value)
    this.#consume(length.bytes + length.value)
    if (length.value === 0) {
      this.#hasEnded = true
      return undefined
    }
    const part = partIn(frame, this.#group)
    const at = part?.segment === undefined ? -1 : part.segment
    if (part === undefined || at < this.#last) return this.#fail()
    this.#last = at
    return part
  }

  #compare(): void {
    if (this.#rest.length < SUM_BYTES) return
    const isSame = equalBytes(this.#rest, this.#sum.digest())
    this.#stop(isSame ? 'whole' : 'damaged')
  }

  #consume(count: number): void {
    this.#sum.update(this.#rest.subarray(0, count))
    this.#rest = this.#rest.subarray(count)
  }

  #fail(): undefined {
    this.#stop('damaged')
  }

  #stop(state: GroupFileState): readonly GroupFilePart[] {
    this.#state = state
    this.#rest = new Uint8Array(0)
    return []
  }
}

/** A varuint and how many bytes it takes; `cut`: more of it may come. */
function lengthIn(
  bytes: Uint8Array,
): { readonly value: number; readonly bytes: number } | 'cut' | undefined {
  const end = bytes.subarray(0, MAX_LENGTH_BYTES).findIndex((byte) => byte < 0x80)
  if (end < 0) return bytes.length < MAX_LENGTH_BYTES ? 'cut' : undefined
  const value = parseBytes(bytes.subarray(0, end + 1), (reader: ByteReader) => reader.varuint())
  return value === undefined ? undefined : { value, bytes: end + 1 }
}

function partIn(bytes: Uint8Array, group: GroupId | undefined): GroupFilePart | undefined {
  const frame = parseFrame(bytes)
  const name = frame && parseDocName(frame.doc)
  if (frame === undefined || name === undefined || name.kind === 'person') return undefined
  if (name.group !== group) return undefined
  const where = { doc: frame.doc, segment: name.kind === 'segment' ? name.segment : undefined }
  if (frame.type === MESSAGE_TYPE.evidence) {
    const evidence = parseEvidence(frame.payload)
    return evidence && { ...where, type: 'evidence', evidence }
  }
  const sync = frame.type === MESSAGE_TYPE.sync ? parseSync(frame.payload) : undefined
  return sync?.step === 'update' ? { ...where, type: 'update', update: sync.bytes } : undefined
}
