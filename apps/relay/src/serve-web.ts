/**
 * The files of web app and widget.
 *
 * Any path a person may navigate to answers with the app; a path that looks like a file and is none
 * is 404. Every answer carries the headers that keep foreign scripts and frames out.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
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

/** Scripts of another origin need both, as modules and in pages that are isolated from others. */
const FOR_ALL_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
}

export function setSecurityHeaders(response: ServerResponse): void {
  setHeaders(response, SECURITY_HEADERS)
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** Answers with the file at this path, or with the app at any path that names none. */
export function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { path, files }: { readonly path: string; readonly files: WebFiles },
): void {
  const file = files.get(path === '/' ? '/index.html' : path) ?? navigationTarget(path, files)
  if (file === undefined) return answerText(response, 404, 'There is nothing at this address.')
  answerFile(request, response, file)
}

/** The app finds its own way at any address that names no file. */
function navigationTarget(path: string, files: WebFiles): WebFile | undefined {
  const last = path.split('/').at(-1) ?? ''
  return last.includes('.') ? undefined : files.get('/index.html')
}

/** Decoded, without its query; `undefined` for what is no path. */
export function pathOf({ url = '' }: IncomingMessage): string | undefined {
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
  const packed = packedFor(request, file)
  const etag = packed === undefined ? file.etag : file.etag.replace(/"$/, `-${packed.encoding}"`)
  if (file.isForAll) setHeaders(response, FOR_ALL_HEADERS)
  response.setHeader('cache-control', caching)
  response.setHeader('etag', etag)
  if (file.packed.length > 0) response.setHeader('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  if (packed !== undefined) response.setHeader('content-encoding', packed.encoding)
  const { bytes } = packed ?? file
  response.writeHead(200, { 'content-type': file.type, 'content-length': bytes.length })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** The best that the browser names. One that it names with a weight of 0 it does not want. */
function packedFor(
  { headers }: IncomingMessage,
  { packed }: WebFile,
): WebFile['packed'][number] | undefined {
  const wanted = String(headers['accept-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.replaceAll(/\s/g, ''))
    .filter((one) => !/;q=0(?:\.0*)?$/.test(one))
    .map((one) => one.replace(/;.*$/, ''))
  return packed.find(({ encoding }) => wanted.includes(encoding))
}

export function answerText(response: ServerResponse, status: number, text: string): void {
  response.setHeader('cache-control', 'no-store')
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(`${text}\n`)
}
