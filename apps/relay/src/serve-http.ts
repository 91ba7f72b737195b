/**
 * HTTP: what is at which address. The app, signs of life, and two doors that are shut unless the operator
 * opens them: `/admin/` and `/metrics`.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type AnswerAdmin, hasToken } from './admin.ts'
import type { Config } from './config.ts'
import { isFromHere } from './origins.ts'
import { cookieFor, type Invitations } from './invitations.ts'
import { answerText, pathOf, serveFile, setSecurityHeaders } from './serve-web.ts'
import type { WebFiles } from './web-files.ts'

export interface HttpPorts {
  readonly files: WebFiles
  readonly config: Pick<Config, 'adminToken' | 'metrics' | 'closed'>
  readonly answerAdmin: AnswerAdmin
  readonly invitations: Invitations
  /** Why no new work should be sent here now; `undefined` when it may. */
  unreadiness(): Promise<string | undefined>
  /** Where others reach this relay, as far as it knows. */
  addresses(): readonly string[]
  /** Whether the person's browser came by https, to this relay or to a proxy of ours. */
  isSecure(request: IncomingMessage): boolean
  /** Where an invitation leads; to founding groups when it is not said. */
  readonly welcomeAt?: string | undefined
  /** What a special house answers beside the app; false for what is not of it. */
  readonly answerMore?:
    | ((request: IncomingMessage, response: ServerResponse, path: string) => boolean)
    | undefined
}

export function serveHttp(ports: HttpPorts): RequestListener {
  return (request, response) => {
    setSecurityHeaders(response)
    const path = pathOf(request)
    if (path === undefined) return answerText(response, 400, 'This is no address of this relay.')
    if (path === '/metrics' || path.startsWith('/admin/')) return knock(request, response, ports)
    if (ports.answerMore?.(request, response, path) === true) return
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return answerText(response, 405, 'Only GET and HEAD are answered here.')
    }
    if (path === '/healthz') return answerJson(response, 200, { ok: true })
    if (path === '/addresses') return tellAddresses(request, response, ports)
    if (path === '/readyz') return void tellReadiness(response, ports)
    if (path.startsWith('/invitation/')) return welcome(request, response, ports)
    serveFile(request, response, { path, files: ports.files })
  }
}

/** Shut doors look like walls: without a token nobody learns that there is anything. */
function knock(request: IncomingMessage, response: ServerResponse, ports: HttpPorts): void {
  const { config, answerAdmin } = ports
  const url = new URL(request.url ?? '/', 'http://relay')
  const isOpen = url.pathname === '/metrics' && config.metrics === 'open'
  const nothing = 'There is nothing at this address.'
  if (!isOpen) {
    if (config.adminToken === undefined) return answerText(response, 404, nothing)
    if (!hasToken(request, config.adminToken)) {
      response.setHeader('www-authenticate', 'Bearer')
      return answerText(response, 401, 'This needs the admin token of this relay.')
    }
  }
  answerAdmin(request, response, url).then(
    (isKnown) => isKnown || answerText(response, 404, nothing),
    () => response.destroy(),
  )
}

/** A browser on this machine, which opened a name that leads nobody else here, learns one that does; others nothing. */
function tellAddresses(
  request: IncomingMessage,
  response: ServerResponse,
  { addresses }: HttpPorts,
): void {
  if (!isFromHere(request)) return answerText(response, 404, 'There is nothing at this address.')
  answerJson(response, 200, addresses())
}

async function tellReadiness(response: ServerResponse, { unreadiness }: HttpPorts): Promise<void> {
  const because = await unreadiness()
  if (because === undefined) answerJson(response, 200, { ready: true })
  else answerJson(response, 503, { ready: false, because })
}

/** Whoever opens an invitation may found groups here, and is told so by the app. */
function welcome(request: IncomingMessage, response: ServerResponse, ports: HttpPorts): void {
  const { config, invitations, isSecure, welcomeAt } = ports
  const code = (request.url ?? '').split('?')[0]?.split('/')[2] ?? ''
  const endsAt = invitations.endOf(code)
  if (endsAt === undefined)
    return answerText(
      response,
      404,
      'This invitation has ended or is not from this relay. Ask whoever sent it for a new one.',
    )
  if (config.closed || welcomeAt !== undefined) {
    const how = { endsAt, now: Date.now(), isSecure: isSecure(request) }
    response.setHeader('set-cookie', cookieFor(code, how))
  }
  response.setHeader('cache-control', 'no-store')
  response.writeHead(303, { location: welcomeAt ?? (config.closed ? '/#/invited' : '/') }).end()
}

function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.setHeader('cache-control', 'no-store')
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}
