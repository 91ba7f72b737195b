/** What docs/scale.md reckons with and no load on one cluster shows: hearing what concerns nobody, and many subjects. */
import { pinSelf } from '../relay/server-process.ts'
import type { Report, Row } from '../report.ts'
import { hearing } from './hearing.ts'
import { starts, subjects } from './subjects.ts'

export interface ScaleOptions {
  readonly isQuick: boolean
  say(line: string): void
}

interface Trial {
  readonly title: string
  readonly says: string
  run(): Promise<readonly Row[]>
}

/** One that fails is told as such in its table; the others go on. */
export async function* scaleBench({ isQuick, say }: ScaleOptions): AsyncGenerator<Report> {
  pinSelf()
  for (const { title, says, run } of trials(isQuick)) {
    say(title)
    const rows = await run().catch((error: unknown) => [
      { failed: error instanceof Error ? error.message : String(error) },
    ])
    yield { title, says, rows, goals: [] }
  }
}

function trials(isQuick: boolean): readonly Trial[] {
  const size = <T>(full: T, quick: T): T => (isQuick ? quick : full)
  const paces = size([500, 1_000, 2_000, 5_000, 10_000], [50]).map((perSecond) => ({
    perSecond,
    seconds: size(8, 1),
  }))
  return [
    ...(['one server', 'three servers'] as const).map((servers) => ({
      title: `Scale: hearing, on ${servers}`,
      says: 'One relay and NATS, all on one core. Somebody else writes real messages into 500 groups, of which none is open at this relay.',
      run: () => hearing(paces, servers),
    })),
    {
      title: 'Scale: subjects of a stream',
      says: 'One NATS server, one entry of 300 bytes under each subject, on a stream that grows.',
      run: () => subjects(size([10_000, 50_000, 100_000], [100, 200])),
    },
    {
      title: 'Scale: a node’s start',
      says: 'A relay’s start on so many groups that nobody is in but their founders, from the command until its port is open.',
      run: () => starts(size([1_000, 5_000, 10_000], [10])),
    },
  ]
}
