/**
 * The server at the port: http, or https with a certificate of one's own, whose two files are read again every
 * minute, so that renewing them needs no restart, in whatever order and however they are replaced.
 */
import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { certificateIn, newRenewal } from './certificate.ts'
import type { Config } from './config.ts'
import { OperatorProblem } from './operator-problem.ts'

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

/** Listens, with everything hung up on the server before anybody can connect. */
export async function openListener(
  config: Pick<Config, 'port' | 'host' | 'tlsCert' | 'tlsKey'>,
  ports: {
    readonly answer: RequestListener
    prepare(server: Server): void
    /** Certificate and key as they are now cannot be used; those before go on. Told once for each state of them. */
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
  const renew =
    secure && first
      ? newRenewal({
          files: config,
          inUse: first,
          use: (certificate) => {
            secure.setSecureContext(certificate)
            ports.onRenewed()
          },
          onUnusable: ports.onBadCertificate,
        })
      : () => Promise.resolve(false)
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
