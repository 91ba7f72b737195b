/** Marks between content and wire: read marks made to fit, and whatever a mark holds sealed, signed, checked and opened. */
import { fittedPlaces } from '@parley/group'
import {
  encodeReadMark,
  type GroupId,
  idBytes,
  markAad,
  markBytesToSign,
  MAX_MARK_BYTES,
  NONCE_BYTES,
  parseReadMark,
  type PlaceSet,
  type ReadMark,
  type SealedMark,
  toDeviceKey,
} from '@parley/protocol'
import { open, pad, seal, unpad } from '@parley/sealing'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import type { EpochKey } from '../writing/drafts.ts'

export interface MarkPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
}

const MAX_VARUINT_BYTES = 8
/** Before padding, which adds an eighth, and the seal. */
export const MAX_OPEN_MARK_BYTES = Math.floor((MAX_MARK_BYTES * 8) / 9) - 64

/** What was read, as a mark can hold it: with holes of old segments filled where it is too long. */
export function fittedRead(read: PlaceSet): PlaceSet {
  if (numbersIn(read) * MAX_VARUINT_BYTES <= MAX_OPEN_MARK_BYTES) return read
  return fittedPlaces(read, (set) => isShort({ received: new Map(), read: set }))
}

/** What several marks say together is more than two could: only somebody who makes them up says so much. */
export function isBoundless({ received, read }: ReadMark): boolean {
  let count = numbersIn(read)
  for (const writers of received.values()) count += 2 + writers.size * 2
  return count > 2 * MAX_MARK_BYTES
}

/** How many its encoding has, or a few more: nearly every set is short, and need not be encoded to see it. */
function numbersIn({ segments }: PlaceSet): number {
  let count = 4
  for (const writers of segments.values()) {
    count += 2
    for (const runs of writers.values()) count += 2 + runs.length
  }
  return count
}

/** Under which key, and as which of this device's marks; `undefined` in a group that is not encrypted. */
interface Sealing {
  readonly counter: number
  readonly key: EpochKey | undefined
}

/** `read` fits, as `fittedRead` makes it. */
export function sealMark(ports: MarkPorts, content: ReadMark, sealing: Sealing): SealedMark {
  return sealInMark(ports, encodeReadMark(fittedMark(content)), sealing)
}

/** At most MAX_OPEN_MARK_BYTES. */
export function sealInMark(
  { device, group }: Pick<MarkPorts, 'device' | 'group'>,
  content: Uint8Array,
  { counter, key }: Sealing,
): SealedMark {
  const nonce = device.random(NONCE_BYTES)
  const named = {
    device: toDeviceKey(device.identity.device.publicKey),
    counter,
    epoch: key?.id,
  }
  const plaintext = pad(content)
  const sealed =
    key === undefined
      ? plaintext
      : seal({ key32: key.key, nonce24: nonce, plaintext, aad: markAad(group, named) })
  const unsigned = { ...named, nonce, sealed }
  return { ...unsigned, signature: device.sign(markBytesToSign(group, unsigned)) }
}

/** Before its counter is believed (AT88). */
export function isSigned(
  { device, group }: Pick<MarkPorts, 'device' | 'group'>,
  mark: SealedMark,
): boolean {
  const { signature, ...unsigned } = mark
  return device.verifyNow({
    publicKey: idBytes(unsigned.device),
    message: markBytesToSign(group, unsigned),
    signature,
  })
}

/** What a mark says that is sealed for this group, or `undefined`. */
export function openMark(ports: MarkPorts, mark: SealedMark): ReadMark | undefined {
  const content = openedMark(ports, mark)
  return content && parseReadMark(content)
}

export function openedMark(
  { group, membership }: Pick<MarkPorts, 'group' | 'membership'>,
  mark: SealedMark,
): Uint8Array | undefined {
  if (mark.epoch === undefined)
    return membership.roster().encrypted ? undefined : unpad(mark.sealed)
  // Nobody waits for the key of a mark: a newer one follows.
  if (!membership.keyring.has(mark.epoch)) return undefined
  const key32 = membership.keyring.keyOf(mark.epoch)
  const padded =
    key32 && open({ key32, nonce24: mark.nonce, sealed: mark.sealed, aad: markAad(group, mark) })
  return padded && unpad(padded)
}

/** What was read comes first; of what was received the newest segments that still fit: nobody looks at older ticks. */
export function fittedMark({ received, read }: ReadMark): ReadMark {
  const newestFirst = [...received].sort(([left], [right]) => right - left)
  const withNewest = (count: number) => ({
    received: new Map(newestFirst.slice(0, count).reverse()),
    read,
  })
  let [fits, tooMany] = [0, newestFirst.length + 1]
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2)
    if (isShort(withNewest(count))) fits = count
    else tooMany = count
  }
  return withNewest(fits)
}

function isShort(mark: ReadMark): boolean {
  return encodeReadMark(mark).length <= MAX_OPEN_MARK_BYTES
}
