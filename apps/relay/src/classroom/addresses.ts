/**
 * Under which of this machine's addresses others in the same network can open it, the likeliest first: a home or
 * school network before what virtual machines and tunnels make up, and before the numbers of a cable without a router.
 */
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Interfaces that programs make: nobody in the room is behind them. */
const MADE_UP =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|wg|zt|lxc|podman|cni|ham)|tailscale|virtual|vethernet|vmware|hyper-v|wsl/i

/** IPv4 only: those are short enough to be typed. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const found = Object.entries(interfaces).flatMap(([name, list]) =>
    (list ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, rank: rankOf(name, address) })),
  )
  const best = found.toSorted((one, other) => one.rank - other.rank)
  return [...new Set(best.map(({ address }) => address))]
}

function rankOf(name: string, address: string): number {
  if (address.startsWith('169.254.')) return 3
  if (MADE_UP.test(name)) return 2
  return /^(?:192\.168|10|172\.(?:1[6-9]|2\d|3[01]))\./.test(address) ? 0 : 1
}
