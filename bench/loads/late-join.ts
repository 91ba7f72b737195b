/**
 * Late join: somebody comes to a long conversation. Bytes, milliseconds to the newest screen and to all
 * of it, from dialling on; and what it costs the server. The middle of five newcomers, and the first one
 * after the server was started again.
 */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { newSociety } from '../people/society.ts'
import type { Contender } from '../relay/contenders.ts'
import { percentile } from '../relay/arrivals.ts'
import { Stage } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe, rounded } from './fan-out.ts'
import { bring, type History, newHistory } from './history.ts'

const PEOPLE = 25
const NEWCOMERS = 5

export async function lateJoin(
  contender: Contender,
  { messages }: { readonly messages: number },
): Promise<Row> {
  const stage = await Stage.open(contender)
  try {
    const society = newSociety(PEOPLE)
    await stage.found(society)
    const history = newHistory(society, messages)
    await bring(stage, history)
    const joins: Join[] = []
    for (let at = 0; at < NEWCOMERS; at++) joins.push(await join(stage, history))
    const middle = (key: keyof Join): number =>
      percentile(
        joins.map((one) => one[key]),
        0.5,
      )
    const warm = {
      messages,
      'MB, newest screen': rounded(middle('firstBytes') / 1e6),
      'MB, all': rounded(middle('bytes') / 1e6),
      'newest screen, ms': Math.round(middle('firstMs')),
      'all, ms': Math.round(middle('allMs')),
      'server CPU, ms': Math.round(middle('cpuMs')),
      'RSS, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
    if (!contender.isDurable) return warm
    await stage.restart('stop')
    const cold = await join(stage, history)
    return {
      ...warm,
      'restarted: newest screen, ms': Math.round(cold.firstMs),
      'restarted: all, ms': Math.round(cold.allMs),
    }
  } finally {
    await stage.close()
  }
}

interface Join {
  readonly firstMs: number
  readonly allMs: number
  readonly firstBytes: number
  readonly bytes: number
  readonly cpuMs: number
}

/** Somebody of the group on a device that holds nothing. */
async function join(stage: Stage, { society, segments }: History): Promise<Join> {
  const { group, people, actions } = society
  const newest = segmentDoc(group, segments.length - 1)
  const later = segments.slice(0, -1).map((_, at) => segmentDoc(group, at))
  const cpuBefore = stage.server.cpuUs()
  const startedAt = performance.now()
  const wanted = segments.flat().length + (stage.contender.isOneDoc ? 0 : actions.length)
  const member = stage.enter({
    person: mustBe(people.at(-1)),
    society,
    wanted,
    first: [groupDoc(group), newest],
    later: later.toReversed(),
  })
  const firstAt = await member.joined()
  const firstBytes = member.bytes
  const allAt = await member.complete()
  const { bytes } = member
  stage.dismiss([member])
  const cpuMs = (stage.server.cpuUs() - cpuBefore) / 1_000
  return { firstMs: firstAt - startedAt, allMs: allAt - startedAt, firstBytes, bytes, cpuMs }
}
