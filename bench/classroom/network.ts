/**
 * A room's network on one machine: a namespace of its own with loopback and one address, and no route anywhere. What
 * goes out at that address has left the laptop, and is counted.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'

/** A cable: what goes in at the laptop's end comes out at the room's, where nobody listens. */
const ROOM = 'room0'
const OTHER_END = 'room1'
export const ADDRESS = '192.168.77.5'

/** Throws where this process is not alone in a network: nothing is changed in one that others use. */
export function makeRoom(): void {
  if (Object.keys(networkInterfaces()).length > 0)
    throw new Error('There is a network here already. Run this in a namespace, by "unshare -rn".')
  const ip = (...words: readonly string[]): void => void execFileSync('ip', words)
  ip('link', 'set', 'lo', 'up')
  ip('link', 'add', ROOM, 'type', 'veth', 'peer', 'name', OTHER_END)
  ip('addr', 'add', `${ADDRESS}/24`, 'dev', ROOM)
  for (const end of [ROOM, OTHER_END]) {
    // The system's own search for IPv6 neighbours is none of ours.
    ip('link', 'set', end, 'addrgenmode', 'none')
    ip('link', 'set', end, 'up')
  }
}

export interface Left {
  /** Packets that went out into the room's network. */
  readonly packets: number
  /** Of them, those to everybody on the same link, which no router passes on. */
  readonly toTheLink: number
}

export function packetsLeft(): Left {
  const [, fields = ''] = new RegExp(`${ROOM}:(.*)`).exec(read('/proc/self/net/dev')) ?? []
  // Eight columns of what came in, then of what went out: bytes, packets.
  const packets = Number(fields.trim().split(/\s+/)[9])
  const lines = read('/proc/self/net/netstat')
    .split('\n')
    .filter((line) => line.startsWith('IpExt:'))
    .map((line) => line.split(' '))
  const at = lines[0]?.indexOf('OutMcastPkts') ?? -1
  return { packets, toTheLink: Number(lines[1]?.[at]) }
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
