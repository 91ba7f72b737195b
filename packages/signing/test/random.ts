/**
 * Random choices that a seed repeats: SHA-512 of the seed and a counter, read byte by byte.
 */
import { sha512 } from '@noble/hashes/sha2.js'

export interface Random {
  bytes(length: number): Uint8Array
  /** A whole number from 0 up to, but not including, the bound (at most 65,536). */
  below(bound: number): number
  pick<T>(items: readonly T[]): T
}

export function newRandom(seed: number): Random {
  let counter = 0
  let block = new Uint8Array(0)
  let used = 0

  function byte(): number {
    if (used === block.length) {
      block = Uint8Array.from(sha512(new TextEncoder().encode(`${seed}/${counter++}`)))
      used = 0
    }
    return block[used++] ?? 0
  }

  function below(bound: number): number {
    return (byte() * 256 + byte()) % bound
  }

  return {
    bytes: (length) => Uint8Array.from({ length }, byte),
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}
