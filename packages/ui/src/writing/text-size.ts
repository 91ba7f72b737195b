/** How long a text is: in the unit limits are said in, bytes of UTF-8, and as people count. */

/** Counts without encoding; a lone surrogate becomes U+FFFD and takes three bytes, as in the encoder. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

/** As people count them: an emoji of several signs is one. */
export function characters(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length
}

/** A count is shown from nine tenths of the limit on; before that it only disturbs. */
export function isNearLimit(bytes: number, limitBytes: number): boolean {
  return bytes >= limitBytes * 0.9
}
