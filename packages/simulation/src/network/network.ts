/**
 * A network of one relay and many devices, in one process and in virtual time.
 *
 * Each device has a line. It is up, cut (dialling fails at once, the platform says "offline") or in a
 * tunnel (nothing arrives, nothing fails, and all of it arrives on the way out).
 */
import { createHash } from 'node:crypto'
import type { Dial } from '@parley/client'
import type { Peer, RelaySocket } from '@parley/relay'
import type { SeededRandom } from '../random.ts'
import type { Clock } from '../virtual-time.ts'
import { Connection } from './connection.ts'

export interface NetworkPorts {
  readonly clock: Clock
  readonly random: SeededRandom
  readonly delayMs: { readonly low: number; readonly high: number }
  /** Told every frame when it arrives, and whose line it came by, before anybody acts on it. */
  onFrame?(direction: 'up' | 'down', bytes: Uint8Array, address: string): void
}

type Accept = (socket: RelaySocket, peer: Peer) => void

const REFUSED_AFTER_MS = 10
/** A relay learns that late that a cut line is dead; what was under way may come that late too. */
const CUT_LAG_MS = 20_000

export class Network {
  readonly bytes = { up: 0, down: 0 }
  readonly frames = { up: 0, down: 0 }
  readonly #ports: NetworkPorts
  readonly #trace = createHash('sha256')
  readonly #connections = new Set<Connection>()
  #accept: Accept | undefined

  constructor(ports: NetworkPorts) {
    this.#ports = ports
  }

  /** A relay's process begins to listen; returns how it dies. */
  listen(accept: Accept): () => void {
    if (this.#accept !== undefined) throw new Error('The address is in use.')
    this.#accept = accept
    return () => {
      this.#accept = undefined
      for (const connection of this.#connections) connection.relayDied()
    }
  }

  newLine(address: string): Line {
    return new Line(this.#ports, {
      dial: (line) => this.#dial(line, address),
      answer: (connection) => this.#answer(connection, address),
    })
  }

  /** A digest of every frame that arrived so far, and when. May be asked once. */
  traceDigest(): string {
    return this.#trace.digest('hex')
  }

  #dial(line: Line, address: string): Connection {
    const { clock, random, delayMs } = this.#ports
    const connection = new Connection({
      clock,
      delayMs: () => random.between(delayMs.low, delayMs.high),
      onFrame: (direction, bytes) => {
        this.bytes[direction] += bytes.length
        this.frames[direction]++
        this.#trace.update(`${direction} ${clock.now()} `).update(bytes)
        this.#ports.onFrame?.(direction, bytes, address)
      },
      onOver: (over) => {
        this.#connections.delete(over)
        line.forget(over)
      },
    })
    this.#connections.add(connection)
    return connection
  }

  #answer(connection: Connection, address: string): void {
    if (this.#accept === undefined) return connection.refuse()
    if (!connection.isConnecting) return
    connection.open()
    this.#accept(connection.relayEnd(), { address })
  }
}

interface LinePorts {
  dial(line: Line): Connection
  answer(connection: Connection): void
}

export class Line {
  readonly #network: NetworkPorts
  readonly #ports: LinePorts
  readonly #connections = new Map<Connection, object>()
  readonly #listeners = new Set<(online: boolean) => void>()
  #state: 'up' | 'cut' | 'tunnel' = 'up'

  constructor(network: NetworkPorts, ports: LinePorts) {
    this.#network = network
    this.#ports = ports
  }

  get state(): 'up' | 'cut' | 'tunnel' {
    return this.#state
  }

  /** How a process on this device dials. */
  dialFor(process: object): Dial {
    return () => {
      const connection = this.#ports.dial(this)
      this.#connections.set(connection, process)
      if (this.#state === 'tunnel') connection.block()
      else this.#reach(connection)
      return connection.tabEnd()
    }
  }

  /** What the platform says of the network: it knows of a cut line, not of a tunnel. */
  onNetwork(listen: (online: boolean) => void): () => void {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  cut(): void {
    if (this.#state === 'cut') return
    this.#state = 'cut'
    for (const connection of [...this.#connections.keys()]) this.#break(connection)
    for (const listen of [...this.#listeners]) listen(false)
  }

  tunnel(): void {
    if (this.#state !== 'up') return
    this.#state = 'tunnel'
    for (const connection of this.#connections.keys()) connection.block()
  }

  heal(): void {
    const before = this.#state
    this.#state = 'up'
    for (const connection of before === 'tunnel' ? [...this.#connections.keys()] : []) {
      connection.unblock()
      if (connection.isConnecting) this.#reach(connection)
    }
    if (before === 'cut') for (const listen of [...this.#listeners]) listen(true)
  }

  /** One connection breaks while the line stays up, as when a proxy restarts. */
  reset(): void {
    for (const connection of [...this.#connections.keys()]) this.#break(connection)
  }

  processDied(process: object): void {
    for (const [connection, owner] of this.#connections) if (owner === process) connection.tabDied()
  }

  forget(connection: Connection): void {
    this.#connections.delete(connection)
  }

  #break(connection: Connection): void {
    const { random } = this.#network
    connection.cut(random.below(connection.upCount + 1), random.between(0, CUT_LAG_MS))
  }

  #reach(connection: Connection): void {
    const { clock, random, delayMs } = this.#network
    if (this.#state === 'cut') clock.after(REFUSED_AFTER_MS, () => connection.refuse())
    else {
      clock.after(random.between(delayMs.low, delayMs.high), () => {
        if (this.#state === 'up') this.#ports.answer(connection)
        else if (this.#state === 'cut') connection.refuse()
      })
    }
  }
}
