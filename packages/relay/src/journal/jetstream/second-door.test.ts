import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Files of NATS's packages that are loaded once this has run. */
function loadedBy(script: string): number {
  const counted = `
    import { createRequire } from 'node:module'
    ${script}
    const files = Object.keys(createRequire('${HERE}x.js').cache)
    console.log(files.filter((file) => file.includes('@nats-io')).length)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', counted]
  return Number(execFileSync(process.execPath, args, { cwd: HERE, encoding: 'utf8' }))
}

test('[JO24] only a relay that connects to NATS loads anything of it', () => {
  const opened = `
    const { openJetStreamJournal } = await import('@parley/relay/jetstream')
    const { nodePorts } = await import('@parley/relay')
    const servers = ['nats://127.0.0.1:1']
    await openJetStreamJournal({ servers, replicas: 1, clock: nodePorts().clock }).catch(() => {})`
  expect(loadedBy(`await import('@parley/relay')`)).toBe(0)
  expect(loadedBy(`await import('@parley/relay/jetstream')`)).toBe(0)
  expect(loadedBy(opened)).toBeGreaterThan(10)
})
