/** The operator's sample for haproxy, as it stands, run by the system's haproxy on free ports of loopback. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { changed, freePort, reach } from './programs.ts'

const SAMPLE = fileURLToPath(new URL('../../../deploy/haproxy.cfg', import.meta.url))
const CERTIFICATES = fileURLToPath(new URL('./certificates/', import.meta.url))
const START_LIMIT_MS = 20_000

export interface Haproxy {
  readonly httpPort: number
  readonly httpsPort: number
  close(): Promise<void>
}

/** In front of two relays by the sample, with nothing changed in it but users, ports, addresses and certificate. */
export async function startHaproxy(
  program: string,
  [one, two]: readonly [number, number],
): Promise<Haproxy> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-haproxy-'))
  const [httpPort, httpsPort] = [await freePort(), await freePort()]
  const pem = join(folder, 'both.pem')
  const parts = ['one.cert.pem', 'one.key.pem'].map((name) => readFile(join(CERTIFICATES, name)))
  await writeFile(pem, Buffer.concat(await Promise.all(parts)))
  const file = join(folder, 'haproxy.cfg')
  const settings = changed(await readFile(SAMPLE, 'utf8'), [
    ['    user haproxy\n    group haproxy\n', '    maxconn 100\n'],
    ['bind :80', `bind 127.0.0.1:${httpPort}`],
    ['bind :443', `bind 127.0.0.1:${httpsPort}`],
    ['/etc/haproxy/chat.example.org.pem', pem],
    ['server one   10.0.0.1:8080', `server one   127.0.0.1:${one}`],
    ['server two   10.0.0.2:8080', `server two   127.0.0.1:${two}`],
    ['    server three 10.0.0.3:8080\n', ''],
  ])
  await writeFile(file, settings)
  const child = spawn(program, ['-db', '-f', file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said += String(text)))
  const gone = once(child, 'exit')
  const failed = gone.then(() => {
    throw new Error(`haproxy ended: ${said}`)
  })
  failed.catch(() => undefined) // also when it is ended in the end
  const isUp = vi.waitFor(() => reach(httpsPort), { timeout: START_LIMIT_MS, interval: 20 })
  await Promise.race([isUp, failed])
  return {
    httpPort,
    httpsPort,
    async close() {
      child.kill('SIGTERM')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}
