/**
 * When a device steps in for somebody who lacks a key, so that one does and not a thousand.
 *
 * Every holder has a place in line, by a hash that all compute alike; the wait grows with the
 * logarithm of the place. With R of N holders here about N^(r/T) of them step in before the first
 * one's rows have gone round (r: the round trip, T: the longest wait), whatever R is; and when only
 * the last in line is here, it waits T.
 */
import { concatBytes, type DeviceKey, type EpochId, idBytes } from '@parley/protocol'
import { sha256 } from '@noble/hashes/sha2.js'

export interface PlaceInLine {
  /** 0 for the first. */
  readonly rank: number
  readonly count: number
}

export const LONGEST_WAIT_MS = 3_000

/** Among these devices, for this epoch; the last place for a device that is not among them. */
export function placeInLine(
  epoch: EpochId,
  own: DeviceKey,
  devices: Iterable<DeviceKey>,
): PlaceInLine {
  const mine = lot(epoch, own)
  let [rank, count] = [0, 0]
  for (const device of devices) {
    count++
    if (device !== own && isBefore(lot(epoch, device), mine)) rank++
  }
  return { rank, count: Math.max(count, rank + 1) }
}

/** Milliseconds: none for the first in line, the longest wait for the last. */
export function waitFor({ rank, count }: PlaceInLine): number {
  return count < 2 ? 0 : (LONGEST_WAIT_MS * Math.log(1 + rank)) / Math.log(count)
}

function lot(epoch: EpochId, device: DeviceKey): Uint8Array {
  return sha256(concatBytes(idBytes(epoch), idBytes(device)))
}

function isBefore(left: Uint8Array, right: Uint8Array): boolean {
  const at = left.findIndex((byte, index) => byte !== right[index])
  return (left[at] ?? 0) < (right[at] ?? 0)
}
