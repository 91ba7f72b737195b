/**
 * Pictures of people and groups: small still images of two kinds that browsers write and read.
 *
 * Bytes come from anybody, and a browser decodes whatever it is shown. So only a plain lossy WebP or a JPEG
 * is a picture, whole, few bytes, and few pixels: a file of some bytes may claim a gigabyte of them. Nothing
 * that moves, draws by commands or fetches is one. Rule PR21.
 */
import { MAX_PICTURE_BYTES, MAX_PICTURE_SIDE } from './limits.ts'

export interface Picture {
  readonly type: 'image/webp' | 'image/jpeg'
  readonly bytes: Uint8Array
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The picture in untrusted bytes, or `undefined`. The bytes are not copied. */
export function parsePicture(bytes: Uint8Array): Picture | undefined {
  if (bytes.length > MAX_PICTURE_BYTES) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isSmall(webpSize(view))) return { type: 'image/webp', bytes }
  if (isSmall(jpegSize(view))) return { type: 'image/jpeg', bytes }
  return undefined
}

function isSmall(size: Size | undefined): boolean {
  if (size === undefined) return false
  const { width, height } = size
  return width > 0 && height > 0 && Math.max(width, height) <= MAX_PICTURE_SIDE
}

/** `RIFF size WEBP`, then one `VP8 ` chunk that fills the rest and begins with a key frame. */
function webpSize(view: DataView): Size | undefined {
  const length = view.byteLength
  if (length < 30 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WEBP') return undefined
  if (view.getUint32(4, true) + 8 !== length || tag(view, 12) !== 'VP8 ') return undefined
  const chunkBytes = view.getUint32(16, true)
  if (20 + chunkBytes + (chunkBytes % 2) !== length) return undefined
  const isKeyFrame = (view.getUint8(20) & 1) === 0
  if (!isKeyFrame || view.getUint16(23) !== 0x9d01 || view.getUint8(25) !== 0x2a) return undefined
  return {
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  }
}

/** Markers with a length up to the frame that says the size, which is of a kind that every browser reads. */
function jpegSize(view: DataView): Size | undefined {
  const length = view.byteLength
  if (length < 4 || view.getUint16(0) !== 0xffd8 || view.getUint16(length - 2) !== 0xffd9)
    return undefined
  for (let at = 2; at + 9 <= length;) {
    const marker = view.getUint16(at)
    const isFrame = marker >= 0xffc0 && marker <= 0xffc2
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    if (!SKIPPED.has(marker) && (marker < 0xffe0 || marker > 0xffef)) return undefined
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** Tables, the restart interval and comments; what applications say lies between `ffe0` and `ffef`. */
const SKIPPED: ReadonlySet<number> = new Set([0xffc4, 0xffdb, 0xffdd, 0xfffe])

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)))
}
