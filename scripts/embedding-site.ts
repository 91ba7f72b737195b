/**
 * A site that is not ours, with the widget's examples on it: an origin of its own, and policies as strict as
 * they come. It has two users, and signs them in to the group. `npx tsx scripts/embedding-site.ts --group <invite link>`
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import { build } from 'vite'
import { chatToken, type User } from './chat-token.ts'

const EXAMPLES = fileURLToPath(new URL('../apps/widget/examples', import.meta.url))
const FILES = new Set([
  'plain.html',
  'plain.css',
  'bubble.html',
  'bubble.css',
  'bubble.js',
  'hostile.html',
  'hostile.css',
  'hostile.js',
  'react.html',
  'signed-in.html',
  'signed-in.js',
  'support.html',
])

const USERS: readonly User[] = [
  { id: 'ada', name: 'Ada Lovelace' },
  { id: 'ben', name: 'Ben Franklin' },
]

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

export interface Site {
  readonly origin: string
  /** By which its tokens are verified, for the group's settings: a JWK. */
  readonly publicKey: string
  /** By which it signs them. */
  readonly privateKey: CryptoKey
  close(): Promise<void>
}

interface Embedded {
  /** Origin of the relay. */
  readonly relay: string
  /** An invite link or its code. */
  readonly group: string
  /** A desk link or its code. */
  readonly support?: string
  readonly port?: number
}

export async function openSite({ relay, group, support = '', port = 0 }: Embedded): Promise<Site> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA')
  const server = createServer((request, response) => {
    if (request.method === 'POST')
      return void post(request, response, privateKey).catch(() => response.destroy())
    const name = (request.url ?? '/').slice(1).replace(/\?.*$/, '')
    void answer(name, response, { relay, group, support }).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site has no port.')
  return {
    origin: `http://localhost:${address.port}`,
    publicKey: JSON.stringify(await exportJWK(publicKey)),
    privateKey,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Who is logged in is in a cookie, which a real site would seal. */
async function post(request: IncomingMessage, response: ServerResponse, key: CryptoKey) {
  const body = await textOf(request)
  if (request.url === '/log-in') {
    const age = body === '' ? 0 : 86_400
    response.setHeader('set-cookie', `user=${encodeURIComponent(body)}; Max-Age=${age}; Path=/`)
    return void response.writeHead(204).end()
  }
  const id = /(?:^|; )user=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  const user = USERS.find((one) => one.id === id)
  if (user === undefined) return void response.writeHead(401).end()
  const { group, thumbprint }: { group?: unknown; thumbprint?: unknown } = JSON.parse(body)
  if (typeof group !== 'string' || typeof thumbprint !== 'string')
    return void response.writeHead(400).end()
  response.end(await chatToken(key, user, { group, thumbprint }))
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

async function answer(name: string, response: ServerResponse, embedded: Embedded): Promise<void> {
  const text = name === 'react.js' ? await reactExample() : await fileOf(name)
  response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain')
  response.setHeader('content-security-policy', policy(embedded.relay, name))
  if (text === undefined) return void response.writeHead(404).end()
  response.end(filled(text, embedded))
}

function filled(text: string, { relay, group, support = '' }: Embedded): string {
  return text
    .replaceAll('{{relay}}', relay)
    .replaceAll('{{group}}', group)
    .replaceAll('{{support}}', support)
}

async function fileOf(name: string): Promise<string | undefined> {
  return FILES.has(name) ? readFile(join(EXAMPLES, name), 'utf8') : undefined
}

/** What docs/embedding.md says is enough, and nothing more. */
function policy(relay: string, name: string): string {
  // Its own server mints the tokens.
  const own = name === 'signed-in.html' ? " 'self'" : ''
  return [
    "default-src 'none'",
    `script-src 'self' ${relay}`,
    "style-src 'self'",
    `connect-src ${relay.replace(/^http/, 'ws')}${own}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

let bundled: Promise<string> | undefined

/** The page's own React, as a site would have it; the widget brings none. */
function reactExample(): Promise<string> {
  return (bundled ??= bundle())
}

async function bundle(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: join(EXAMPLES, 'react-page.tsx'), formats: ['es'], fileName: 'react' },
    },
  })
  const output = Array.isArray(made) ? made.flatMap((one) => one.output) : []
  const [chunk] = output
  if (chunk?.type !== 'chunk') throw new Error('The React example could not be built.')
  return chunk.code
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      relay: { type: 'string' },
      group: { type: 'string', default: '' },
      support: { type: 'string', default: '' },
      port: { type: 'string', default: '5400' },
    },
  })
  const { group, support } = values
  const relay = values.relay ?? originOf(group) ?? originOf(support) ?? 'http://localhost:8080'
  const { origin, publicKey } = await openSite({ relay, group, support, port: Number(values.port) })
  const ofGroup = ['plain', 'bubble', 'react', 'hostile', 'signed-in']
  for (const name of [...(group === '' ? [] : ofGroup), ...(support === '' ? [] : ['support'])])
    console.log(`${origin}/${name}.html`)
  console.log(
    `The relay is ${relay}; another one: --relay <origin>. Another port: --port <number>.`,
  )
  console.log(`Its public key, for "Sign-in by a site" in the group's settings:\n${publicKey}`)
}

/** A whole link says which relay it is of; a code alone does not. */
function originOf(link: string): string | undefined {
  return URL.canParse(link) ? new URL(link).origin : undefined
}
