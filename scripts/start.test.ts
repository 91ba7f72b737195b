import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const RELAY_PROCESS = join(import.meta.dirname, 'relay-process.mjs')
const RUN = `import { runRelay } from ${JSON.stringify(RELAY_PROCESS)}; process.exitCode = await runRelay(process.argv.slice(1))`
const folder = await mkdtemp(join(tmpdir(), 'parley-start-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
await writeFile(join(folder, 'index.html'), '<!doctype html><title>Parley</title>')

/** As npm does: a shell that waits for a script, which runs the relay. */
async function startAsNpmDoes(name: string) {
  const script =
    '"$0" --input-type=module -e "$1" -- --port 0 --log json --data "$2" & echo $!; wait'
  const child = spawn('sh', ['-c', script, process.execPath, RUN, join(folder, name)], {
    env: { ...process.env, npm_lifecycle_event: 'start', PARLEY_WEB: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const heard = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('Parley is ready')) resolve()
      })
    child.once('close', () => reject(new Error(said)))
  })
  await heard
  return { shell: child, script: Number.parseInt(said, 10), output: () => said }
}

/** The pipes close when the last process that had them is gone. */
function closed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => void child.once('close', () => resolve()))
}

test('[RW5] a relay that npm started stops gently when npm kills the shell in between', async () => {
  const { shell, output } = await startAsNpmDoes('shell')
  const gone = closed(shell)
  shell.kill('SIGTERM')
  await gone
  expect(output()).toContain('"type":"stopped"')
}, 60_000)

test('[RW5] a relay whose starting script is killed outright stops gently as well', async () => {
  const { shell, script, output } = await startAsNpmDoes('script')
  const gone = closed(shell)
  process.kill(script, 'SIGKILL')
  await gone
  expect(output()).toContain('"type":"stopped"')
}, 60_000)
