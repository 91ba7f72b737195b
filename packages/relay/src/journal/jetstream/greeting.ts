/**
 * Who answers at an address: a NATS server says who it is before it is asked anything. So what is none is known
 * in a moment, where the library waits for one address after the other.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { JournalUnavailable } from '../level-opening.ts'
import type { NamedServer } from './servers.ts'

const LIMIT_MS = 3_000
const GREETING = 'INFO '
const DEFAULT_PORT = 4_222

/** Throws `JournalUnavailable` when at none of the addresses a NATS server can be. */
export async function mustBeServers(servers: readonly NamedServer[]): Promise<void> {
  const looks = servers.map(async (server) => {
    const lack = await lackAt(server)
    if (lack !== undefined) throw new Error(`${server.address} (${lack})`)
  })
  await Promise.any(looks).catch((error: unknown) => {
    if (!(error instanceof AggregateError)) throw error
    const lacks = error.errors.map((one: Error) => one.message).join(', ')
    throw new JournalUnavailable(
      `no NATS server answers at ${lacks}. Start one with JetStream, or name others by --nats`,
      'other',
      error,
    )
  })
}

/** Why no NATS server is there, if none is. */
async function lackAt({ address }: NamedServer): Promise<string | undefined> {
  const { protocol, hostname, port } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket = connect({ host, port: port === '' ? DEFAULT_PORT : Number(port) })
  const signal = AbortSignal.timeout(LIMIT_MS)
  let isThere = false
  try {
    await once(socket, 'connect', { signal })
    isThere = true
    const [said] = (await once(socket, 'data', { signal })) as [Buffer]
    return said.toString('latin1').startsWith(GREETING) ? undefined : 'no NATS server'
  } catch (error) {
    if (!isThere) return reasonOf(error)
    // One that speaks TLS from the first byte waits for ours.
    return protocol === 'tls:' ? undefined : 'no NATS server, it says nothing'
  } finally {
    socket.destroy()
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error) || error.name === 'AbortError') return 'no answer'
  return 'code' in error && error.code === 'ECONNREFUSED' ? 'connection refused' : error.message
}
