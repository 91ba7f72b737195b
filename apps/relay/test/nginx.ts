/** The operator's sample for nginx, as it stands, run by the system's nginx on free ports of loopback. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { changed, freePort, reach } from './programs.ts'

const SAMPLE = fileURLToPath(new URL('../../../deploy/nginx.conf', import.meta.url))
const CERTIFICATES = fileURLToPath(new URL('./certificates/', import.meta.url))
const START_LIMIT_MS = 20_000

export interface Nginx {
  readonly httpPort: number
  readonly httpsPort: number
  close(): Promise<void>
}

/** Serves the relay on this port by the sample, with nothing changed in it but ports and certificate. */
export async function startNginx(program: string, relayPort: number): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-nginx-'))
  const [httpPort, httpsPort] = [await freePort(), await freePort()]
  const site = changed(await readFile(SAMPLE, 'utf8'), [
    ['127.0.0.1:8080', `127.0.0.1:${relayPort}`],
    ['listen 80;', `listen 127.0.0.1:${httpPort};`],
    ['listen 443 ssl', `listen 127.0.0.1:${httpsPort} ssl`],
    ['listen [::]:80;', ''],
    ['listen [::]:443 ssl http2;', ''],
    ['/etc/letsencrypt/live/chat.example.org/fullchain.pem', join(CERTIFICATES, 'one.cert.pem')],
    ['/etc/letsencrypt/live/chat.example.org/privkey.pem', join(CERTIFICATES, 'one.key.pem')],
  ])
  await writeFile(join(folder, 'nginx.conf'), around(site, folder))
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', join(folder, 'error.log')]
  const child = spawn(program, args, { stdio: 'ignore' })
  const gone = once(child, 'exit')
  const close = async (): Promise<void> => {
    child.kill('SIGTERM')
    await gone
    await rm(folder, { recursive: true, force: true })
  }
  const failed = gone.then(async () => {
    const said = await readFile(join(folder, 'error.log'), 'utf8').catch(() => '')
    throw new Error(`nginx ended: ${said}`)
  })
  failed.catch(() => undefined) // also when it is ended in the end
  const isUp = vi.waitFor(() => reach(httpsPort), { timeout: START_LIMIT_MS, interval: 20 })
  await Promise.race([isUp, failed])
  return { httpPort, httpsPort, close }
}

/** What Debian has around a site, as far as it needs it. */
function around(site: string, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  )
  return [
    'daemon off; master_process off;',
    `pid ${join(folder, 'nginx.pid')};`,
    'events {}',
    `http { access_log off; ${temporary.join(' ')}`,
    site,
    '}',
  ].join('\n')
}
