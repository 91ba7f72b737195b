import { DiscardPolicy, RetentionPolicy, StorageType, jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { logsOn } from '../../../test/logs.ts'
import { findNats, type NatsServers, startNats } from '../../../test/nats.ts'
import { JournalUnavailable } from '../level-opening.ts'

const program = findNats()
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe.skipIf(program === undefined)('on a NATS server (skipped where none is installed)', () => {
  let nats: NatsServers
  const { newName, open } = logsOn(() => nats)

  beforeAll(async () => {
    nats = await startNats(program ?? '', 1)
  })
  afterEach(() => nats.servers[0].thaw())
  afterAll(() => nats.close())

  test('[JO9] a stream set up in a way that would lose what is put in is named, with what to do', async () => {
    const connection = await connect({ servers: [...nats.urls] })
    const { streams } = await jetstreamManager(connection)
    const right = { storage: StorageType.File, allow_direct: true }
    const cases = [
      [{ storage: StorageType.Memory }, 'is kept in memory'],
      [{ max_age: 3_600_000_000_000 }, 'drops messages by age'],
      [{ max_msgs_per_subject: 1 }, 'drops messages by age or number'],
      [{ retention: RetentionPolicy.Workqueue }, 'keeps its messages by other rules'],
      [{}, 'nats stream edit LOG5 --discard=new'],
      [{ discard: DiscardPolicy.New, max_msg_size: 1_000 }, 'LOG6 --max-msg-size=-1'],
      [{ discard: DiscardPolicy.New, no_ack: true }, 'LOG7 --ack'],
    ] as const
    for (const [settings, says] of cases) {
      const name = newName()
      await streams.add({ name, subjects: [`${name.toLowerCase()}.>`], ...right, ...settings })
      await expect(open(name)).rejects.toThrow(JournalUnavailable)
      await expect(open(name)).rejects.toThrow(says)
    }
    await connection.close()
  })

  test('[JO9] too few servers, or none, are named, with what to do', async () => {
    await expect(open(newName(), { replicas: 3 })).rejects.toThrow('set --nats-replicas lower')
    const name = newName()
    await (await open(name)).close()
    await expect(open(name, { replicas: 3 })).rejects.toThrow('set --nats-replicas 1')
    for (const secret of ['secret', 'more@secret', 'more/secret']) {
      const nowhere = open(name, { servers: [`nats://u:${secret}@127.0.0.1:1`] })
      await expect(nowhere).rejects.toThrow('no NATS server answers at nats://127.0.0.1:1')
      await expect(nowhere).rejects.toThrow('--nats')
      await expect(nowhere).rejects.not.toThrow('secret')
    }
  })

  test('[JO25] of a stream that was made anew under its name a follower is told from the beginning', async () => {
    const name = newName()
    const one = await open(name)
    const told: number[] = []
    await one.follow((entry) => entry.type === 'update' && told.push(...entry.update))
    for (const value of [1, 2, 3]) await one.append('doc', bytes(value))
    const connection = await connect({ servers: [...nats.urls] })
    const { streams } = await jetstreamManager(connection)
    await streams.delete(name)
    const other = await open(name)
    await other.append('doc', bytes(9))
    await vi.waitFor(() => expect(told).toContain(9), { timeout: 20_000 })
    await other.append('doc', bytes(10))
    await vi.waitFor(() => expect(told).toContain(10))
    for (const journal of [one, other]) await journal.close()
    await connection.close()
  })

  test('[JO21] [JO22] without its server a write fails in time and says why; when it is back everything goes on', async () => {
    const name = newName()
    const [one, other] = [await open(name, { ackLimitMs: 500 }), await open(name)]
    const told: number[] = []
    await other.follow((entry) => entry.type === 'update' && told.push(...entry.update))
    await one.append('doc', bytes(1))
    await vi.waitFor(() => expect(told).toEqual([1]))
    await nats.servers[0].kill()
    await vi.waitFor(() => expect(one.status().connected).toBe(false))
    expect(one.status().reason).toBe(`no NATS server answers: ${nats.urls.join(', ')}`)
    await expect(one.append('doc', bytes(2))).rejects.toThrow('no NATS server answers')
    await nats.servers[0].start()
    await vi.waitFor(() => expect(one.status().connected).toBe(true), { timeout: 10_000 })
    await vi.waitFor(() => one.append('doc', bytes(3)), { timeout: 10_000 })
    await vi.waitFor(() => expect(told.at(-1)).toBe(3), { timeout: 15_000 })
    expect(await one.read('doc')).toEqual([bytes(1), ...told.slice(1).map((value) => bytes(value))])
    await one.close()
    await other.close()
  })

  test('[JO20] what a relay was told it could not store is told to it when it is there after all', async () => {
    const name = newName()
    const journal = await open(name, { ackLimitMs: 400 })
    const told: number[] = []
    await journal.follow((entry) => entry.type === 'update' && told.push(...entry.update))
    await journal.append('doc', bytes(1))
    await nats.servers[0].freeze()
    const failing = [2, 3].map((value) => journal.append('doc', bytes(value)))
    const outcomes = await Promise.allSettled(failing)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    nats.servers[0].thaw()
    await vi.waitFor(() => expect(told).toEqual([2, 3]), { timeout: 10_000 })
    await vi.waitFor(() => journal.append('doc', bytes(4)), { timeout: 10_000 })
    expect(told).toEqual([2, 3])
    await journal.compact('doc', bytes(1, 2, 3, 4))
    expect(await journal.read('doc')).toEqual([bytes(1, 2, 3, 4)])
    await journal.close()
  })

  test('[JO21] while nobody takes anything, as while a leader is chosen, a write waits and keeps its place', async () => {
    const name = newName()
    const [patient, hasty] = [await open(name), await open(name, { ackLimitMs: 300 })]
    const connection = await connect({ servers: [...nats.urls] })
    const { streams } = await jetstreamManager(connection)
    const { config } = await streams.info(name)
    await streams.delete(name)
    const writing = [1, 2, 3].map((value) => patient.append('doc', bytes(value)))
    await expect(hasty.append('doc', bytes(9))).rejects.toThrow('not known to be stored')
    await expect(hasty.read('doc')).rejects.toThrow('could not be read')
    await streams.add(config)
    await Promise.all(writing)
    expect(await hasty.read('doc')).toEqual([bytes(1), bytes(2), bytes(3)])
    await connection.close()
    await patient.close()
    await hasty.close()
  })

  test('[JO22] a full stream refuses, says so, and takes again when it has room', async () => {
    const name = newName()
    const journal = await open(name, { maxBytes: 20_000 })
    await journal.append('doc', new Uint8Array(15_000))
    const refused = journal.append('doc', new Uint8Array(10_000))
    await expect(refused).rejects.toThrow(`the stream ${name} is full`)
    expect(journal.status().reason).toContain(`nats stream edit ${name} --max-bytes`)
    expect((await journal.read('doc')).length).toBe(1)
    const connection = await connect({ servers: [...nats.urls] })
    const { streams } = await jetstreamManager(connection)
    await streams.update(name, { max_bytes: 100_000 })
    await journal.append('doc', new Uint8Array(10_000))
    expect(journal.status().reason).toBe(undefined)
    await connection.close()
    await journal.close()
  })
})
