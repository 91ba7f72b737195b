import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { inviteLink, toGroupId, toRecordId } from '@parley/protocol'
import { openLevelJournal } from '@parley/relay'
import { afterAll, expect, test } from 'vitest'
import { configOf } from '../test/configs.ts'
import { newPlaces } from '../test/places.ts'
import { runCommand } from '../test/terminals.ts'
import type { LogEvent } from './log.ts'
import { OperatorProblem } from './operator-problem.ts'
import { runParley } from './run.ts'

const GROUP = 'A'.repeat(43)
/** A Yjs update that changes nothing. */
const NOTHING = Uint8Array.of(0, 0)
const TOKEN = 'a token of twenty-four letters'.replaceAll(' ', '-')
const { web, data } = await newPlaces()
const root = dirname(data)
await mkdir(root, { recursive: true })
const journal = await openLevelJournal(data)
await journal.append(GROUP, NOTHING)
await journal.append(`${GROUP}/0`, NOTHING)
await journal.close()
const events: LogEvent[] = []
const config = configOf({ data, web, adminToken: TOKEN })
const running = await runParley(config, (event) => events.push(event))
const url = `http://127.0.0.1:${running.port}`
afterAll(() => running.close())

test('[RW10] a backup is made while the relay runs, and restored into a folder of its own', async () => {
  const file = join(root, 'a.backup')
  const made = await runCommand(['backup', file, '--data', data])
  expect(made.lines).toEqual([`${file} holds 4 entries (1 KiB) and has been read back whole.`])
  expect((await stat(file)).mode & 0o077).toBe(0)
  expect(events.at(-1)).toMatchObject({ type: 'backup-made' })

  const restored = join(root, 'restored')
  const said = await runCommand(['restore', file, '--data', restored])
  expect(said.lines[0]).toContain(`${restored} is ready: 1 group, 2 documents, 0 records.`)
  const opened = await openLevelJournal(restored)
  expect(await opened.docs()).toEqual([GROUP, `${GROUP}/0`])
  await opened.close()

  const again = await runCommand(['backup', '-', '--data', restored])
  expect(again.bytes.equals(await readFile(file))).toBe(true)
})

test('[RW10] a relay elsewhere is asked by its address, with the admin token and not without', async () => {
  const words = ['backup', join(root, 'far.backup'), '--url', url]
  const made = await runCommand(words, { PARLEY_ADMIN_TOKEN: TOKEN })
  expect(made.lines[0]).toContain('holds 4 entries')
  const wrong = runCommand(words, { PARLEY_ADMIN_TOKEN: `${TOKEN}x` })
  await expect(wrong).rejects.toThrow('does not take this admin token. Set PARLEY_ADMIN_TOKEN')
  const nowhere = runCommand(['stats', '--url', 'http://127.0.0.1:1'], {})
  await expect(nowhere).rejects.toThrow('cannot be reached')
})

test('[RW10] a restore never writes over anything, and a damaged backup leaves nothing behind', async () => {
  const file = join(root, 'b.backup')
  await runCommand(['backup', file, '--data', data])
  const over = runCommand(['restore', file, '--data', data])
  await expect(over).rejects.toThrow('is not empty, and a restore never writes over anything')
  const bytes = await readFile(file)
  bytes[60] = (bytes[60] ?? 0) ^ 1
  await writeFile(file, bytes)
  const into = join(root, 'never')
  const damaged = runCommand(['restore', file, '--data', into])
  await expect(damaged).rejects.toThrow(OperatorProblem)
  await expect(damaged).rejects.toThrow('Use another copy of it.')
  expect((await readdir(root)).filter((name) => name.startsWith('never'))).toEqual([])
  await expect(runCommand(['backup', file, '--data', join(root, 'none')])).rejects.toThrow(
    'There is no data directory',
  )
  await expect(runCommand(['restore'])).rejects.toThrow('Name one backup')
})

test('[RW10] stats tells what the relay has to do, in words or as JSON', async () => {
  const words = await runCommand(['stats', '--data', data])
  expect(words.lines).toContain('documents      2 stored, 0 in memory')
  const json = await runCommand(['stats', '--json', '--url', url], { PARLEY_ADMIN_TOKEN: TOKEN })
  expect(JSON.parse(json.lines[0] ?? '')).toMatchObject({
    docsStored: 2,
    sessions: 0,
    recordsTaken: 0,
  })
  const nobody = runCommand(['stats', '--data', join(root, 'none')])
  await expect(nobody).rejects.toThrow('No relay runs on')
})

