/**
 * Steps of a longer run, told in short calm lines: what it does, how long it took, how it ended.
 * Node built-ins only, so that it works before anything is installed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`)
}

/**
 * Run a command to its end. Its output is shown as it comes, or kept and given back.
 * @param {string} command a program, or the name of one that npm installed
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: Record<string, string>, cwd?: string, limitMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, { show = false, env = {}, cwd = ROOT, limitMs } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env['PATH'] ?? ''}`, ...env },
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    ...(limitMs === undefined ? {} : { timeout: limitMs }),
  })
  const stop = () => void child.kill()
  process.once('exit', stop) // nothing we started outlives us
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  /** @type {unknown[]} */
  let end
  try {
    end = await once(child, 'close')
  } catch (error) {
    return { code: 127, output: `${command} could not be started: ${String(error)}` }
  } finally {
    process.off('exit', stop)
  }
  const [code, signal] = end
  if (typeof code === 'number') return { code, output }
  return { code: 1, output: `${output}\n${command} was ended by ${String(signal)}` }
}

/**
 * Do one step and say how it went.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`\n— ${title}`)
  const startedAt = performance.now()
  const result = await work()
  say(`  ${title}: ${seconds(startedAt)}`)
  return result
}

/**
 * The time since `startedAt`, in words.
 * @param {number} startedAt a value of `performance.now()`
 */
export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
}
