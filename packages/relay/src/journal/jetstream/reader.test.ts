import type { Consumer, ConsumerMessages } from '@nats-io/jetstream'
import { afterEach, expect, test, vi } from 'vitest'
import { findNats, type NatsServers, startNats } from '../../../test/nats.ts'
import { nodePorts } from '../../node-ports.ts'
import { type Nats, openNats } from './nats.ts'
import { Reader } from './reader.ts'
import { ensureStream } from './stream.ts'

const program = findNats()
const SUBJECT = 'log.doc'
const HAD = 20
const COMING = [21, 22]
const LAST = 23
let servers: NatsServers | undefined
let nats: Nats | undefined

afterEach(async () => {
  await nats?.close()
  await servers?.close()
})

/** Calls back with the last message that its server has, before that is handed out. */
function onEnd(messages: ConsumerMessages, atEnd: () => Promise<void>): ConsumerMessages {
  const all = messages[Symbol.asyncIterator].bind(messages)
  messages[Symbol.asyncIterator] = async function* () {
    for await (const message of { [Symbol.asyncIterator]: all }) {
      if (message.seq === HAD) await atEnd()
      yield message
    }
  }
  return messages
}

test.skipIf(program === undefined)(
  '[JO18] of a server that lags behind the leader everything is read all the same',
  async () => {
    servers = await startNats(program ?? '', 1)
    const { clock } = nodePorts()
    const settings = { servers: servers.urls, replicas: 1, name: 'LOG', clock }
    const all = (nats = await openNats(settings))
    await ensureStream(all, 'log.>', settings)
    let put = 0
    const putUpTo = async (last: number): Promise<void> => {
      while (put < last) await all.jetstream.publish(SUBJECT, Uint8Array.of(++put))
    }
    await putUpTo(HAD)

    /** The next ones reach its server, and the library, just when it has handed out what it had. */
    const lagBehind = async (consumer: Consumer): Promise<Consumer> => {
      const fetch = consumer.fetch.bind(consumer)
      let fetches = 0
      vi.spyOn(consumer, 'fetch').mockImplementation(async (options) => {
        if (++fetches > 1) await putUpTo(LAST)
        return onEnd(await fetch(options), async () => {
          for (const at of COMING) await putUpTo(at)
          await vi.waitFor(async () => {
            expect((await consumer.info()).delivered.stream_seq).toBe(COMING.at(-1))
          })
        })
      })
      return consumer
    }
    const { consumers } = all.jetstream
    const get = consumers.get.bind(consumers)
    vi.spyOn(consumers, 'get')
      .mockImplementation(async (...how) => {
        await putUpTo(LAST)
        return get(...how)
      })
      .mockImplementationOnce(async (...how) => lagBehind(await get(...how)))
    // The leader has them all from the beginning.
    const last = await all.manager.streams.getMessage('LOG', { last_by_subj: SUBJECT })
    if (last === null) throw new Error('nothing was put in')
    Object.defineProperty(last, 'seq', { value: LAST })
    vi.spyOn(all.manager.streams, 'getMessage').mockResolvedValueOnce(last)

    const read = await new Reader(all).read(SUBJECT)
    expect(read.map(({ data }) => data[0])).toEqual(Array.from({ length: LAST }, (_, at) => at + 1))
  },
)
