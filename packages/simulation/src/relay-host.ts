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
  /** A journal over this machine's disk, for one process, which may crash. */
  openJournal(clock: Clock): Journal & { crash?(): void }
}

interface RelayProcess {
  readonly clock: ProcessClock
  readonly journal: Journal & { crash?(): void }
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
    const clock = new ProcessClock(this.#ports.clock)
    const process: RelayProcess = {
      clock,
      journal: this.#ports.openJournal(clock),
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
    process.journal.crash?.()
    process.stopListening()
  }

  async #run(process: RelayProcess): Promise<void> {
    const { network, random } = this.#ports
    const relay = await openRelay({
      journal: process.journal,
      clock: process.clock,
      random: random.fork().bytes,
      verify,
      isOrigin: (origin) => origin === ORIGIN,
      log: (event) => this.events.push(event),
    })
    if (process.isAlive) process.stopListening = network.listen(relay.accept)
  }
}
