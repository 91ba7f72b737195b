/**
 * What a node pays for messages that concern nobody at it: a real relay on a NATS server, to which somebody else
 * writes at a pace. Counted until the relay has looked at all of them, as its own numbers say.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { hlcAt, segmentDoc, toGroupId } from '@parley/protocol'
import type { JetStreamJournal } from '@parley/relay/jetstream'
import { newSociety } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { parleyCommand, PARLEY_PROGRAM } from '../relay/contenders.ts'
import { type ServerProcess, startServer } from '../relay/server-process.ts'
import type { Row } from '../report.ts'
import { type NatsProcesses, startNats, startThree } from './nats-process.ts'

const GROUPS = 500
const TICK_MS = 10
const WARM_UP_S = 3
const LOOK_MS = 50
const LIMIT_MS = 60_000

export interface Pace {
  readonly perSecond: number
  readonly seconds: number
}

export async function hearing(
  paces: readonly Pace[],
  servers: 'one server' | 'three servers',
): Promise<readonly Row[]> {
  const nats = servers === 'one server' ? await startNats() : await startThree()
  try {
    const journal = await nats.journal()
    const relay = await startServer((port) => {
      const command = parleyCommand(join(nats.folder, 'node'), PARLEY_PROGRAM)(port)
      const more = {
        PARLEY_NATS: nats.url,
        PARLEY_WEB: join(nats.folder, 'web'),
        PARLEY_METRICS: 'open',
        PARLEY_ADMIN_TOKEN: randomBytes(24).toString('hex'),
      }
      return { ...command, env: { ...command.env, ...more } }
    })
    try {
      const rows: Row[] = []
      for (const pace of paces) {
        await write(journal, { ...pace, seconds: Math.min(WARM_UP_S, pace.seconds) })
        await allHeard(relay)
        rows.push(await measured(pace, { journal, relay, nats }))
      }
      return rows
    } finally {
      await relay.stop()
      await journal.close()
    }
  } finally {
    await nats.close()
  }
}

interface Measured {
  readonly journal: JetStreamJournal
  readonly relay: ServerProcess
  readonly nats: NatsProcesses
}

async function measured(pace: Pace, { journal, relay, nats }: Measured): Promise<Row> {
  const [relayUs, serverUs] = [relay.cpuUs(), nats.cpuUs()]
  const begunAt = performance.now()
  const count = await write(journal, pace)
  const tookMs = performance.now() - begunAt
  await allHeard(relay)
  const [relayUsed, serverUsed] = [relay.cpuUs() - relayUs, nats.cpuUs() - serverUs]
  const heardMs = performance.now() - begunAt
  return {
    'messages a second, wanted': pace.perSecond,
    written: Math.round((count * 1_000) / tookMs),
    'CPU of the node, µs each': Math.round(relayUsed / count),
    'of its core, %': Math.round(relayUsed / heardMs / 10),
    'CPU of NATS, µs each': Math.round(serverUsed / count),
    'behind at the end, ms': Math.round(heardMs - tookMs),
    'RSS of the node, MB': Math.round(relay.rssBytes() / 1e6),
  }
}

/** Answers how many; as fast as the servers take them where that is less. */
async function write(journal: JetStreamJournal, { perSecond, seconds }: Pace): Promise<number> {
  const { docs, update } = contents()
  const count = perSecond * seconds
  const writing: Promise<void>[] = []
  const begunAt = performance.now()
  while (writing.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - begunAt) * perSecond) / 1_000))
    while (writing.length < due)
      writing.push(journal.append(docs[writing.length % docs.length] ?? '', update))
    await new Promise((resolve) => setTimeout(resolve, TICK_MS))
    await writing[Math.max(0, writing.length - perSecond)] // never more than a second behind
  }
  await Promise.all(writing)
  return count
}

/** A real message's update, to documents that the node has never opened. */
function contents(): { readonly docs: readonly string[]; readonly update: Uint8Array } {
  const society = newSociety(2)
  const [person] = society.people
  if (person === undefined) throw new Error('nobody writes')
  const at = { hlc: hlcAt(Date.now() - 3_600_000), heads: society.heads, pageLoad: 1 }
  const docs = Array.from({ length: GROUPS }, () =>
    segmentDoc(toGroupId(Uint8Array.from(randomBytes(32))), 0),
  )
  return { docs, update: updateOf([person.post(society.group, at)]) }
}

/** By the relay's own numbers. */
async function allHeard({ port }: ServerProcess): Promise<void> {
  const until = performance.now() + LIMIT_MS
  while (performance.now() < until) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    if (/^parley_nats_behind 0$/m.test(text)) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new Error('the node did not come to the end of what was written')
}
