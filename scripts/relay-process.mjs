/**
 * The relay as a child process: it gets our signals, our terminal and our environment, and we end
 * when it ends, with its exit code. It stops when we are gone, and when npm's shell above us is: npm gives
 * a signal to that shell alone, and a shell gives it to nobody.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ROOT } from './steps.mjs'

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGINT']
const LOOK_EVERY_MS = 250
/** Whoever ran this script, at the moment it began. */
const PARENT = process.ppid

/**
 * Run the relay until it ends.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] on top of ours
 * @returns {Promise<number>} its exit code
 */
export function runRelay(args, env = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/relay/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...malloc(), ...process.env, ...env, PARLEY_STARTED_BY: 'npm start' },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], // closes with us, however we end
  })
  const stopLooking = onOrphaned(() => child.kill('SIGTERM'))
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      // A terminal gives Ctrl+C to the whole group, so the relay already has that one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 0)))
  })
  return ended.finally(stopLooking)
}

/** What every relay is started with. */
function malloc() {
  return parseEnv(readFileSync(join(ROOT, 'deploy/malloc.env'), 'utf8'))
}

/**
 * Whoever starts a script without npm may leave it running on its own.
 * @param {() => void} stop
 */
function onOrphaned(stop) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => undefined
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return
    clearInterval(timer)
    stop()
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}
