/**
 * `npm run soak -- --minutes 20`: hundreds of devices that come and go, and whether the relay is afterwards
 * what it was before. Ends with 1, and says why, when it is not. docs/bench.md says how to read it.
 */
import { parseArgs } from 'node:util'
import { soak, type Soaked } from './soak.ts'
import { mb } from './verdict.ts'

const LIMITS = { minutes: 24 * 60, clients: 2_000 } as const
const WARM_UP_SHARE = 0.2
const WARM_UP_SECONDS = { least: 180, most: 300 } as const
/** Documents leave memory after half a minute, what is deleted leaves the disk within another, and budgets are forgotten within one. */
const REST_SECONDS = 150
const INTERRUPTED = 130

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    clients: { type: 'string', default: '300' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const minutes = numberOf('minutes', LIMITS.minutes)
const clients = numberOf('clients', LIMITS.clients)
const seed = numberOf('seed', 2 ** 32)
const stopping = new AbortController()
process.on('SIGINT', () => {
  if (stopping.signal.aborted) process.exit(INTERRUPTED)
  say('Stopping. Nothing is judged.')
  stopping.abort()
})

const loadSeconds = minutes * 60
const { least, most } = WARM_UP_SECONDS
const warmUpSeconds = Math.min(most, Math.max(least, Math.round(loadSeconds * WARM_UP_SHARE)))
const totalMinutes = (loadSeconds + warmUpSeconds + 2 * REST_SECONDS) / 60
say(`Soak with seed ${seed}: about ${Math.ceil(totalMinutes + 1)} minutes.`)
const soaked = await soak({
  ...{ clients, seed, loadSeconds, warmUpSeconds, restSeconds: REST_SECONDS },
  signal: stopping.signal,
  say,
})
if (soaked !== undefined) tell(soaked)
process.exit(soaked === undefined ? INTERRUPTED : soaked.problems.length === 0 ? 0 : 1)

function tell({ happened, acknowledged, before, after, problems }: Soaked): void {
  const { came, wrote, wroteAway, tookBack, strangers, putOff } = happened
  say('')
  say(`Devices came ${came} times, and ${strangers} strangers.`)
  say(
    `They wrote ${wrote} posts and edits, ${wroteAway} of them without a line, and took ${tookBack} back.`,
  )
  for (const [reason, times] of putOff)
    say(`The relay asked ${times} of them to come back later (${reason}).`)
  say(`${acknowledged} records were acknowledged; the store takes ${mb(after.storeBytes)}.`)
  say(`Memory: ${mb(before.rssBytes)} before, ${mb(after.rssBytes)} after.`)
  if (before.ownBytes !== undefined && after.ownBytes !== undefined)
    say(`Of it no files: ${mb(before.ownBytes)} before, ${mb(after.ownBytes)} after.`)
  say(`JavaScript heap: ${mb(before.heapBytes)} before, ${mb(after.heapBytes)} after.`)
  say('')
  for (const problem of problems) say(`- ${problem}`)
  if (problems.length === 0)
    say('All is well: nothing lost, nothing twice, and its memory came back.')
  else say(`Not well. Again with --seed ${seed} --clients ${clients} --minutes ${minutes}.`)
}

function numberOf(name: 'minutes' | 'clients' | 'seed', most: number): number {
  const value = Number(values[name])
  if (value > 0 && value <= most && (name === 'minutes' || Number.isInteger(value))) return value
  process.stderr.write(`--${name} is "${values[name]}". Use a number from 1 to ${most}.\n`)
  process.exit(1)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
