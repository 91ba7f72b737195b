import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { stat, utimes } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newPlaces } from '../test/places.ts'

const PARLEY = fileURLToPath(new URL('../bin/parley.mjs', import.meta.url))
const PROGRAM = fileURLToPath(new URL('../dist/parley.mjs', import.meta.url))
const { web, data } = await newPlaces()

function start(settings: Readonly<Record<string, string>>, words: readonly string[] = []) {
  const child = spawn(process.execPath, [PARLEY, ...words], {
    env: { ...process.env, PORT: '0', PARLEY_DATA: data, PARLEY_WEB: web, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => (complaint += String(chunk)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    firstLine: async () => String((await lines.next()).value),
    async linesUntil(end: RegExp) {
      const said: string[] = []
      while (!end.test(said.at(-1) ?? '')) said.push(String((await lines.next()).value))
      return said.join('\n')
    },
    async end() {
      const [code] = await once(child, 'close')
      return { code: code as number, complaint }
    },
  }
}

test('[RW4] a port in use is named, with how to choose another', async () => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const { code, complaint } = await start({ PORT: String(port) }).end()
  other.close()
  expect(code).toBe(1)
  expect(complaint).toBe(
    `Port ${port} is in use by another program. Choose another, as in PORT=${port + 1} parley.\n`,
  )
})

test('[RW4] [RW5] the address is printed, a signal stops it gently, a wrong setting ends it', async () => {
  const first = start({})
  expect(await first.firstLine()).toMatch(/^Parley is ready\. Open http:\/\/localhost:[0-9]+$/)
  first.child.kill('SIGTERM')
  expect(await first.end()).toEqual({ code: 0, complaint: '' })

  const second = await start({ PORT: 'eighty' }).end()
  expect(second.code).toBe(1)
  expect(second.complaint).toMatch(/^PORT is "eighty".*\n$/)
})

test('[RW16] a class is one command: it says the teacher’s link and the board, and stops gently', async () => {
  const words = ['classroom', '--name', 'Class 7b', '--no-mdns']
  const { child, linesUntil, end } = start({}, words)
  const said = await linesUntil(/^What is written/)
  expect(said).toMatch(/^Class 7b is ready\.\n/)
  expect(said).toMatch(/\n  http:\/\/localhost:\d+\/invitation\/[\w-]{43}\n/)
  expect(said).toMatch(/\n  http:\/\/localhost:\d+\/board\n/)
  child.kill('SIGTERM')
  expect(await end()).toEqual({ code: 0, complaint: '' })
  const nameless = await start({}, ['classroom', '--name', ' ']).end()
  expect(nameless.complaint).toBe(
    '--name is "", which is no name of a class. Use one line of at most 200 bytes, as in --name "Class 7b".\n',
  )
})

test('[RW15] the command runs one file, which is made anew when a source is newer than it', async () => {
  const run = async (): Promise<number> => {
    const child = spawn(process.execPath, [PARLEY, '--version'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    await once(child, 'close')
    expect(said).toMatch(/^\d+\.\d+\.\d+\n$/)
    return (await stat(PROGRAM)).mtimeMs
  }
  const first = await run()
  expect(await run()).toBe(first)
  await utimes(PROGRAM, 1, 1)
  expect(await run()).toBeGreaterThan(1_000)
})
