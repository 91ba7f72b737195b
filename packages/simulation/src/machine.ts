/**
 * A person's machine: a disk, a network line, a wall clock, and the tabs that run on it.
 *
 * Every tab is the real client over the simulated world. A crash takes one tab away between two
 * steps, as a killed browser would: what was on disk stays, nothing else does.
 */
import {
  type ClientPorts,
  MemoryDisk,
  type MemoryProcess,
  type MemoryTabs,
  newMemoryDocStore,
  newMemoryStore,
  newMemoryTabs,
  openParley,
  type Parley,
} from '@parley/client'
import type { MachineLine } from './network/roaming-line.ts'
import { signer, verify, verifyMany } from './one-verifier.ts'
import { ProcessClock } from './process-clock.ts'
import type { SeededRandom } from './random.ts'
import type { Clock } from './virtual-time.ts'

export const ORIGIN = 'wss://relay.example'
/** From one tab's post to the other tabs' hearing it. */
const TAB_DELAY_MS = 1

export interface MachinePorts {
  readonly name: string
  readonly clock: Clock
  readonly random: SeededRandom
  readonly network: { newLine(address: string): MachineLine }
  /** How far its date is ahead. */
  readonly skewMs?: number
}

export class Machine {
  readonly name: string
  readonly disk = new MemoryDisk()
  readonly line: MachineLine
  readonly #ports: MachinePorts
  readonly #hub: MemoryTabs
  readonly #tabs = new Set<Tab>()

  constructor(ports: MachinePorts) {
    this.name = ports.name
    this.#ports = ports
    this.line = ports.network.newLine(ports.name)
    this.#hub = newMemoryTabs((run) => void ports.clock.after(TAB_DELAY_MS, run))
  }

  /** Alive ones, the longest open first. */
  get tabs(): readonly Tab[] {
    return [...this.#tabs]
  }

  /** Begins to open; the tab's `parley` is there once its disk has been read. */
  openTab(): Tab {
    const process = this.disk.newProcess()
    const clock = new ProcessClock(this.#ports.clock, this.#ports.skewMs)
    const channel = this.#hub.open()
    const tab = new Tab(process, openParley(this.#portsFor(process, clock, channel)))
    this.#tabs.add(tab)
    process.onCrash(() => {
      clock.stop()
      channel.close()
      this.line.processDied(process)
      this.#tabs.delete(tab)
    })
    return tab
  }

  #portsFor(process: MemoryProcess, clock: Clock, tabs: ClientPorts['tabs']): ClientPorts {
    const { line } = this
    return {
      store: newMemoryStore(process),
      docStore: newMemoryDocStore(process),
      tabs,
      clock,
      random: this.#ports.random.fork().bytes,
      dial: line.dialFor(process),
      verify: verifyMany,
      verifyNow: verify,
      signer,
      relayUrl: `${ORIGIN}/`,
      origin: ORIGIN,
      appUrl: 'https://relay.example',
      onNetwork: (listen) =>
        line.onNetwork((online) => {
          if (!process.crashed) listen(online)
        }),
    }
  }
}

export class Tab {
  readonly #process: MemoryProcess
  #parley: Parley | undefined
  #failure: unknown

  constructor(process: MemoryProcess, opening: Promise<Parley>) {
    this.#process = process
    opening.then(
      (parley) => {
        this.#parley = parley
      },
      (error: unknown) => {
        this.#failure = error
      },
    )
  }

  /** `undefined` while it opens, and when it could not. */
  get parley(): Parley | undefined {
    return this.#parley
  }

  /** Why it could not open. */
  get failure(): unknown {
    return this.#failure
  }

  get crashed(): boolean {
    return this.#process.crashed
  }

  crash(): void {
    this.#process.crash()
  }
}
