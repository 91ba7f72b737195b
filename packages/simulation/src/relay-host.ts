/**
 * The machine a relay runs on: its disk outlives its processes.
 *
 * `kill` takes the process away as kill -9 does: what the journal had confirmed stays, what it was
 * still writing is lost, and no promise of that process settles any more.
 */
import { type Journal, openRelay, type RelayEvent } from '@parley/relay'
import { ORIGIN } from './machine.ts'
import type { Network } from './network/network.ts'
import { verify } from './one-verifier.ts'
import { ProcessClock } from './process-clock.ts'
import type { SeededRandom } from './random.ts'
import type { Clock } from './virtual-time.ts'

export interface RelayHostPorts {
  readonly clock: Clock
  readonly random: SeededRandom
  readonly network: Network
  /** A journal over this machine's disk, for one process; `isAlive` says whether that still runs. */
  openJournal(isAlive: () => boolean): Journal | Promise<Journal>
}

interface RelayProcess {
  readonly clock: ProcessClock
  stopListening: () => void
  isAlive: boolean
}

export class RelayHost {
  /** What its processes complained of. */
  readonly events: RelayEvent[] = []
  readonly #ports: RelayHostPorts
  #process: RelayProcess | undefined

  constructor(ports: RelayHostPorts) {
    this.#ports = ports
  }

  get isRunning(): boolean {
    return this.#process !== undefined
  }

  /** Begins to start; it listens once it has read its journal. */
  start(): void {
    if (this.#process !== undefined) return
    const process: RelayProcess = {
      clock: new ProcessClock(this.#ports.clock),
      stopListening: () => undefined,
      isAlive: true,
    }
    this.#process = process
    void this.#run(process)
  }

  kill(): void {
    const process = this.#process
    if (process === undefined) return
    this.#process = undefined
    process.isAlive = false
    process.clock.stop()
    process.stopListening()
  }

  async #run(process: RelayProcess): Promise<void> {
    const { network, random, openJournal } = this.#ports
    const relay = await openRelay({
      journal: await openJournal(() => process.isAlive),
      clock: process.clock,
      random: random.fork().bytes,
      verify,
      isOrigin: (origin) => origin === ORIGIN,
      log: (event) => this.events.push(event),
    })
    if (process.isAlive) process.stopListening = network.listen(relay.accept)
  }
}