test('[RW11] the doctor finds what is wrong before people do, and says what to do', async () => {
  const well = await runCommand([
    'doctor',
    '--data',
    join(root, 'new'),
    '--web',
    web,
    '--port',
    '0',
  ])
  expect(well).toMatchObject({ code: 0 })
  const inUse = await runCommand(['doctor', '--data', data, '--web', web])
  expect(inUse.lines.join('\n')).toContain('store: open in the relay that runs')

  const sick = join(root, 'sick')
  await mkdir(sick)
  const store = await openLevelJournal(sick)
  await store.append(GROUP, Uint8Array.of(9, 9, 9))
  await store.close()
  await chmod(sick, 0o755)
  const port = String(running.port)
  const found = await runCommand(['doctor', '--data', sick, '--web', root, '--port', port])
  expect(found.code).toBe(1)
  const bad = found.lines.filter((line) => line.startsWith('BAD'))
  expect(bad[0]).toContain(`port: ${port} cannot be used`)
  expect(bad[1]).toContain('app: there is none')
  expect(bad[2]).toContain(`chmod 700 ${sick}`)
  expect(bad[3]).toContain('1 document with parts that cannot be read')
})

test('[RW11] a clock that differs from a web server’s is found', async () => {
  const late = createServer((_, response) => {
    response.setHeader('date', new Date(Date.now() - 3_600_000).toUTCString()).end()
  }).listen(0, '127.0.0.1')
  await once(late, 'listening')
  const address = late.address()
  const port = typeof address === 'object' ? address?.port : 0
  const words = ['doctor', '--data', join(root, 'new'), '--web', web, '--port', '0']
  const found = await runCommand([...words, '--url', `http://127.0.0.1:${port}`])
  late.close()
  expect(found.lines[1]).toMatch(/^BAD {2}clock: 36\d\d s ahead of .* Keep it right with/)
})

test('[RW9] an invitation link leads to the app and lets its browser found groups', async () => {
  const origins = ['--origins', 'https://chat.example.org']
  const made = await runCommand(['invitation', '--data', data, ...origins])
  const link = new URL(made.lines[0] ?? '')
  expect(link.origin).toBe('https://chat.example.org')
  const opened = await fetch(`${url}${link.pathname}`, { redirect: 'manual' })
  expect(opened.status).toBe(303)
  expect(opened.headers.get('location')).toBe('/')
  const wrong = await fetch(`${url}${link.pathname}x`, { redirect: 'manual' })
  expect(wrong.status).toBe(404)
  expect(await wrong.text()).toContain('Ask whoever sent it for a new one.')
})

test('[RW14] a token is made of an invite link, and every mistake is named', async () => {
  const group = toGroupId(new Uint8Array(32).fill(6))
  const invite = toRecordId(new Uint8Array(16).fill(1))
  const link = inviteLink('https://chat.example.org/', {
    group,
    invite,
    secret: new Uint8Array(16),
  })
  const made = await runCommand(['token', link, '--segment', '3', '--hours', '1'])
  expect(made.lines).toEqual([
    'serverUrl  wss://chat.example.org',
    `room       ${group}/3`,
    expect.stringMatching(/^token {6}[A-Za-z0-9_-]{150,}$/),
  ])
  const local = await runCommand(['token', link, '--origins', 'http://localhost:8080'])
  expect(local.lines.slice(0, 2)).toEqual(['serverUrl  ws://localhost:8080', `room       ${group}`])
  const code = link.split('/').at(-1) ?? ''
  for (const [words, says] of [
    [['token'], 'Name one invite link, in quotes'],
    [['token', link.slice(0, -9)], 'This is no whole invite link (cut-short)'],
    [['token', code], 'The link does not say which relay it is for'],
    [['token', link, '--hours', '25'], '--hours is "25". Use a number from 1 to 24'],
    [['token', link, '--segment', 'x'], '--segment is "x". Use a number from 0'],
  ] as const)
    await expect(runCommand(words)).rejects.toThrow(says)
})
