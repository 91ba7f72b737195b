/**
 * One socket between a tab and the relay: reliable and in order, as TCP is, until it breaks.
 *
 * What each end believes may differ for a while: a relay goes on talking to a tab that is gone, and
 * what was under way when a line was cut may arrive long after the tab has dialled again.
 */
import type { Socket } from '@parley/client'
import type { RelaySocket } from '@parley/relay'
import type { Clock } from '../virtual-time.ts'
import { type Item, Pipe } from './pipe.ts'

const BROKEN = 1006
/** From calling close to hearing that it is closed. */
const CLOSING_MS = 5

export interface ConnectionPorts {
  readonly clock: Clock
  delayMs(): number
  /** Told every frame that arrives. */
  onFrame(direction: 'up' | 'down', bytes: Uint8Array): void
  onOver(connection: Connection): void
}

type End = 'connecting' | 'open' | 'closed'

export class Connection {
  readonly #ports: ConnectionPorts
  readonly #up: Pipe
  readonly #down: Pipe
  readonly #listeners = {
    tabOpen: [] as (() => void)[],
    tabMessage: [] as ((bytes: Uint8Array) => void)[],
    tabClose: [] as ((code: number) => void)[],
    relayMessage: [] as ((bytes: Uint8Array) => void)[],
    relayClose: [] as (() => void)[],
  }
  #tab: End = 'connecting'
  #relay: End = 'connecting'

  constructor(ports: ConnectionPorts) {
    this.#ports = ports
    const { clock, delayMs } = ports
    this.#up = new Pipe({ clock, delayMs, deliver: (item) => this.#arriveAtRelay(item) })
    this.#down = new Pipe({ clock, delayMs, deliver: (item) => this.#arriveAtTab(item) })
  }

  tabEnd(): Socket {
    return {
      send: (bytes) => {
        if (this.#tab === 'open') this.#up.push({ type: 'frame', bytes: bytes.slice() })
      },
      close: () => this.#closeByTab(),
      onOpen: (listen) => void this.#listeners.tabOpen.push(listen),
      onMessage: (listen) => void this.#listeners.tabMessage.push(listen),
      onClose: (listen) => void this.#listeners.tabClose.push(listen),
    }
  }

  relayEnd(): RelaySocket {
    return {
      send: (bytes) => {
        if (this.#relay === 'open') this.#down.push({ type: 'frame', bytes: bytes.slice() })
      },
      close: (code) => {
        if (this.#relay !== 'open') return
        this.#down.push({ type: 'close', code })
        this.#ports.clock.after(CLOSING_MS, () => this.#closeAtRelay())
      },
      queuedBytes: () => this.#down.stuckBytes,
      onMessage: (listen) => void this.#listeners.relayMessage.push(listen),
      onClose: (listen) => void this.#listeners.relayClose.push(listen),
    }
  }

  /** The relay's machine answered the dialling. */
  open(): void {
    if (this.#tab !== 'connecting') return
    this.#tab = 'open'
    this.#relay = 'open'
    for (const listen of this.#listeners.tabOpen) listen()
  }

  /** Nobody listens there, or there is no way. */
  refuse(): void {
    this.#closeAtTab(BROKEN)
    this.#relay = 'closed'
    this.#overIfOver()
  }

  block(): void {
    this.#up.block()
    this.#down.block()
  }

  unblock(): void {
    this.#up.unblock()
    this.#down.unblock()
  }

  get isConnecting(): boolean {
    return this.#tab === 'connecting'
  }

  /** How much is under way to the relay. */
  get upCount(): number {
    return this.#up.itemsCount
  }

  /** The line breaks: the tab knows at once; the relay gets some of what was under way, and learns later. */
  cut(keptCount: number, lagMs: number): void {
    if (this.#relay === 'connecting') return this.refuse()
    this.#down.drop()
    this.#up.cut(keptCount, lagMs)
    this.#closeAtTab(BROKEN)
  }

  /** The tab's process dies: its machine says so to the relay, and nothing is told to the tab. */
  tabDied(): void {
    this.#leave(BROKEN)
  }

  /** The relay's process dies: what it sent may still arrive. */
  relayDied(): void {
    if (this.#relay === 'connecting') return
    this.#relay = 'closed'
    this.#up.drop()
    this.#down.push({ type: 'close', code: BROKEN })
    this.#overIfOver()
  }

  #closeByTab(): void {
    if (this.#tab === 'closed') return
    this.#leave(1000)
    this.#ports.clock.after(CLOSING_MS, () => {
      for (const listen of this.#listeners.tabClose) listen(BROKEN)
    })
  }

  #leave(code: number): void {
    this.#tab = 'closed'
    this.#down.drop()
    if (this.#relay === 'open') this.#up.push({ type: 'close', code })
    this.#overIfOver()
  }

  #closeAtTab(code: number): void {
    if (this.#tab === 'closed') return
    this.#tab = 'closed'
    for (const listen of this.#listeners.tabClose) listen(code)
  }

  #closeAtRelay(): void {
    if (this.#relay !== 'open') return
    this.#relay = 'closed'
    for (const listen of this.#listeners.relayClose) listen()
    this.#overIfOver()
  }

  #arriveAtRelay(item: Item): void {
    if (item.type === 'close') return this.#closeAtRelay()
    if (this.#relay === 'open') this.#ports.onFrame('up', item.bytes)
    // Whoever was told of it may have broken the line, or killed the relay.
    if (this.#relay !== 'open') return
    for (const listen of this.#listeners.relayMessage) listen(item.bytes)
  }

  #arriveAtTab(item: Item): void {
    if (item.type === 'close') {
      this.#closeAtTab(item.code)
      return this.#overIfOver()
    }
    if (this.#tab === 'open') this.#ports.onFrame('down', item.bytes)
    if (this.#tab !== 'open') return
    for (const listen of this.#listeners.tabMessage) listen(item.bytes)
  }

  #overIfOver(): void {
    if (this.#tab === 'closed' && this.#relay !== 'open') this.#ports.onOver(this)
  }
}
