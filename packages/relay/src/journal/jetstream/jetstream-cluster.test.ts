import type { JetStreamManager } from '@nats-io/jetstream'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { logsOn } from '../../../test/logs.ts'
import { findNats, type NatsServer, type NatsServers, startNats } from '../../../test/nats.ts'
import type { JetStreamJournal } from './jetstream-journal.ts'

const program = findNats()
/** Choosing new leaders takes NATS some seconds. */
const SLOW = { timeout: 40_000, interval: 100 }

/** Who says no name may do everything. */
const USERS = `
authorization { users: [{ user: parley, password: right }, { user: open, password: "" }] }
no_auth_user: open`

const numberIn = (update: Uint8Array): number => Number(new TextDecoder().decode(update))
const updateOf = (number: number): Uint8Array => new TextEncoder().encode(String(number))

describe.skipIf(program === undefined)(
  'on three NATS servers (skipped where none is installed)',
  () => {
    let nats: NatsServers
    beforeAll(async () => {
      nats = await startNats(program ?? '', 3, USERS)
    })
    afterAll(() => nats.close())

    const { open, asked } = logsOn(() => nats, { replicas: 3, ackLimitMs: 1_500 })

    /** Connected to this server for now. */
    async function openAt(url: string): Promise<JetStreamJournal> {
      for (;;) {
        const journal = await open('CUT')
        if (journal.status().server === new URL(url).host) return journal
        await journal.close()
      }
    }

    function serverNamed(name: string | undefined): NatsServer {
      const server = nats.servers[Number(name?.slice(1))]
      if (server === undefined) throw new Error(`no server is called ${name}`)
      return server
    }

    test('[JO27] a wrong password is told at once, though each server names the others', async () => {
      const [url = ''] = nats.urls
      const wrong = open('LOCKED', { servers: [url.replace('//', '//parley:wrong@')] })
      await expect(wrong).rejects.toThrow('refuses this name and password')
    })

    test('[JO21] whichever server dies, what was acknowledged is there, and who follows is told all of it once', async () => {
      const [writer, follower] = [await open('DEATHS'), await open('DEATHS')]
      const told: number[] = []
      await follower.follow((entry) => entry.type === 'update' && told.push(numberIn(entry.update)))
      const acknowledged = new Set<number>()
      let next = 0
      const write = async (): Promise<void> => {
        const number = next++
        await writer.append('doc', updateOf(number))
        acknowledged.add(number)
      }
      const victims = [
        async (manager: JetStreamManager) => {
          const [consumer] = await manager.consumers.list('DEATHS').next()
          return consumer?.cluster?.leader
        },
        async (manager: JetStreamManager) => (await manager.streams.info('DEATHS')).cluster?.leader,
      ]
      for (const victimOf of victims) {
        await vi.waitFor(write, SLOW)
        await vi.waitFor(() => expect(told).toContain([...acknowledged].at(-1)), SLOW)
        const victim = serverNamed(await asked(victimOf))
        let isWriting = true
        const writing = (async () => {
          while (isWriting) await write().catch(() => undefined)
        })()
        await vi.waitFor(() => expect(acknowledged.size % 10).toBeGreaterThan(4), SLOW)
        await victim.kill()
        const before = acknowledged.size
        await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 20), SLOW)
        isWriting = false
        await writing
        await victim.start()
      }
      await vi.waitFor(() => expect(told).toContain([...acknowledged].at(-1)), SLOW)
      const kept = (await vi.waitFor(() => follower.read('doc'), SLOW)).map(numberIn)
      for (const number of acknowledged) expect(kept).toContain(number)
      expect(told).toEqual(kept)
      await writer.close()
      await follower.close()
    })

    test('[JO21] what is on its way to a leader that dies is stored by the next one, once, and no write fails', async () => {
      const journal = await open('LEADER', { ackLimitMs: 30_000 })
      await vi.waitFor(() => journal.append('doc', updateOf(0)), SLOW)
      const leader = await asked(
        async ({ streams }) => (await streams.info('LEADER')).cluster?.leader,
      )
      let isWriting = true
      let next = 1
      const writing = (async () => {
        for (; isWriting; next++) await journal.append('doc', updateOf(next))
      })()
      await vi.waitFor(() => expect(next).toBeGreaterThan(20), SLOW)
      await serverNamed(leader).kill()
      const before = next
      await vi.waitFor(() => expect(next).toBeGreaterThan(before + 20), SLOW)
      isWriting = false
      await writing
      const kept = (await journal.read('doc')).map(numberIn)
      expect(kept).toEqual(Array.from({ length: next }, (_, number) => number))
      await serverNamed(leader).start()
      await journal.close()
    })

    test('[JO21] [JO22] without most of the servers it is said that there is no leader; who is left with one cut off goes to another', async () => {
      const journal = await openAt(nats.servers[0].url)
      await vi.waitFor(() => journal.append('doc', updateOf(1)), SLOW)
      const told: number[] = []
      await journal.follow((entry) => entry.type === 'update' && told.push(numberIn(entry.update)))
      await nats.killOthers()
      await expect(journal.append('doc', updateOf(2))).rejects.toThrow('not known to be stored')
      const reason = 'no leader: most of the 3 NATS servers are away'
      await vi.waitFor(() => expect(journal.status().reason).toContain(reason), SLOW)
      await nats.startApart()
      const other = await open('CUT', { servers: nats.urls.slice(1) })
      await vi.waitFor(() => other.append('doc', updateOf(3)), SLOW)
      await vi.waitFor(() => expect(told).toContain(3), SLOW)
      await vi.waitFor(() => journal.append('doc', updateOf(4)), SLOW)
      await vi.waitFor(() => expect(journal.status().connected).toBe(true), SLOW)
      expect((await other.read('doc')).map(numberIn)).toEqual(expect.arrayContaining([1, 3, 4]))
      await journal.close()
      await other.close()
    })
  },
)
