/**
 * A site that is not ours, with the widget's examples on it: an origin of its own, and policies as strict as
 * they come. `npx tsx scripts/embedding-site.ts --relay http://localhost:8080 --group <invite link>`
 */
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

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
  'support.html',
])

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

export interface Site {
  readonly origin: string
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
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1).replace(/\?.*$/, '')
    void answer(name, response, { relay, group, support }).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site has no port.')
  return {
    origin: `http://localhost:${address.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(name: string, response: ServerResponse, embedded: Embedded): Promise<void> {
  const text = name === 'react.js' ? await reactExample() : await fileOf(name)
  response.setHeader('content-type', TYPES[extname(name)] ?? 'text/plain')
  response.setHeader('content-security-policy', policy(embedded.relay))
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
function policy(relay: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${relay}`,
    "style-src 'self'",
    `connect-src ${relay.replace(/^http/, 'ws')}`,
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
      relay: { type: 'string', default: 'http://localhost:8080' },
      group: { type: 'string', default: '' },
      support: { type: 'string', default: '' },
      port: { type: 'string', default: '5400' },
    },
  })
  const { origin } = await openSite({ ...values, port: Number(values.port) })
  for (const name of ['plain', 'bubble', 'react', 'hostile', 'support'])
    console.log(`${origin}/${name}.html`)
}
