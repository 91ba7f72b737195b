/** What deploy/ and docs/hosting.md tell operators to run, run as far as a test may. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv, promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ANALYZE = '/usr/bin/systemd-analyze'
const folder = await mkdtemp(join(tmpdir(), 'parley-deploy-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const page = await readFile(join(ROOT, 'docs/hosting.md'), 'utf8')

test('[RW6] the name that hosting.md is told once gets into every place of the proxy’s sample', async () => {
  const line = page.split('\n').find((one) => one.startsWith('sed ')) ?? ''
  const [command = ''] = line.split(' > ')
  const { stdout } = await run('sh', ['-c', command], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], DOMAIN: 'talk.test' },
  })
  expect(stdout).not.toContain('chat.example.org')
  expect(stdout.match(/server_name talk\.test;/g)).toHaveLength(2)
  expect(stdout).toContain('/etc/letsencrypt/live/talk.test/privkey.pem')
  expect(page.match(/chat\.example\.org/g)).toHaveLength(1) // where it is said
})

test.skipIf(!existsSync(ANALYZE))('[RW6] systemd takes the units as they are', async () => {
  for (const unit of ['parley.service', 'parley-backup.service', 'parley-backup.timer']) {
    await cp(join(ROOT, 'deploy', unit), join(folder, unit))
    expect(await readFile(join(folder, unit), 'utf8')).toMatch(/^# /)
  }
  for (const unit of ['parley.service', 'parley-backup.timer', 'parley-backup.service']) {
    const { stderr } = await run(ANALYZE, ['verify', join(folder, unit)])
    expect(stderr).not.toContain(unit)
  }
})

test('[RW6] the image starts a relay with the settings of malloc that services have', async () => {
  const file = await readFile(join(ROOT, 'deploy/malloc.env'), 'utf8')
  const said = Object.entries(parseEnv(file)).map(([name, value]) => `${name}=${value}`)
  expect(said).toHaveLength(3)
  expect(await readFile(join(ROOT, 'Dockerfile'), 'utf8')).toContain(`ENV ${said.join(' ')}`)
})
