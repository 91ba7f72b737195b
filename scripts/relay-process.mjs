/**
 * The relay as a child process: it gets our signals, our terminal and our environment, and we end
 * when it ends, with its exit code.
 */
import { spawn } from 'node:child_process'
import { ROOT } from './steps.mjs'

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGTERM', 'SIGHUP', 'SIGINT']

/**
 * Run the relay until it ends.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] on top of ours
 * @returns {Promise<number>} its exit code
 */
export function runRelay(args, env = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/relay/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      // A terminal gives Ctrl+C to the whole group, so the relay already has that one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 0)))
  })
}
