/** How long to wait before the next try: doubling, bounded, and never the same for everybody. */

export interface Backoff {
  /** Between half the current span and all of it; the span doubles with every call. */
  nextMs(): number
}

export function newBackoff(
  random: (byteCount: number) => Uint8Array,
  { firstMs, limitMs }: { readonly firstMs: number; readonly limitMs: number },
): Backoff {
  let spanMs = firstMs
  return {
    nextMs() {
      const [high = 0, low = 0] = random(2)
      const ms = Math.round((spanMs * (1 + (high * 256 + low) / 65_536)) / 2)
      spanMs = Math.min(limitMs, spanMs * 2)
      return ms
    },
  }
}
