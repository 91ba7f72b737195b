/** Boxes as keys of maps: two byte arrays are never the same key. */

const names = new WeakMap<Uint8Array, string>()

/** The same text for the same bytes; remembered with the array. */
export function boxName(bytes: Uint8Array): string {
  const known = names.get(bytes)
  if (known !== undefined) return known
  const name = String.fromCharCode(...bytes)
  names.set(bytes, name)
  return name
}
