/**
 * `npx tsx packages/relay/test/kills-main.ts 1000`: kills a relay so often, and says what it lost.
 */
import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runKillTrials } from './kill-trials.ts'

const trials = Number(process.argv[2] ?? '100')
const folder = await mkdtemp(join(tmpdir(), 'parley-kills-'))
try {
  const result = await runKillTrials(folder, trials, (most) => randomInt(most))
  console.log(JSON.stringify(result))
  process.exitCode = result.lost === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
