/** A picture as an address for `<img>`, which runs nothing and fetches nothing. */
import type { Picture } from '@parley/react'

/** For as long as the picture is held; a page sees few of them, of a few kilobytes. */
const urls = new WeakMap<Picture, string>()
const unused = new FinalizationRegistry<string>((url) => URL.revokeObjectURL(url))

export function pictureUrl(picture: Picture): string {
  const known = urls.get(picture)
  if (known !== undefined) return known
  const url = URL.createObjectURL(new Blob([new Uint8Array(picture.bytes)], { type: picture.type }))
  urls.set(picture, url)
  unused.register(picture, url)
  return url
}
