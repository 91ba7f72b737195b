/** What an operator meets: addresses, passwords, who else is there, and numbers. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { logsOn } from '../../../test/logs.ts'
import { findNats, type NatsServers, startNats } from '../../../test/nats.ts'

const program = findNats()
/** On a machine that is busy. */
const SLOW = { timeout: 20_000, interval: 100 }
const PASSWORD = 'se,cr@t:/#100%'
/** Who says no name may do everything, so that the servers can be asked by anybody. */
const USERS = `
authorization { users: [{ user: parley, password: "${PASSWORD}" }, { user: open, password: "" }] }
no_auth_user: open`

describe.skipIf(program === undefined)('on a NATS server (skipped where none is installed)', () => {
  let nats: NatsServers
  let strangers: Server
  const { newName, open } = logsOn(() => nats)

  beforeAll(async () => {
    nats = await startNats(program ?? '', 1, USERS)
    strangers = createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400\r\n')))
    await once(strangers.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(async () => {
    strangers.close()
    await nats.close()
  })

  function withLogin(login: string): readonly string[] {
    return nats.urls.map((url) => url.replace('//', `//${login}@`))
  }

  test('[JO27] a password of any characters opens the door, and another one is said to be wrong', async () => {
    for (const written of [PASSWORD, encodeURIComponent(PASSWORD)]) {
      const journal = await open(newName(), { servers: withLogin(`parley:${written}`) })
      expect(journal.status()).toMatchObject({ connected: true, replicas: 1, reconnects: 0 })
      await journal.close()
    }
    const wrong = open(newName(), { servers: withLogin('parley:wrong@secret') })
    await expect(wrong).rejects.toThrow('refuses this name and password')
    await expect(wrong).rejects.toThrow('PARLEY_NATS=nats://name:password@')
    await expect(wrong).rejects.not.toThrow('wrong@secret')
  })

  test('[JO27] what is no NATS server is said in a moment, and one that is answers for all', async () => {
    const { port } = strangers.address() as AddressInfo
    const stranger = `nats://127.0.0.1:${port}`
    const none = open(newName(), { servers: [stranger, 'nats://127.0.0.1:1', stranger] })
    await expect(none).rejects.toThrow(`${stranger} (no NATS server, it says nothing)`)
    await expect(none).rejects.toThrow('nats://127.0.0.1:1 (connection refused)')
    const journal = await open(newName(), { servers: ['nats://127.0.0.1:1', ...nats.urls] })
    await journal.close()
  })

  test('[JO26] whoever uses the stream is told of, and whoever stands still is noticed', async () => {
    const name = newName()
    const [one, other] = [await open(name), await open(name)]
    expect(await one.here.others()).toEqual([])
    await other.here.announce({ as: 'relay', where: 'there' })
    expect(await one.here.others()).toEqual([{ as: 'relay', where: 'there' }])
    await one.here.announce({ as: 'migration', where: 'here' })
    expect(await one.here.others()).toEqual([{ as: 'relay', where: 'there' }])
    expect(await other.here.others()).toEqual([{ as: 'migration', where: 'here' }])
    for (const journal of [one, other]) await journal.close()
    const still = await connect({ servers: [...nats.urls] })
    still.subscribe(`${name.toLowerCase()}-here`, { callback: () => undefined })
    await still.flush()
    const third = await open(name)
    expect(await third.here.others()).toEqual([{ as: 'silent', where: '' }])
    await third.close()
    await still.close()
  })

  test('[JO22] numbers tell what waits, and a stream that is gone is told from one without a leader', async () => {
    const name = newName()
    const journal = await open(name)
    expect(await journal.measure()).toEqual({ waiting: 0, behind: undefined })
    await journal.follow(() => undefined)
    const writing = journal.append('doc', Uint8Array.of(1))
    expect((await journal.measure()).waiting).toBe(1)
    await writing
    const settled = { waiting: 0, behind: 0 }
    await vi.waitFor(async () => expect(await journal.measure()).toEqual(settled), SLOW)
    const connection = await connect({ servers: [...nats.urls] })
    await (await jetstreamManager(connection)).streams.delete(name)
    await vi.waitFor(
      () => expect(journal.status().reason).toContain(`the stream ${name} is not there any more`),
      SLOW,
    )
    await connection.close()
    await journal.close()
  })

  test('[JO28] an emptied stream has no document, mark or note, and what was agreed on stays', async () => {
    const name = newName()
    const journal = await open(name)
    await journal.append('doc', Uint8Array.of(1))
    await journal.putNote('doc', 'key', Uint8Array.of(2))
    await journal.agreeOn('secret', Uint8Array.of(3))
    await journal.empty()
    expect(await journal.docs()).toEqual([])
    expect(await journal.notes()).toEqual([])
    expect([...(await journal.agreeOn('secret', Uint8Array.of(4)))]).toEqual([3])
    await journal.close()
  })
})
