/**
 * X25519 (RFC 7748, section 5) of one scalar with many points, in pure JavaScript.
 *
 * The same function as noble's, at half its cost: sums are not reduced before they are multiplied, and
 * all points share one inversion. Only grants use it, whose scalar lives for one record. It is held
 * to noble's answers and WebCrypto's by SE17. BigInt is not constant in time, here or there.
 */
const P = 2n ** 255n - 19n
const LOW_255 = 2n ** 255n - 1n
const A24 = 121_665n
const BYTES = 32

/** The shared secrets, 32 bytes each; `undefined` where it is all zero (SE8). Publics have 32 bytes. */
export function multiplyAll(
  scalar32: Uint8Array,
  publics: readonly Uint8Array[],
): readonly (Uint8Array | undefined)[] {
  const scalar = clamp(scalar32)
  const points = publics.map((point) => climb(scalar, numberOf(point) & LOW_255))
  const inverses = invertAll(points.map(({ z }) => z))
  return points.map(({ x }, at) => {
    const u = positive(x * (inverses[at] ?? 0n))
    return u === 0n ? undefined : bytesOf(u)
  })
}

/** The ladder of the RFC; the quotient x/z is the answer, and z is zero where that is zero. */
function climb(scalar: bigint, u: bigint): { readonly x: bigint; readonly z: bigint } {
  let x2 = 1n
  let z2 = 0n
  let x3 = u
  let z3 = 1n
  let swapped = false
  for (let bit = 254n; bit >= 0n; bit--) {
    const isSet = ((scalar >> bit) & 1n) === 1n
    if (isSet !== swapped) [x2, z2, x3, z3] = [x3, z3, x2, z2]
    swapped = isSet
    const a = x2 + z2
    const b = x2 - z2
    const aa = reduce(a * a)
    const bb = reduce(b * b)
    const da = reduce((x3 - z3) * a)
    const cb = reduce((x3 + z3) * b)
    const e = aa - bb
    const sum = da + cb
    const difference = da - cb
    x3 = reduce(sum * sum)
    z3 = reduce(u * reduce(difference * difference))
    x2 = reduce(aa * bb)
    z2 = reduce(e * (aa + A24 * e))
  }
  return swapped ? { x: x3, z: positive(z3) } : { x: x2, z: positive(z2) }
}

/** Montgomery's trick: one inversion for all of them. Zero has no inverse, and 0 stands for it. */
function invertAll(numbers: readonly bigint[]): readonly bigint[] {
  const others = numbers.map((number) => (number === 0n ? 1n : number))
  const products = [1n]
  for (const number of others) products.push(positive((products.at(-1) ?? 1n) * number))
  let inverse = invert(products.at(-1) ?? 1n)
  const inverses: bigint[] = []
  for (let at = others.length - 1; at >= 0; at--) {
    inverses[at] = numbers[at] === 0n ? 0n : positive(inverse * (products[at] ?? 1n))
    inverse = positive(inverse * (others[at] ?? 1n))
  }
  return inverses
}

/** Fermat: z^(P-2). */
function invert(number: bigint): bigint {
  let result = 1n
  let power = number
  for (let rest = P - 2n; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = reduce(result * power)
    power = reduce(power * power)
  }
  return positive(result)
}

/** The same number modulo P, near 255 bits: 2^255 is 19. */
function reduce(number: bigint): bigint {
  const once = (number & LOW_255) + 19n * (number >> 255n)
  return (once & LOW_255) + 19n * (once >> 255n)
}

function positive(number: bigint): bigint {
  const rest = number % P
  return rest < 0n ? rest + P : rest
}

function clamp(scalar32: Uint8Array): bigint {
  const bytes = Uint8Array.from(scalar32)
  bytes[0] = (bytes[0] ?? 0) & 248
  bytes[31] = ((bytes[31] ?? 0) & 127) | 64
  return numberOf(bytes)
}

/** Little-endian. */
function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n)
}

function bytesOf(number: bigint): Uint8Array {
  const bytes = new Uint8Array(BYTES)
  let rest = number
  for (let at = 0; at < BYTES; at++, rest >>= 8n) bytes[at] = Number(rest & 255n)
  return bytes
}
