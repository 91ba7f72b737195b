/**
 * From a file that somebody chose to a picture that can be sent: its middle, square and small, drawn anew
 * on this device. So nothing else that was in the file, like where it was taken, leaves it.
 */
import { isPicture } from '@parley/react'

export type PictureFault = 'kind' | 'large' | 'unreadable'

/** Sharp as a large sign, and a few kilobytes. */
const SIDE_PX = 128
const MAX_FILE_BYTES = 40 * 1_048_576

/** What browsers decode as pixels; a drawing by commands is none of them. */
export const KINDS: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
]

/** The first that is small enough is taken; not every browser writes WebP. */
const ATTEMPTS = [
  ['image/webp', 0.85],
  ['image/webp', 0.6],
  ['image/webp', 0.3],
  ['image/jpeg', 0.8],
  ['image/jpeg', 0.5],
  ['image/jpeg', 0.25],
] as const

/** Bytes that `setPicture` takes, or why there are none. */
export async function scaledPicture(file: Blob): Promise<Uint8Array | PictureFault> {
  if (!KINDS.includes(file.type)) return 'kind'
  if (file.size > MAX_FILE_BYTES) return 'large'
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return 'unreadable'
  const canvas = drawn(bitmap)
  bitmap.close()
  for (const [type, quality] of ATTEMPTS) {
    const bytes = await written(canvas, type, quality)
    if (bytes !== undefined && isPicture(bytes)) return bytes
  }
  return 'unreadable'
}

/** On white, for pictures that are clear in parts. */
function drawn(bitmap: ImageBitmap): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = SIDE_PX
  canvas.height = SIDE_PX
  const pen = canvas.getContext('2d', { alpha: false })
  if (pen === null) return canvas
  const side = Math.min(bitmap.width, bitmap.height)
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2]
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, SIDE_PX, SIDE_PX)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX)
  return canvas
}

function written(
  canvas: HTMLCanvasElement,
  type: string,
  quality: number,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) => {
        if (blob?.type !== type) return resolve(undefined)
        void blob.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)))
      },
      type,
      quality,
    )
  })
}
