/** Backups and restores at the places operators name: links, pipes, folders, what is in the way. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { toDeviceKey, toGroupId } from '@parley/protocol'
import { encodeBackup, openLevelJournal, parseBackup } from '@parley/relay'
import { afterAll, expect, test } from 'vitest'
import { backup } from '../src/commands/backup.ts'
import { openInvitations } from '../src/invitations.ts'
import { runParley } from '../src/run.ts'
import { configOf } from './configs.ts'
import { newPlaces } from './places.ts'
import { runCommand } from './terminals.ts'

const GROUP_ID = toGroupId(new Uint8Array(32))
const GROUP = String(GROUP_ID)
const newDevice = (at: number) => toDeviceKey(new Uint8Array(32).fill(at))
const root = await mkdtemp(join(tmpdir(), 'parley-keeping-'))
afterAll(() => rm(root, { recursive: true, force: true }))

async function newStore(name: string, size = 100): Promise<string> {
  const data = join(root, name)
  const journal = await openLevelJournal(data)
  await Promise.all(
    Array.from({ length: size }, (_, at) =>
      journal.append(`${GROUP}/${at % 7}`, Uint8Array.of(0, 0)),
    ),
  )
  await journal.close()
  return data
}

async function nameOfLargest(data: string): Promise<string> {
  const names = (await readdir(data)).filter((name) => name.endsWith('.ldb'))
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(data, name))).size))
  return names[sizes.indexOf(Math.max(...sizes))] ?? ''
}

async function* bytesOf(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

const noWords = (): void => undefined
const store = await newStore('store')
const backupTo = (file: string) => runCommand(['backup', file, '--data', store])

test('[RW10] a backup is never put in the place of a pipe, a folder or anything else that is no file', async () => {
  const pipe = join(root, 'pipe')
  execFileSync('/usr/bin/env', ['mkfifo', pipe])
  const link = join(root, 'link-to-pipe')
  await symlink(pipe, link)
  const folder = join(root, 'folder')
  await mkdir(folder)
  for (const place of [pipe, link])
    await expect(backupTo(place)).rejects.toThrow(`${place} is no file, and a backup is never put`)
  await expect(backupTo(folder)).rejects.toThrow(
    `Name a file in it, as in ${folder}/parley.backup.`,
  )
  expect((await lstat(pipe)).isFIFO()).toBe(true)
  expect(await readlink(link)).toBe(pipe)
  expect(await readdir(folder)).toEqual([])
  expect((await readdir(root)).filter((name) => name.endsWith('.partial'))).toEqual([])
})

test('[RW10] a backup written through links goes to the file they lead to, and they stay', async () => {
  const folder = join(root, 'links')
  await mkdir(join(folder, 'kept'), { recursive: true })
  await symlink('kept/today', join(folder, 'latest'))
  await symlink('latest', join(folder, 'newest'))
  await backupTo(join(folder, 'newest')) // it is not there yet
  const first = await readFile(join(folder, 'kept/today'))
  await writeFile(join(folder, 'kept/today'), 'of yesterday')
  await backupTo(join(folder, 'latest'))
  expect(await readFile(join(folder, 'kept/today'))).toEqual(first)
  expect(await readlink(join(folder, 'latest'))).toBe('kept/today')
  expect(await readlink(join(folder, 'newest'))).toBe('latest')
  await symlink('round', join(folder, 'round'))
  await expect(backupTo(join(folder, 'round'))).rejects.toThrow('leads to itself')
})

test('[RW10] a backup whose reader goes away ends in words', async () => {
  const bytesOut = new Writable({
    write: (_bytes, _encoding, done) => done(new Error('the reader is gone')),
  })
  const terminal = { say: noWords, note: noWords, isTerminal: false, bytesOut, bytesIn: bytesOf() }
  const call = { config: configOf({ data: store }), operands: ['-'], flags: new Map(), terminal }
  await expect(backup.run(call)).rejects.toThrow(
    'The backup was cut short (the reader is gone): what came out cannot be restored.',
  )
  await (await openLevelJournal(store)).close() // it is not kept open
})

test('[RW10] what is named like the unfinished file of a backup or a restore is left alone', async () => {
  const file = join(root, 'tidy.backup')
  await writeFile(`${file}.partial`, 'mine')
  await mkdir(join(root, 'tidy.partial'))
  await writeFile(join(root, 'tidy.partial', 'mine'), '')
  await backupTo(file)
  await runCommand(['restore', file, '--data', join(root, 'tidy')])
  expect(await readFile(`${file}.partial`, 'utf8')).toBe('mine')
  expect(await readdir(join(root, 'tidy.partial'))).toEqual(['mine'])
})

test('[RW10] a missing folder for the backup is named, and no room is asked for', async () => {
  const refused = backupTo(join(root, 'nowhere', 'a.backup'))
  await expect(refused).rejects.toThrow(`Make the folder first: mkdir -p ${join(root, 'nowhere')}.`)
  await expect(refused).rejects.not.toThrow('make room')
})

test('[RW10] a backup that is not there, or is a folder, is refused in words and nothing is made', async () => {
  const into = join(root, 'into')
  const restore = (file: string) => runCommand(['restore', file, '--data', into])
  await expect(restore(join(root, 'no.backup'))).rejects.toThrow(
    'Name a backup that this user may read',
  )
  await expect(restore(root)).rejects.toThrow(`${root} is a folder. Name the backup in it`)
  expect((await readdir(root)).filter((name) => name.startsWith('into'))).toEqual([])
})

test('[RW10] a backup comes by standard input too, and one cut short leaves an empty folder empty', async () => {
  const whole = (await backupTo('-')).bytes
  const into = join(root, 'by-pipe')
  await mkdir(into)
  const { ino } = await stat(into)
  const words = ['restore', '-', '--data', into]
  const cut = runCommand(words, {}, bytesOf(whole.subarray(0, whole.length - 1)))
  await expect(cut).rejects.toThrow(`- was not restored, and ${into} is as it was.`)
  expect(await readdir(into)).toEqual([])
  const done = await runCommand(words, {}, bytesOf(whole))
  expect(done.lines[0]).toContain(`${into} is ready: 0 groups, 7 documents`)
  expect((await stat(into)).ino).toBe(ino) // its own place, also where nothing can be made beside it
  expect((await readdir(into)).filter((name) => name.startsWith('restoring'))).toEqual([])
})

test('[RW9] [RW10] an invitation made before a backup is good after the restore', async () => {
  const data = await newStore('invited')
  const code = (await openInvitations(data, Date.now)).newCode(7)
  const file = join(root, 'invited.backup')
  await runCommand(['backup', file, '--data', data])
  expect((await stat(file)).mode & 0o077).toBe(0)
  const restored = join(root, 'invited-again')
  await runCommand(['restore', file, '--data', restored])
  expect((await openInvitations(restored, Date.now)).endOf(code)).toBeGreaterThan(Date.now())
  expect((await stat(join(restored, 'invitations.key'))).mode & 0o077).toBe(0)
  const journal = await openLevelJournal(restored)
  for await (const { key } of journal.entries()) expect(key).not.toBe('i')
  await journal.close()
})

test('[RW10] a backup of before, without a secret, is restored, and what that means is said', async () => {
  const journal = await openLevelJournal(store)
  const file = join(root, 'before.backup')
  await writeFile(file, encodeBackup(journal.entries()))
  await journal.close()
  const said = await runCommand(['restore', file, '--data', join(root, 'before')])
  expect(said.lines[0]).toContain('It has no secret of invitations: those made before it are over.')
})

test('[RW11] a doctor or a start on a store that lost its root loses nothing of it', async () => {
  const { web } = await newPlaces()
  const data = await newStore('rootless')
  await (await openLevelJournal(data)).close()
  for (const lost of [/^CURRENT$/, /^MANIFEST/]) {
    for (const name of await readdir(data)) if (lost.test(name)) await rm(join(data, name))
    const words = ['doctor', '--data', data, '--web', web, '--port', '0']
    const found = await runCommand(words)
    expect(found.code).toBe(1)
    expect(found.lines.at(-1)).toMatch(/has been rebuilt .* Now it has 0 groups, 7 documents, /)
    expect(found.lines.join('\n')).not.toContain('parley doctor')
    expect(await readdir(data)).toContain('lost')
    expect((await runCommand(words)).lines.at(-1)).toMatch(/^ok {3}store: 0 groups, 7 documents/)
  }
  await rm(join(data, 'CURRENT'))
  const running = await runParley(configOf({ web, data }), () => undefined)
  const stats = await runCommand(['stats', '--data', data])
  await running.close()
  expect(stats.lines).toContain('documents      7 stored, 0 in memory')
})

test('[RW10] [RW11] a store that the disk has changed is told by doctor and backup, running or not', async () => {
  const { web } = await newPlaces()
  const data = await newStore('changed')
  const journal = await openLevelJournal(data)
  const marks = Array.from({ length: 200 }, () => randomBytes(1_500)) // kept as they are: nothing to compress
  await Promise.all(marks.map((mark, at) => journal.putMark(GROUP_ID, newDevice(at), mark)))
  await journal.close()
  await (await openLevelJournal(data)).close() // LevelDB makes a table of the log when it opens
  const words = ['doctor', '--data', data, '--web', web, '--port', '0']
  expect((await runCommand(words)).lines.at(-1)).toContain('every checksum and every signature')
  const name = await nameOfLargest(data)
  const table = await readFile(join(data, name))
  table.fill(0x5a, 1_000, 1_020)
  await writeFile(join(data, name), table)

  const running = await runParley(configOf({ web, data }), () => undefined)
  const file = join(root, 'changed.backup')
  const online = await runCommand(['backup', file, '--data', data])
  await running.close()
  expect(online.code).toBe(1)
  expect(online.lines.at(-1)).toContain('1 tables of the store do not fit their checksums')

  const offline = await runCommand(['backup', file, '--data', data])
  expect(offline).toMatchObject({ code: 1 })
  expect(offline.lines.at(-1)).toContain('Keep the backups of before')
  const found = await runCommand(words)
  expect(found.code).toBe(1)
  expect(found.lines.join('\n')).toContain(`do not fit their checksums (${name}): the disk has`)
  let count = 0
  for await (const _ of parseBackup(bytesOf(await readFile(file)))) count++
  expect(count).toBeGreaterThan(100)
})
