/** Installs what the relay is measured beside, by its lock, into bench/peers/node_modules, once. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PEERS } from './contenders.ts'

/** Throws with what npm said when that does not work; nothing is half there then that would be used. */
export function installPeers(say: (line: string) => void): void {
  if (isInstalled()) return
  say('Installing the servers to compare with into bench/peers (about 200 MB, once) …')
  // Scripts are not needed: LevelDB brings its prebuilt binaries along.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, stderr } = spawnSync('npm', args, { cwd: PEERS, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ci in bench/peers failed: ${stderr}`)
  say('Installed.')
}

/** npm writes its own lock last. */
function isInstalled(): boolean {
  const path = join(PEERS, 'node_modules/.package-lock.json')
  if (!existsSync(path)) return false
  const wanted = JSON.parse(readFileSync(join(PEERS, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  return Object.entries(wanted.dependencies).every(([name, version]) => {
    const own = join(PEERS, 'node_modules', name, 'package.json')
    return existsSync(own) && readFileSync(own, 'utf8').includes(`"version": "${version}"`)
  })
}
