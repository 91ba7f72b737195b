/**
 * A build step of our own: lays each text of the app that is worth it beside itself once more, packed as
 * browsers unpack it, so that a relay sends a quarter of it and packs nothing while it serves.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** By the end of the packed file's name. */
const PACKINGS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  '.br': (bytes) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  '.gz': (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
}

/** Pictures are packed already, and for a few bytes it is not worth a decision. */
const WORTH_IT = /\.(?:js|css|html|svg|json|webmanifest)$/
const LEAST_BYTES = 1_024

/** Of eleven. The last two take five times as long for a twentieth less. */
const QUALITY = 9

export const PACKED = /\.(?:br|gz)$/

/** Packs what is at these paths. */
export function packFiles(paths: readonly string[]): void {
  for (const path of paths) {
    const bytes = readFileSync(path)
    const isWorthIt = WORTH_IT.test(path) && bytes.length >= LEAST_BYTES
    for (const [end, pack] of Object.entries(PACKINGS))
      if (isWorthIt) writeFileSync(path + end, pack(bytes))
      else rmSync(path + end, { force: true }) // of an older build in the same folder
  }
}
