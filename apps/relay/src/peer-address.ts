/**
 * Whose address a connection counts for: the socket's other end, or behind a proxy of ours what that says.
 *
 * Anybody can write `X-Forwarded-For`. So it is read from its end, as far as each hop before is a proxy
 * this relay was told to trust.
 */
import { BlockList, isIP } from 'node:net'

/** In a list of proxies: this machine. */
export const LOOPBACK = 'loopback'

/** An address, or a range like `10.0.0.0/8`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  if (bits === undefined) return true
  return /^[0-9]{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
}

export interface Hop {
  /** `undefined` when the socket is already gone. */
  readonly remoteAddress: string | undefined
  /** The header, as it came. */
  readonly forwardedFor: string | undefined
}

/** Tells under which name a connection is counted; `proxies` as in the setting. */
export function newPeerAddresses(proxies: readonly string[]): (hop: Hop) => string {
  const trusted = new BlockList()
  for (const proxy of proxies.flatMap((name) =>
    name === LOOPBACK ? ['127.0.0.0/8', '::1'] : name,
  )) {
    const [address = '', bits] = proxy.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return ({ remoteAddress, forwardedFor = '' }) => {
    let address = plain(remoteAddress ?? '')
    for (const said of forwardedFor.split(',').toReversed()) {
      if (!trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) break
      const next = plain(said.trim())
      if (isIP(next) === 0) break
      address = next
    }
    return counted(address)
  }
}

/** Without zone, port, brackets, and without IPv6 around IPv4. */
function plain(text: string): string {
  const bare = text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  return inner ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
}

/** A household has a /64 of IPv6 and as many addresses in it as it likes. */
function counted(address: string): string {
  if (isIP(address) !== 6) return address === '' ? 'unknown' : address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  const parts = [...left, ...zeros, ...right].map((part) => part.replace(/^0+(?=.)/, ''))
  return `${parts.slice(0, 4).join(':')}::/64`
}
