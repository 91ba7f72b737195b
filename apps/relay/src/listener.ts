/**
 * The server at the port: http, or https with a certificate of one's own, which is read again when its file
 * changes, so that renewing one needs no restart.
 */
import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Config } from './config.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'

const BACKLOG = 4_096
const LOOK_AGAIN_MS = 60_000
/** Longest that a request's headers may take: sockets that say nothing are closed. */
const HEADERS_MS = 15_000

export interface Listener {
  readonly server: Server
  readonly port: number
  /** Looks now whether the certificate changed; `true` when a new one is in use. */
  renew(): Promise<boolean>
  /** Takes no more connections and ends the ones there are; resolves when the port is free. */
  close(): Promise<void>
}

type Certificate = { readonly cert: Buffer; readonly key: Buffer }

/** Listens, with everything hung up on the server before anybody can connect. */
export async function openListener(
  config: Pick<Config, 'port' | 'host' | 'tlsCert' | 'tlsKey'>,
  ports: {
    readonly answer: RequestListener
    prepare(server: Server): void
    /** A renewed certificate could not be used; the one before goes on. */
    onBadCertificate(problem: string): void
    onRenewed(): void
  },
): Promise<Listener> {
  const first = await certificateIn(config)
  const secure = first && createHttpsServer({ ...first, minVersion: 'TLSv1.2' }, ports.answer)
  const server = secure ?? createHttpServer(ports.answer)
  server.headersTimeout = HEADERS_MS
  ports.prepare(server)
  await listen(server, config)
  let changedAt = await changeOf(config)

  async function renew(): Promise<boolean> {
    const at = await changeOf(config)
    if (secure === undefined || at === changedAt) return false
    changedAt = at
    try {
      secure.setSecureContext((await certificateIn(config)) ?? {})
      ports.onRenewed()
      return true
    } catch (error) {
      ports.onBadCertificate(reasonOf(error))
      return false
    }
  }

  const timer = setInterval(() => void renew(), LOOK_AGAIN_MS).unref()
  return {
    server,
    port: portOf(server),
    renew,
    async close() {
      clearInterval(timer)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The files of the settings, tried out. Throws `OperatorProblem`. */
export async function certificateIn({
  tlsCert,
  tlsKey,
}: Pick<Config, 'tlsCert' | 'tlsKey'>): Promise<Certificate | undefined> {
  if (tlsCert === undefined || tlsKey === undefined) return undefined
  const cert = await readPem('PARLEY_TLS_CERT', tlsCert)
  const key = await readPem('PARLEY_TLS_KEY', tlsKey)
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw new OperatorProblem(
      `The certificate in ${tlsCert} and the key in ${tlsKey} cannot be used together (${reasonOf(error)}). ` +
        'Set PARLEY_TLS_CERT to the certificate with its chain, and PARLEY_TLS_KEY to the key it was made for, both as PEM.',
    )
  }
  return { cert, key }
}

async function readPem(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new OperatorProblem(
      `${variable} is ${path}, which cannot be read (${reasonOf(error)}). Set it to a file this user may read.`,
    )
  }
}

async function changeOf({ tlsCert }: Pick<Config, 'tlsCert'>): Promise<number> {
  if (tlsCert === undefined) return 0
  return stat(tlsCert).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function listen(
  server: Server,
  { port, host }: Pick<Config, 'port' | 'host'>,
): Promise<void> {
  // When a relay comes back, everybody does: the system queues what we have not accepted yet.
  server.listen({ port, host, backlog: BACKLOG })
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new OperatorProblem(
        `Port ${port} is in use by another program. Choose another, as in PORT=${port === 65_535 ? 8080 : port + 1} npm start.`,
      )
    }
    if (code === 'EACCES') {
      throw new OperatorProblem(
        `This user may not listen on port ${port}. Choose one above 1023, as in PORT=8080 npm start.`,
      )
    }
    if (code === 'EADDRNOTAVAIL') {
      throw new OperatorProblem(
        `This machine has no address ${host ?? ''}. Set PARLEY_HOST to one of its own, or leave it away to listen on all of them.`,
      )
    }
    throw error
  }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
