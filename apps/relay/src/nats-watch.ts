/**
 * Says in the log when one server keeps everything, when NATS became of no use, why, and when it was back; and
 * for numbers, how it stands now.
 */
import type { JetStreamJournal, JetStreamMeasured, JetStreamStatus } from '@parley/relay/jetstream'
import type { LogEvent } from './log.ts'

export type NatsMeasured = JetStreamStatus & JetStreamMeasured

type Asked = Pick<JetStreamJournal, 'status' | 'measure'>

const LOOK_MS = 1_000
const SINGLE =
  'keeps each message on one server: none may fail. While it is away nothing is taken, and its disk is the only one'

/** In words, when some servers lack something. */
export function wordsOfLagging({
  replicas,
  lagging = [],
}: Pick<NatsMeasured, 'replicas' | 'lagging'>): string | undefined {
  if (lagging.length === 0) return undefined
  const verb = lagging.length === 1 ? 'is' : 'are'
  return `${replicas - lagging.length} of ${replicas} servers have everything; ${lagging.join(', ')} ${verb} away or catching up`
}

export async function measureNats(journal: Asked): Promise<NatsMeasured> {
  return { ...(await journal.measure()), ...journal.status() }
}

export interface WatchPorts {
  readonly journal: Pick<Asked, 'status'>
  log(event: LogEvent): void
  /** Epoch milliseconds. */
  now(): number
  /** Answers how to cancel it. */
  every(ms: number, run: () => void): () => void
}

/** Answers how to stop. */
export function watchNats({ journal, log, now, every }: WatchPorts): () => void {
  let away: { readonly since: number; readonly told: string | undefined } | undefined
  if (journal.status().replicas === 1) log({ type: 'nats', what: 'single', says: SINGLE })
  return every(LOOK_MS, () => {
    const { reason, server = 'a server' } = journal.status()
    if (reason === undefined) {
      const seconds = Math.round((now() - (away?.since ?? 0)) / 1_000)
      if (away?.told !== undefined)
        log({ type: 'nats', what: 'back', says: `is back after ${seconds} s, by way of ${server}` })
      away = undefined
      return
    }
    // A moment without it is none: a server that was changed for another, a leader for the next.
    if (away === undefined) {
      away = { since: now(), told: undefined }
      return
    }
    const kind = reason.replace(/ \(.*/s, '') // what one server said of it changes
    if (away.told === kind) return
    log({ type: 'nats', what: 'away', says: `takes nothing: ${reason}` })
    away = { ...away, told: kind }
  })
}
