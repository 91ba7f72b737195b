/** Logs on NATS servers that a test has started, as relays open them. */
import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import {
  type JetStreamJournal,
  type JetStreamSettings,
  openJetStreamJournal,
} from '../src/journal/jetstream/jetstream-journal.ts'
import { nodePorts } from '../src/node-ports.ts'
import type { NatsServers } from './nats.ts'

export interface Logs {
  /** Of a log that nobody has used. */
  newName(): string
  /** One relay's journal on it, on one replica if nothing else is told. */
  open(name: string, settings?: Partial<JetStreamSettings>): Promise<JetStreamJournal>
  /** As an operator would ask the servers. */
  asked<Answer>(ask: (manager: JetStreamManager) => Promise<Answer>): Promise<Answer>
}

export function logsOn(servers: () => NatsServers, usual: Partial<JetStreamSettings> = {}): Logs {
  const { clock } = nodePorts()
  let made = 0
  return {
    newName: () => `LOG${++made}`,
    open: (name, settings = {}) =>
      openJetStreamJournal({
        servers: servers().urls,
        replicas: 1,
        clock,
        name,
        ...usual,
        ...settings,
      }),
    async asked(ask) {
      const connection = await connect({ servers: [...servers().urls] })
      try {
        return await ask(await jetstreamManager(connection))
      } finally {
        await connection.close()
      }
    },
  }
}
