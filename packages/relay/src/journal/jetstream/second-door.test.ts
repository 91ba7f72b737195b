import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Files of NATS's packages that are loaded once this was imported. */
function loadedBy(specifier: string): number {
  const script = `
    import { createRequire } from 'node:module'
    await import('${specifier}')
    const files = Object.keys(createRequire('${HERE}x.js').cache)
    console.log(files.filter((file) => file.includes('@nats-io')).length)`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  return Number(execFileSync(process.execPath, args, { cwd: HERE, encoding: 'utf8' }))
}

test('[JO24] a relay that keeps its journal by itself loads nothing of NATS', () => {
  expect(loadedBy('@parley/relay')).toBe(0)
  expect(loadedBy('@parley/relay/jetstream')).toBeGreaterThan(10)
})
