/** The command line of `npm run replay`. */
import { parseArgs } from 'node:util'

export interface ReplayOptions {
  readonly log: string
  readonly devicesCount: number
  /** At most this many messages, the oldest ones. */
  readonly limit: number
  /** Share of the devices that is offline at any moment, on average. */
  readonly offline: number
  readonly seed: number
  readonly journal: 'level' | 'memory'
}

export const USAGE =
  'npm run replay -- <log> [--devices 40] [--limit N] [--offline 0.2] [--seed 1] [--journal level|memory]'

/** Throws an Error whose message tells a person what is wrong. */
export function parseOptions(args: readonly string[]): ReplayOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      devices: { type: 'string', default: '40' },
      limit: { type: 'string', default: 'Infinity' },
      offline: { type: 'string', default: '0.2' },
      seed: { type: 'string', default: '1' },
      journal: { type: 'string', default: 'level' },
    },
  })
  const [log, ...more] = positionals
  if (log === undefined || more.length > 0) throw new Error('Name one log to replay.')
  if (values.journal !== 'level' && values.journal !== 'memory')
    throw new Error('--journal is level or memory.')
  return {
    log,
    devicesCount: mustNumber('--devices', values.devices, { low: 2, high: 1_000 }),
    limit: mustNumber('--limit', values.limit, { low: 1, high: Infinity }),
    offline: mustNumber('--offline', values.offline, { low: 0, high: 0.9 }),
    seed: mustNumber('--seed', values.seed, { low: 0, high: 2 ** 32 - 1 }),
    journal: values.journal,
  }
}

function mustNumber(
  name: string,
  text: string,
  { low, high }: { low: number; high: number },
): number {
  const number = Number(text)
  if (!(number >= low && number <= high))
    throw new Error(`${name} must be a number from ${low} to ${high}.`)
  return number
}
