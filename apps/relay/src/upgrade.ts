/**
 * WebSocket upgrades: Parley's socket at `/` with its subprotocol, and stock Yjs providers that have a token,
 * at `/<document>`; everything else is refused in words, before a socket exists.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { MAX_FRAME_BYTES, parseDocName, SUBPROTOCOL } from '@parley/protocol'
import { type Mirror, type Peer, type Relay, relaySocketOf } from '@parley/relay'
import { WebSocketServer } from 'ws'
import { MIRROR_HEADER } from './mirror-tokens.ts'
import { normalOrigin } from './origins.ts'

export interface UpgradePorts {
  readonly relay: Relay
  /** Whom a connection counts for, and what it may do. */
  peerOf(request: IncomingMessage): Peer
  /** Pages whose scripts may open the socket; `undefined`: any. */
  readonly pages: readonly string[] | undefined
  /** What an untrusted token of another relay opens, or why nothing. */
  mirrorBy(token: string): Mirror | 'over' | 'unknown'
}

/** Serves the relay's sockets on an HTTP server; returns how to stop accepting. */
export function serveUpgrades(server: Server, ports: UpgradePorts): () => void {
  const { relay, peerOf } = ports
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // sealed bytes do not compress
    autoPong: false, // answered by relaySocketOf, which looks at what is queued first
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const asked = stockRequestIn(request)
    const token = request.headers[MIRROR_HEADER]?.toString()
    const mirror = token === undefined ? undefined : ports.mirrorBy(token)
    const isStock = asked !== undefined
    const problem = problemWith(request, { ...ports, isStock }) ?? problemOfToken(mirror)
    if (problem !== undefined) return refuse(socket, problem)
    const peer = { ...peerOf(request), mirror: typeof mirror === 'object' ? mirror : undefined }
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (asked === undefined) relay.accept(relaySocketOf(accepted, socket), peer)
      else relay.acceptStock(relaySocketOf(accepted, socket), peer, asked)
    })
  }

  server.on('upgrade', upgrade)
  return () => {
    server.off('upgrade', upgrade)
    sockets.close()
  }
}

interface Problem {
  readonly status: string
  readonly words: string
}

/** `/<document>?token=…`: a stock y-websocket provider, which can say no more than an address. */
function stockRequestIn({ url = '' }: IncomingMessage): { doc: string; token: string } | undefined {
  if (!URL.canParse(url, 'http://relay')) return undefined
  const { pathname, searchParams } = new URL(url, 'http://relay')
  const token = searchParams.get('token')
  const doc = pathname.slice(1)
  return token === null || parseDocName(doc) === undefined ? undefined : { doc, token }
}

function problemWith(
  { url = '', headers }: IncomingMessage,
  { pages, isStock }: Pick<UpgradePorts, 'pages'> & { readonly isStock: boolean },
): Problem | undefined {
  const [path] = url.split('?')
  if (path !== '/' && !isStock) {
    const words =
      'This relay has one socket for its app, at "/". A plain Yjs provider reads one document with a token, which "parley token" makes.'
    return { status: '404 Not Found', words }
  }
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (!isStock && !offered.includes(SUBPROTOCOL)) {
    const words = `This relay speaks the subprotocol ${SUBPROTOCOL}; the client did not offer it.`
    return { status: '400 Bad Request', words }
  }
  if (!isWelcomePage(headers.origin, pages)) {
    const words = 'This relay takes no sockets from pages of that site.'
    return { status: '403 Forbidden', words }
  }
  return undefined
}

/** Another relay is told at once, and reads from the number which it is. */
function problemOfToken(mirror: Mirror | 'over' | 'unknown' | undefined): Problem | undefined {
  if (mirror === undefined || typeof mirror === 'object') return undefined
  const words =
    mirror === 'over'
      ? 'This mirror token is over. "parley token --mirror" makes another.'
      : 'This relay did not make that mirror token. "parley token --mirror" makes one.'
  return { status: '401 Unauthorized', words }
}

/** Only browsers say on whose page a script runs, and only they can be used against their own person. */
function isWelcomePage(origin: string | undefined, pages: readonly string[] | undefined): boolean {
  if (pages === undefined || origin === undefined) return true
  return pages.includes(normalOrigin(origin) ?? '')
}

/** The other side may never hang up: what was refused is closed from here (AT93). */
function refuse(socket: Duplex, { status, words }: Problem): void {
  socket.once('finish', () => socket.destroy())
  const body = Buffer.from(`${words}\n`)
  socket.end(
    `HTTP/1.1 ${status}\r\ndate: ${new Date().toUTCString()}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${body.length}\r\n\r\n${body.toString()}`,
  )
}
