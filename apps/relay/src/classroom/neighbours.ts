/**
 * Multicast DNS with everybody in the same networks: one socket for each address of this machine, because a laptop
 * without a way out has no route for multicast of its own accord. Addresses come and go, and the sockets with them.
 */
import makeMulticast, {
  type MulticastDNS,
  type QueryPacket,
  type ResponsePacket,
} from 'multicast-dns'

const MDNS_PORT = 5353
const LOOK_AGAIN_MS = 5_000
const TTL_SECONDS = 120

export interface Neighbours {
  ask(name: string): void
  /** That the name is this machine's. To all of them, never to one asker: nobody elsewhere is sent anything. */
  tell(name: string): void
  close(): void
}

interface NeighbourPorts {
  /** Of this machine, as they are now. */
  addresses(): readonly string[]
  onQuery(query: QueryPacket): void
  onResponse(response: ResponsePacket): void
  /** There is somebody new to tell. */
  onNetwork(): void
  readonly port?: number | undefined
}

export function openNeighbours(ports: NeighbourPorts): Neighbours {
  const { addresses, onQuery, onResponse, onNetwork, port = MDNS_PORT } = ports
  const sockets = new Map<string, MulticastDNS>()

  function listenAt(address: string): void {
    const socket = makeMulticast({ interface: address, bind: '0.0.0.0', port })
    socket.on('error', () => drop(address)) // tried again with the next look
    socket.on('warning', ignore)
    socket.on('query', onQuery)
    socket.on('response', onResponse)
    socket.on('ready', onNetwork)
    sockets.set(address, socket)
  }

  function drop(address: string): void {
    sockets.get(address)?.destroy()
    sockets.delete(address)
  }

  function look(): void {
    const now = addresses()
    for (const address of sockets.keys()) if (!now.includes(address)) drop(address)
    for (const address of now) if (!sockets.has(address)) listenAt(address)
  }

  look()
  const timer = setInterval(look, LOOK_AGAIN_MS).unref()
  return {
    ask(name) {
      for (const socket of sockets.values()) socket.query(name, 'A', ignore)
    },
    tell(name) {
      const own = { type: 'A', name, ttl: TTL_SECONDS, class: 'IN', flush: true } as const
      const answers = addresses().map((data) => ({ ...own, data }))
      for (const socket of sockets.values()) socket.respond({ answers }, undefined, ignore)
    },
    close() {
      clearInterval(timer)
      for (const address of sockets.keys()) drop(address)
    },
  }
}

/** A packet that did not go out is asked for again by whoever wants to know. */
function ignore(): void {}
