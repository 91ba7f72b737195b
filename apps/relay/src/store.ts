/** Where a relay keeps everything: its data folder, or NATS servers that several relays share. */
import { type Journal, type LevelJournal, type Neighbours, parseServer } from '@parley/relay'
import type { JetStreamJournal } from '@parley/relay/jetstream'
import type { Config } from './config.ts'

export interface Store {
  readonly journal: Journal
  /** The same where it lies in the data folder. */
  readonly level?: LevelJournal
  /** Relays that share it. */
  readonly neighbours?: Neighbours
  /** How NATS stands, where that keeps it. */
  readonly nats?: Pick<JetStreamJournal, 'status' | 'measure'>
  /** Why nothing should be sent here now, in words that go on after "not ready:". */
  lack(): Promise<string | undefined>
}

/** In words: after "kept in". */
export function keptIn({ data, nats }: Pick<Config, 'data' | 'nats'>): string {
  if (nats === undefined) return data
  return `NATS (${nats.map((server) => parseServer(server)?.host).join(', ')})`
}
