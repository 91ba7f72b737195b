/**
 * HTTP: the web app's files, and `/healthz`.
 *
 * Any path a person may navigate to answers with the app; a path that looks like a file and is none
 * is 404. Every answer carries the headers that keep foreign scripts and frames out.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { WebFile, WebFiles } from './web-files.ts'

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' ws: wss:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
}

export interface WebPorts {
  readonly files: WebFiles
  /** What `/healthz` tells besides that all is well. */
  health(): Readonly<Record<string, number>>
}

export function serveWeb({ files, health }: WebPorts): RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return answerText(response, 405, 'Only GET and HEAD are answered here.')
    }
    const path = pathOf(request)
    if (path === undefined) return answerText(response, 400, 'This is no address of this relay.')
    if (path === '/healthz') return answerJson(response, { ok: true, ...health() })
    const file = files.get(path === '/' ? '/index.html' : path) ?? navigationTarget(path, files)
    if (file === undefined) return answerText(response, 404, 'There is nothing at this address.')
    answerFile(request, response, file)
  }
}

/** The app finds its own way at any address that names no file. */
function navigationTarget(path: string, files: WebFiles): WebFile | undefined {
  const last = path.split('/').at(-1) ?? ''
  return last.includes('.') ? undefined : files.get('/index.html')
}

function pathOf({ url = '' }: IncomingMessage): string | undefined {
  const [path = ''] = url.split('?')
  if (!path.startsWith('/')) return undefined
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function answerFile(request: IncomingMessage, response: ServerResponse, file: WebFile): void {
  const caching = file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache'
  response.setHeader('cache-control', caching)
  response.setHeader('etag', file.etag)
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end()
    return
  }
  response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.setHeader('cache-control', 'no-store')
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value))
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.setHeader('cache-control', 'no-store')
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
