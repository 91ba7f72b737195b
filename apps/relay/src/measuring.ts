/** What this process can say about itself and its relay, at any moment. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Relay, UpstreamStatus } from '@parley/relay'
import { folderBytes } from './data-folder.ts'
import type { Measured } from './metrics.ts'
import { measureNats } from './nats-watch.ts'
import type { Store } from './store.ts'

const NANOSECONDS = 1e9
const MICROSECONDS = 1e6

export interface Measuring {
  measure(): Promise<Measured>
  close(): void
}

/** `upstream`: how the relay beside it stands, if there is one. */
export function openMeasuring(
  relay: Relay,
  { data, store }: { readonly data: string; readonly store: Pick<Store, 'nats'> },
  upstream: () => UpstreamStatus | undefined,
): Measuring {
  const startedAt = Date.now()
  const lag = monitorEventLoopDelay({ resolution: 20 })
  lag.enable()
  return {
    async measure() {
      const lagSeconds = Number.isFinite(lag.max) ? lag.max / NANOSECONDS : 0
      lag.reset()
      const { user, system } = process.cpuUsage()
      return {
        stats: relay.stats(),
        counts: relay.counts,
        upstream: upstream(),
        nats: store.nats && (await measureNats(store.nats)),
        storeBytes: await folderBytes(data),
        startedAt,
        memory: process.memoryUsage(),
        cpuSeconds: (user + system) / MICROSECONDS,
        lagSeconds,
      }
    },
    close: () => lag.disable(),
  }
}
