/**
 * `npm run dev`: the relay and vite's server with one command. Open vite's address (port 5173, or
 * `WEB_PORT`), from a phone in this network too: it sends the socket and /healthz on to the relay and
 * shows a change to the app at once. Below `/lab/` three devices stand side by side. Ctrl+C ends both.
 */
import { spawn } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { buildIfNeeded, checkNode, installIfNeeded, isBuilt, SetupError } from './setup.mjs'
import { runRelay } from './relay-process.mjs'
import { ROOT, say } from './steps.mjs'

/** The lab's devices, each with a storage of its own. */
const LAB_HOSTS = ['one', 'two', 'three'].map((name) => `${name}.parley.localhost`)

async function main() {
  checkNode(process.versions.node)
  await installIfNeeded()
  if (!isBuilt()) await buildIfNeeded() // the relay serves some app beside vite's, however old
  const port = process.env['PORT'] ?? '8080'
  const webPort = process.env['WEB_PORT'] ?? '5173'
  const told = process.argv.slice(2) // vite's
  // Everywhere, as `npm start` does, unless told otherwise.
  const host = told.some((one) => one.startsWith('--host')) ? [] : ['--host', '0.0.0.0']
  const args = [...host, '--port', webPort, '--strictPort', ...told]
  const vite = spawn(join(ROOT, 'node_modules/.bin/vite'), args, {
    cwd: join(ROOT, 'apps/web'),
    env: { ...process.env, PARLEY_RELAY: `http://localhost:${port}` },
    stdio: 'inherit',
  })
  say(`Three devices side by side: http://parley.localhost:${webPort}/lab/`)
  const stopVite = () => vite.kill('SIGTERM')
  process.on('exit', stopVite)
  vite.once('exit', (code) => {
    if (code) process.kill(process.pid, 'SIGTERM') // it said why; a relay alone is of no use here
  })
  try {
    return await runRelay([], { PORT: port, PARLEY_ORIGINS: originsOf([webPort, port]) })
  } finally {
    stopVite()
  }
}

/**
 * The relay takes a log-in only under an origin it knows (a log-in is of no use elsewhere), and here
 * the page comes from vite's.
 * @param {readonly string[]} ports
 */
function originsOf(ports) {
  const hosts = ['localhost', ...networkAddresses(), '127.0.0.1', ...LAB_HOSTS]
  const own = ports.flatMap((port) => hosts.map((host) => `http://${host}:${port}`))
  return process.env['PARLEY_ORIGINS'] ?? own.join(',')
}

/** This machine's own IPv4 addresses in its networks: under them phones open the page. */
function networkAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
