/** What docs/scale.md reckons with and no load on one cluster shows: hearing what concerns nobody, and many subjects. */
import { pinSelf } from '../relay/server-process.ts'
import type { Report, Row } from '../report.ts'
import { hearing } from './hearing.ts'
import { starts, subjects } from './subjects.ts'

export interface ScaleOptions {
  readonly isQuick: boolean
  say(line: string): void
}

export async function* scaleBench({ isQuick, say }: ScaleOptions): AsyncGenerator<Report> {
  pinSelf()
  const paces = (isQuick ? [50] : [500, 1_000, 2_000, 5_000, 10_000]).map((perSecond) => ({
    perSecond,
    seconds: isQuick ? 1 : 8,
  }))
  say('Scale: a node that hears')
  for (const servers of ['one server', 'three servers'] as const)
    yield reportOf(`Scale: hearing, on ${servers}`, await hearing(paces, servers), {
      says: 'One relay and NATS, all on one core. Somebody else writes real messages into 500 groups, of which none is open at this relay.',
    })
  say('Scale: subjects')
  yield reportOf(
    'Scale: subjects of a stream',
    await subjects(isQuick ? [100, 200] : [10_000, 50_000, 100_000]),
    { says: 'One NATS server, one entry of 300 bytes under each subject, on a stream that grows.' },
  )
  say('Scale: starts')
  yield reportOf('Scale: a node’s start', await starts(isQuick ? [10] : [1_000, 5_000, 10_000]), {
    says: 'A relay’s start on so many groups that nobody is in but their founders, from the command until its port is open.',
  })
}

function reportOf(title: string, rows: readonly Row[], { says }: { says: string }): Report {
  return { title, says, rows, goals: [] }
}
