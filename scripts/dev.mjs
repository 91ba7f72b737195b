/**
 * `npm run dev`: the relay and vite's server with one command. Open vite's address: it sends the
 * socket and /healthz on to the relay and shows a change to the app at once. Ctrl+C ends both.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkNode, installIfNeeded, SetupError } from './setup.mjs'
import { runRelay } from './relay-process.mjs'
import { ROOT, say } from './steps.mjs'

async function main() {
  checkNode(process.versions.node)
  await installIfNeeded()
  const port = process.env['PORT'] ?? '8080'
  const vite = spawn(join(ROOT, 'node_modules/.bin/vite'), process.argv.slice(2), {
    cwd: join(ROOT, 'apps/web'),
    env: { ...process.env, PARLEY_RELAY: `http://localhost:${port}` },
    stdio: 'inherit',
  })
  const stopVite = () => vite.kill('SIGTERM')
  process.on('exit', stopVite)
  try {
    return await runRelay([], { PORT: port })
  } finally {
    stopVite()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(error.message)
  process.exitCode = 1
}
