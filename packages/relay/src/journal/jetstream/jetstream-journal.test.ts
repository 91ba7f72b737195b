import { randomBytes } from 'node:crypto'
import { jetstream } from '@nats-io/jetstream'
import { connect, headers as emptyHeaders } from '@nats-io/transport-node'
import { toGroupId } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { newFakeClock } from '../../../test/fake-clock.ts'
import { logsOn } from '../../../test/logs.ts'
import { findNats, type NatsServers, startNats } from '../../../test/nats.ts'
import { describeJournal } from '../journal.contract.ts'
import type { SharedEntry } from '../journal.ts'
import { describeSharedJournal } from '../shared-journal.contract.ts'
import type { JetStreamJournal } from './jetstream-journal.ts'
import { mark } from './parts.ts'
import { newSubjects } from './subjects.ts'

const program = findNats()
const GROUP = toGroupId(new Uint8Array(32).fill(1))
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe.skipIf(program === undefined)('on a NATS server (skipped where none is installed)', () => {
  let nats: NatsServers
  const { newName, open, asked } = logsOn(() => nats)

  beforeAll(async () => {
    nats = await startNats(program ?? '', 1)
  })
  afterAll(() => nats.close())

  async function follow(name: string): Promise<{ journal: JetStreamJournal; told: Uint8Array[] }> {
    const journal = await open(name)
    const told: Uint8Array[] = []
    await journal.follow((entry: SharedEntry) => {
      if (entry.type === 'update') told.push(entry.update)
    })
    return { journal, told }
  }

  /** Messages in the stream and their bytes, by the server's own count. */
  async function streamOf(name: string): Promise<{ messages: number; bytes: number }> {
    return (await asked(({ streams }) => streams.info(name))).state
  }

  describeJournal('the JetStream journal', async () => {
    const name = newName()
    return {
      journal: await open(name),
      reopen: () => open(name),
      holds: (sought) => nats.servers[0].holds(sought),
    }
  })

  describeSharedJournal('the JetStream journal', async () => {
    const name = newName()
    return { open: () => open(name) }
  })

  test('[JO19] updates larger than a message may be are kept and told whole, also two at once', async () => {
    const name = newName()
    const [one, other] = [await follow(name), await follow(name)]
    const large = [randomBytes(2_500_000), randomBytes(3_500_000)] as const
    await Promise.all([one.journal.append(GROUP, large[0]), other.journal.append(GROUP, large[1])])
    await vi.waitFor(() => expect([one.told.length, other.told.length]).toEqual([1, 1]))
    expect(large[1].equals(one.told[0] ?? bytes())).toBe(true)
    expect(large[0].equals(other.told[0] ?? bytes())).toBe(true)
    const kept = await one.journal.read(GROUP)
    expect(new Set(kept.map(({ length }) => length))).toEqual(new Set([2_500_000, 3_500_000]))
    await one.journal.compact(GROUP, Buffer.concat(large))
    const [whole, ...rest] = await other.journal.read(GROUP)
    expect(Buffer.concat(large).equals(whole ?? bytes())).toBe(true)
    expect(rest).toEqual([])
    await one.journal.close()
    await other.journal.close()
  })

  test('[JO19] one that was never finished is neither read nor told, and rewriting tears none that will be', async () => {
    const name = newName()
    const early = await follow(name)
    const connection = await connect({ servers: [...nats.urls] })
    const subject = newSubjects(name.toLowerCase()).doc(GROUP)
    const put = async (part: number, write: number, value: number): Promise<void> => {
      const whose = { node: 'stranger', write, part, of: 2 }
      const headers = mark(emptyHeaders(), { ...whose, isWhole: false, isTombstone: false })
      await jetstream(connection).publish(subject, bytes(value), { headers })
    }
    await put(1, 1, 11)
    await put(1, 2, 21)
    const late = await follow(name)
    await late.journal.append(GROUP, bytes(5))
    await vi.waitFor(() => expect(early.told).toEqual([bytes(5)]))
    expect(await late.journal.read(GROUP)).toEqual([bytes(5)])
    await early.journal.compact(GROUP, bytes(5, 6))
    expect(await late.journal.read(GROUP)).toEqual([bytes(5, 6)])
    await put(2, 2, 22)
    await vi.waitFor(() => expect(early.told).toEqual([bytes(5), bytes(21, 22)]))
    await vi.waitFor(() => expect(late.told).toEqual([bytes(5, 6), bytes(21, 22)]))
    expect(await late.journal.read(GROUP)).toEqual([bytes(5, 6), bytes(21, 22)])
    await connection.close()
    await early.journal.close()
    await late.journal.close()
  })

  test('[JO19] who begins to follow between two parts of an update and rewrites tears it neither', async () => {
    const name = newName()
    await (await open(name)).close()
    const connection = await connect({ servers: [...nats.urls] })
    const subject = newSubjects(name.toLowerCase()).doc(GROUP)
    const put = async (part: number): Promise<void> => {
      const whose = { node: 'stranger', write: 1, part, of: 2 }
      const headers = mark(emptyHeaders(), { ...whose, isWhole: false, isTombstone: false })
      await jetstream(connection).publish(subject, bytes(part), { headers })
    }
    await put(1)
    const late = await follow(name)
    await late.journal.append(GROUP, bytes(5))
    await late.journal.purge(GROUP, bytes(5, 6))
    await put(2)
    await vi.waitFor(() => expect(late.told).toEqual([bytes(1, 2)]))
    expect(await late.journal.read(GROUP)).toEqual([bytes(5, 6), bytes(1, 2)])
    await connection.close()
    await late.journal.close()
  })

  test('[JO11] [JO19] what an erasing that was interrupted left of a large update is erased by the next', async () => {
    const name = newName()
    const one = await follow(name)
    const connection = await connect({ servers: [...nats.urls] })
    const large = randomBytes(2_500_000)
    await one.journal.append(GROUP, large)
    const manager = await jetstream(connection).jetstreamManager()
    await manager.streams.deleteMessage(name, 1)
    const late = await follow(name)
    await late.journal.purge(GROUP, bytes(7))
    expect((await streamOf(name)).messages).toBe(1)
    expect(await one.journal.read(GROUP)).toEqual([bytes(7)])
    await connection.close()
    await one.journal.close()
    await late.journal.close()
  })

  test('[JO30] of a group that is flooded no other waits, and what waits to be told is not taken away by a rewriting', async () => {
    const name = newName()
    const writer = await open(name)
    const [flooded, quiet] = [GROUP, toGroupId(new Uint8Array(32).fill(2))]
    const follower = await open(name)
    const told: string[] = []
    let rewritten: Promise<void> | undefined
    await follower.follow((entry) => {
      if (entry.type !== 'update') return
      told.push(entry.doc)
      rewritten ??= follower.compact(flooded, entry.update)
      for (const until = performance.now() + 1; performance.now() < until;); // as what is dear to take in
    })
    const running = Array.from({ length: 2_000 }, (_, at) =>
      writer.append(flooded, Uint8Array.of(at >> 8, at & 255)),
    )
    running.push(writer.append(quiet, bytes(1)))
    await Promise.all(running)
    await vi.waitFor(() => expect(told.length).toBe(2_001), { timeout: 30_000 })
    expect(told.indexOf(quiet)).toBeLessThan(1_900)
    await rewritten
    const kept = (await writer.read(flooded)).map(([high = 0, low = 0]) => high * 256 + low)
    expect(new Set(kept).size).toBe(2_000)
    for (const journal of [writer, follower]) await journal.close()
  })

  test('[JO15] the stream takes no more than what is live, whoever rewrites', async () => {
    const name = newName()
    const [one, other] = [await follow(name), await follow(name)]
    for (let round = 0; round < 10; round++) {
      const appended = Array.from({ length: 100 }, () => randomBytes(1_000))
      await Promise.all(appended.map((update) => one.journal.append(GROUP, update)))
      await vi.waitFor(() => expect(other.told.length).toBe(100))
      await other.journal.compact(GROUP, bytes(round))
      other.told.length = 0
    }
    expect((await streamOf(name)).messages).toBe(1)
    expect((await streamOf(name)).bytes).toBeLessThan(1_000)
    await one.journal.close()
    await other.journal.close()
  })

  test('[JO23] of a dropped note nothing is left: later, so that all are told first', async () => {
    const name = newName()
    const clock = newFakeClock(Date.now())
    const journal = await open(name, { clock })
    await journal.putNote(GROUP, 'a', bytes(1))
    await journal.putNote(GROUP, 'b', bytes(2))
    await journal.putNote(GROUP, 'a', bytes(3))
    await journal.putNote(GROUP, 'a', undefined)
    await vi.waitFor(async () => expect((await streamOf(name)).messages).toBe(3))
    clock.advance(15_000)
    await vi.waitFor(async () => expect((await streamOf(name)).messages).toBe(2))
    expect((await journal.notes()).map(({ key }) => key)).toEqual(['b'])
    await journal.close()
    const after = newFakeClock(Date.now())
    const again = await open(name, { clock: after })
    expect((await again.notes()).map(({ key }) => key)).toEqual(['b'])
    after.advance(3_700_000)
    await vi.waitFor(async () => expect((await streamOf(name)).messages).toBe(1))
    await again.close()
  })

  test('[RE75] relays on one stream hear each other and not themselves, and nothing of it is kept', async () => {
    const name = newName()
    const relays = [await open(name), await open(name), await open(newName())]
    const heard: [relay: number, said: Uint8Array, from: string][] = []
    const stops = relays.map(({ neighbours }, at) =>
      neighbours.hear(`${GROUP}/here`, (said, from) => heard.push([at, said, from])),
    )
    const [one, other] = relays
    const whoHeard = (value: number): number[] =>
      heard.flatMap(([at, said]) => (said[0] === value ? [at] : []))
    await vi.waitFor(() => {
      one?.neighbours.tell(`${GROUP}/here`, bytes(1)) // until the server knows who listens
      expect(new Set(whoHeard(1))).toEqual(new Set([1]))
    })
    one?.neighbours.tell(`${GROUP}/there`, bytes(2))
    other?.neighbours.tell(`${GROUP}/here`, bytes(3))
    await vi.waitFor(() => expect(whoHeard(3)).toEqual([0]))
    stops[0]?.()
    other?.neighbours.tell(`${GROUP}/here`, bytes(4))
    one?.neighbours.tell(`${GROUP}/here`, bytes(5))
    await vi.waitFor(() => expect(whoHeard(5)).toEqual([1]))
    expect([...whoHeard(2), ...whoHeard(4)]).toEqual([])
    expect(new Set(heard.map(([, , from]) => from)).size).toBe(2)
    expect((await streamOf(name)).messages).toBe(0)
    for (const relay of relays) await relay.close()
  })

  test('a document, note or mark by any name has a subject of its own, and its name comes back', async () => {
    const name = newName()
    const journal = await open(name)
    const docs = ['a', 'a/b', 'a.b', 'a/', '*', '>', 'a b', '%', 'ä', "'", 'a%2Fb']
    for (const doc of docs) await journal.append(doc, bytes(1))
    for (const doc of docs) await journal.putNote(doc, doc, bytes(1))
    expect((await journal.docs()).toSorted()).toEqual(docs.toSorted())
    expect((await journal.notes()).map(({ key }) => key).toSorted()).toEqual(docs.toSorted())
    for (const doc of docs) expect(await journal.read(doc)).toEqual([bytes(1)])
    await journal.close()
  })
})
