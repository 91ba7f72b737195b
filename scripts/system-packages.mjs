/** Programs of the system, and its packages where they can be installed without asking anyone. Node built-ins only. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Debian keeps servers out of ordinary users' path. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin']

/**
 * @param {string} name
 * @returns {string | undefined}
 */
export function onPath(name) {
  return pathIn((process.env['PATH'] ?? '').split(':'), name)
}

/**
 * The command that installs a Debian package; undefined where this user may not.
 * @param {string} name
 * @returns {[command: string, args: string[]] | undefined}
 */
export function installerOf(name) {
  const apt = ['install', '-y', '--no-install-recommends', name]
  if (onPath('apt-get') === undefined) return undefined
  if (process.getuid?.() === 0) return ['apt-get', apt]
  return onPath('sudo') === undefined ? undefined : ['sudo', ['-n', 'apt-get', ...apt]]
}

/**
 * Installs a server's package unless the server is here already; the test that needs it says when that failed.
 * @param {string} server
 * @param {string} name of its package
 * @param {(line: string) => void} say
 */
export function ensureServer(server, name, say) {
  const isHere = () => pathIn([...(process.env['PATH'] ?? '').split(':'), ...MORE_FOLDERS], server)
  const installer = installerOf(name)
  if (isHere() !== undefined || installer === undefined) return
  say(`no ${server} here; installing the system package ${name}`)
  const [command, args] = installer
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
}

/**
 * @param {readonly string[]} folders
 * @param {string} name
 */
function pathIn(folders, name) {
  for (const folder of folders)
    if (folder !== '' && existsSync(`${folder}/${name}`)) return `${folder}/${name}`
  return undefined
}
