/** Pictures as small as can be, written byte by byte: what a reader looks at, and no more. */
import { concatBytes, toUtf8 } from '../src/index.ts'

interface Size {
  readonly width: number
  readonly height: number
}

const ONE: Size = { width: 1, height: 1 }

/** A lossy WebP that ends after its key frame's header. */
export function webp({ width, height }: Size = ONE, kind = 'VP8 ', more = 0): Uint8Array {
  const frame = Uint8Array.of(
    0x10,
    0,
    0,
    0x9d,
    0x01,
    0x2a,
    ...little(width, 2),
    ...little(height, 2),
  )
  const chunk = concatBytes(frame, new Uint8Array(more))
  const body = concatBytes(toUtf8('WEBP'), toUtf8(kind), little(chunk.length, 4), chunk)
  return concatBytes(toUtf8('RIFF'), little(body.length, 4), body)
}

/** A JPEG that ends after the frame header; `frame`: its second byte. */
export function jpeg({ width, height }: Size = ONE, frame = 0xc0): Uint8Array {
  const application = Uint8Array.of(0xff, 0xe0, 0, 4, 1, 2)
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  const head = Uint8Array.of(0xff, frame, 0, 8, 8, ...size, 1)
  return concatBytes(Uint8Array.of(0xff, 0xd8), application, head, Uint8Array.of(0xff, 0xd9))
}

export const SMALL_WEBP = webp()

function little(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 255)
}
