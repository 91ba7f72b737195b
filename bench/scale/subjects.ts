/** What a NATS server takes for each subject of a stream, and how long it and a relay need to start on them. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { groupDoc, segmentDoc, toGroupId } from '@parley/protocol'
import type { JetStreamJournal } from '@parley/relay/jetstream'
import { newSociety } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import { parleyCommand, PARLEY_PROGRAM } from '../relay/contenders.ts'
import { startServer } from '../relay/server-process.ts'
import type { Row } from '../report.ts'
import { type NatsProcess, startNats } from './nats-process.ts'

/** As a short message is. */
const ENTRY_BYTES = 300
/** Appended before anybody waits for them. */
const AT_ONCE = 5_000

/** One entry under each of so many subjects, on a stream that grows. */
export async function subjects(counts: readonly number[]): Promise<readonly Row[]> {
  const nats = await startNats()
  try {
    const empty = await nats.journal()
    await empty.close()
    await nats.restart()
    const baseBytes = nats.server().rssBytes()
    const rows: Row[] = []
    let there = 0
    for (const count of counts) {
      const journal = await nats.journal()
      await appendAll(journal, count - there, () => [
        segmentDoc(toGroupId(Uint8Array.from(randomBytes(32))), 0),
        Uint8Array.from(randomBytes(ENTRY_BYTES)),
      ])
      there = count
      await journal.close()
      const whileWritten = nats.server().rssBytes()
      const startMs = await nats.restart()
      const after = nats.server().rssBytes()
      rows.push({
        subjects: count,
        'RSS while they were written, MB': Math.round(whileWritten / 1e6),
        'after a restart, MB': Math.round(after / 1e6),
        'bytes for each, after a restart': Math.round((after - baseBytes) / count),
        'start of the server, ms': Math.round(startMs),
      })
    }
    return rows
  } finally {
    await nats.close()
  }
}

/** A relay's start on so many groups, each with a real document that says who founded it. */
export async function starts(counts: readonly number[]): Promise<readonly Row[]> {
  const nats = await startNats()
  try {
    const rows: Row[] = []
    let there = 0
    for (const count of [0, ...counts]) {
      const journal = await nats.journal()
      await appendAll(journal, count - there, () => {
        const { group, actions } = newSociety(1)
        return [groupDoc(group), updateOf(actions)]
      })
      there = count
      await journal.close()
      rows.push(await startOn(nats, count))
    }
    return rows
  } finally {
    await nats.close()
  }
}

async function startOn({ folder, url }: NatsProcess, groups: number): Promise<Row> {
  const begunAt = performance.now()
  const relay = await startServer((port) => {
    const command = parleyCommand(join(folder, 'node'), PARLEY_PROGRAM)(port)
    const more = { PARLEY_NATS: url, PARLEY_WEB: join(folder, 'web') }
    return { ...command, env: { ...command.env, ...more } }
  })
  const tookMs = performance.now() - begunAt
  const row = {
    groups,
    'until it listens, ms': Math.round(tookMs),
    'CPU, ms': Math.round(relay.cpuUs() / 1_000),
    'RSS, MB': Math.round(relay.rssBytes() / 1e6),
  }
  await relay.stop()
  return row
}

async function appendAll(
  journal: JetStreamJournal,
  count: number,
  next: () => readonly [doc: string, update: Uint8Array],
): Promise<void> {
  for (let at = 0; at < count; at += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - at) }, next)
    await Promise.all(some.map(([doc, update]) => journal.append(doc, update)))
  }
}
