/**
 * Commands run by somebody the data folder does not belong to. A stranger's process needs root to start it,
 * and a project that a stranger may read.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openLevelJournal } from '@parley/relay'
import { afterAll, expect, test } from 'vitest'
import { runParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { newPlaces } from './places.ts'
import { runCommand } from './terminals.ts'

const isRoot = process.geteuid?.() === 0
const NOBODY = 65_534
const PARLEY = fileURLToPath(new URL('../bin/parley.mjs', import.meta.url))
const root = await mkdtemp(join(tmpdir(), 'parley-strangers-'))
await chmod(root, 0o755)
afterAll(() => rm(root, { recursive: true, force: true }))
const { web } = await newPlaces()
await chmod(dirname(web), 0o755)
/** Where a stranger may write. */
const open = join(root, 'open')
await mkdir(open)
await chmod(open, 0o1777)
const stranger = { uid: NOBODY, gid: NOBODY, cwd: '/', env: { ...process.env, TMPDIR: open } }
const tries = `const fs = require('node:fs'); fs.accessSync(${JSON.stringify(PARLEY)}); fs.readdirSync(${JSON.stringify(open)})`
const canBeNobody = isRoot && spawnSync(process.execPath, ['-e', tries], stranger).status === 0

async function asNobody(...words: readonly string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [PARLEY, ...words], stranger)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (said += String(chunk)))
  const [code] = await once(child, 'close')
  return { code: code as number, said }
}

async function newStore(name: string): Promise<string> {
  const data = join(root, name)
  const journal = await openLevelJournal(data)
  await journal.append('A'.repeat(43), Uint8Array.of(0, 0))
  await journal.close()
  await chmod(data, 0o700)
  return data
}

if (canBeNobody) testStrangers()

function testStrangers(): void {
  test('[RW11] a doctor who may not look says so, and whose the folder is', async () => {
    const data = await newStore('shut')
    const { code, said } = await asNobody('doctor', '--data', data, '--port', '0')
    expect(code).toBe(1)
    expect(said).toContain(
      `BAD  store: ${data} may not be read and written by this user. It belongs to root, and this is nobody.`,
    )
    expect(said).toContain('Run the command as root')
    const empty = join(root, 'empty')
    await mkdir(empty)
    await chmod(empty, 0o755)
    for (const place of [empty, join(empty, 'not-there-yet')]) {
      const found = await asNobody('doctor', '--data', place, '--port', '0')
      expect(found.code).toBe(1)
      expect(found.said).toMatch(/BAD {2}store: .* by this user\. .*belongs to root/)
    }
  }, 60_000)

  test('[RW10] whoever may not ask a running relay is told so, and never that none runs', async () => {
    const data = await newStore('running')
    const running = await runParley(configOf({ web, data }), () => undefined)
    try {
      for (const words of [['stats'], ['backup', join(root, 'x')], ['invitation']]) {
        const { code, said } = await asNobody(...words, '--data', data)
        expect(code).toBe(1)
        expect(said).toContain(`Whether a relay runs on ${data} cannot be told`)
        expect(said).toContain(
          'It belongs to root, and this is nobody. Run the command as root, or',
        )
        expect(said.trimEnd().split('\n')).toHaveLength(1)
      }
    } finally {
      await running.close()
    }
  }, 60_000)

  test('[RW4] [RW10] a start and a restore where this user may not write end with what to do', async () => {
    const data = await newStore('mine')
    const start = await asNobody('relay', '--data', data, '--web', web, '--port', '0')
    expect(start.code).toBe(1)
    expect(start.said).toContain('belongs to root, and this is nobody.')
    expect(start.said).not.toContain('Set PARLEY_DATA')
    const file = join(root, 'for-all.backup')
    await runCommand(['backup', file, '--data', data])
    await chmod(file, 0o644)
    const restored = await asNobody('restore', file, '--data', join(root, 'new'))
    expect(restored.code).toBe(1)
    expect(restored.said).toContain(
      `${root} belongs to root, and this is nobody. Have it made by root: install -d -o nobody -m 700 ${root}/new,`,
    )
    await chmod(file, 0o600)
    const unread = await asNobody('restore', file, '--data', join(open, 'never-made'))
    expect(unread.said).toMatch(/cannot be read \(EACCES.* Name a backup that this user may read/)
    expect(unread.said).not.toContain('    at ')
  }, 60_000)

  test('[RW10] [RW11] root leaves nothing in another user’s folder that its relay could not write', async () => {
    const data = await newStore('theirs')
    for (const name of await readdir(data)) await chown(join(data, name), NOBODY, NOBODY)
    await chown(data, NOBODY, NOBODY)
    const before = await readdir(data)
    const advice = `${data} belongs to nobody, and what root writes there`
    for (const words of [['backup', join(root, 'y')], ['invitation']])
      await expect(runCommand([...words, '--data', data])).rejects.toThrow(advice)
    const doctor = await runCommand(['doctor', '--data', data, '--web', web, '--port', '0'])
    expect(doctor.lines.at(-1)).toContain(advice)
    expect(await readdir(data)).toEqual(before)
    const { code, said } = await asNobody('doctor', '--data', data, '--web', web, '--port', '0')
    expect(said).toContain('ok   store: 1 group,')
    expect(code).toBe(said.includes('BAD') ? 1 : 0)
  }, 60_000)

  test('[RW10] [RW11] files that root left in a relay’s folder are told by whoever cannot read them, in a sentence', async () => {
    const data = await newStore('mixed')
    await (await openLevelJournal(data)).close()
    for (const name of await readdir(data)) await chmod(join(data, name), 0o600)
    await chown(data, NOBODY, NOBODY)
    const advice = `Something in it belongs to another user. Give it back as root: chown -R nobody ${data}.`
    for (const words of [
      ['backup', '-'],
      ['relay', '--web', web],
      ['doctor', '--web', web],
    ]) {
      const { code, said } = await asNobody(...words, '--data', data, '--port', '0')
      expect(code).toBe(1)
      expect(said).toContain(advice)
      expect(said).not.toContain('    at ')
    }
  }, 60_000)
}

test('[RW9] an invitation needs a folder to be of', async () => {
  const nowhere = runCommand(['invitation', '--data', join(root, 'nothere')])
  await expect(nowhere).rejects.toThrow(`There is no data directory ${join(root, 'nothere')}.`)
  await writeFile(join(root, 'file'), '')
  const file = runCommand(['invitation', '--data', join(root, 'file')])
  await expect(file).rejects.toThrow('is no folder. Name another one')
})
