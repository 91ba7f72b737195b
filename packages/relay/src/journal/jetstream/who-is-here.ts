/**
 * Who uses the stream now: everybody who does answers a question under one subject. That nobody listens there
 * a server says at once.
 */
import type { Nats } from './nats.ts'
import { FROM } from './parts.ts'

/** For the first answer; the others come within a fraction of it. */
const ANSWER_MS = 1_000

/** `silent`: somebody listens, and did not answer, as one that stands still. */
export interface User {
  readonly as: 'relay' | 'migration' | 'silent'
  /** On which machine and folder, for an operator. */
  readonly where: string
}

export interface WhoIsHere {
  /** From now on others are told that this process is here. */
  announce(user: User): Promise<void>
  /** Throws `JournalUnavailable` while no server can be asked. */
  others(): Promise<readonly User[]>
}

export function newWhoIsHere(
  { connection, library, failure }: Nats,
  { prefix, node }: { readonly prefix: string; readonly node: string },
): WhoIsHere {
  const subject = `${prefix}-here`
  const headers = library.core.headers()
  headers.set(FROM, node)
  let isHere = false
  return {
    async announce(user) {
      isHere = true
      const answer = JSON.stringify(user)
      connection.subscribe(subject, {
        callback: (error, message) => void (error === null && message.respond(answer, { headers })),
      })
      await connection.flush().catch(() => undefined) // the next server is told by the library
    },
    async others() {
      const found = new Map<string, User>()
      const asked = { strategy: 'stall', maxWait: ANSWER_MS, noMux: true } as const
      try {
        for await (const message of await connection.requestMany(subject, '', asked))
          found.set(message.headers?.get(FROM) ?? '', parseUser(message.string()))
      } catch (error) {
        if (error instanceof library.core.NoRespondersError) return []
        throw failure('nobody could be asked who uses the stream', error)
      }
      if (!isHere && found.size === 0) return [{ as: 'silent', where: '' }]
      found.delete(node)
      return [...found.values()]
    },
  }
}

function parseUser(text: string): User {
  const silent: User = { as: 'silent', where: '' }
  try {
    const said = JSON.parse(text) as Partial<Record<'as' | 'where', unknown>> | null
    if (said?.as !== 'relay' && said?.as !== 'migration') return silent
    return { as: said.as, where: String(said.where) }
  } catch {
    return silent
  }
}
