/**
 * Sockets that are open and say nothing: people of groups of fifty, each following what they look at. What
 * one of them takes, the documents not counted, while they are there and after they have gone.
 */
import { newSociety } from '../people/society.ts'
import type { Contender } from '../relay/contenders.ts'
import { Stage } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { rounded } from './fan-out.ts'

const GROUP_PEOPLE = 50
/** For what is done once after somebody came; less than a relay waits before it hangs up on who is silent. */
const QUIET_MS = 20_000

export async function sockets(
  contender: Contender,
  { count, quietMs = QUIET_MS }: { readonly count: number; readonly quietMs?: number },
): Promise<Row> {
  const stage = await Stage.open(contender)
  const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, quietMs))
  try {
    const groups = Array.from({ length: Math.ceil(count / GROUP_PEOPLE) }, () =>
      newSociety(GROUP_PEOPLE),
    )
    for (const society of groups) await stage.found(society)
    const first = groups.flatMap((society) =>
      society.people.slice(0, 1).map((person) => ({ person, society })),
    )
    const others = groups.flatMap((society) =>
      society.people.slice(1).map((person) => ({ person, society })),
    )
    await stage.enterAll(first) // so that the documents are in memory
    const before = stage.server.rssBytes()
    const startedAt = performance.now()
    const members = await stage.enterAll(others)
    const tookMs = performance.now() - startedAt
    await stage.guard(quiet(), 2 * quietMs)
    const cpuBefore = stage.server.cpuUs()
    await stage.guard(quiet(), 2 * quietMs)
    const idleUs = stage.server.cpuUs() - cpuBefore
    const there = stage.server.rssBytes()
    stage.dismiss(members)
    await quiet()
    return {
      sockets: members.length,
      'all in after, s': rounded(tookMs / 1e3),
      'RSS before, MB': Math.round(before / 1e6),
      'all there, MB': Math.round(there / 1e6),
      'kB for a socket': rounded((there - before) / members.length / 1e3),
      '% of a core, idle': rounded(idleUs / quietMs / 10),
      'after they left, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
  } finally {
    await stage.close()
  }
}
