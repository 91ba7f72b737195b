/**
 * Memory that nobody uses any more, given back: when documents have left and the relay has next to nothing to do,
 * its garbage is collected. V8 does that only when more memory is asked for, so a relay that a whole school has
 * left would hold the school's until it comes again.
 */
import { performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface IdleMemoryPorts {
  docsInMemory(): number
  /** How much of the time since it was asked last this process was busy, 0 to 1. */
  busyShare(): number
  /** Stops everything else, a tenth of a second for a hundred megabytes. */
  collect(): void
  every(ms: number, look: () => void): () => void
}

const LOOK_MS = 10_000
/** Above it somebody would notice that everything stops for a moment. */
const IDLE_SHARE = 0.05
/** What fewer documents leave behind is not worth it. */
const GONE_DOCS = 20

/** Answers how to stop. */
export function collectWhenIdle({
  docsInMemory,
  busyShare,
  collect,
  every,
}: IdleMemoryPorts): () => void {
  let most = docsInMemory()
  return every(LOOK_MS, () => {
    const isIdle = busyShare() <= IDLE_SHARE
    const now = docsInMemory()
    most = Math.max(most, now)
    if (!isIdle || most - now < GONE_DOCS) return
    collect()
    most = now
  })
}

export function newBusyShare(): IdleMemoryPorts['busyShare'] {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}

/** Node's own collector, which a process has only if it asks for it. */
export function newCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('this engine has no collector to call')
  return () => void Reflect.apply(collect, undefined, [])
}
