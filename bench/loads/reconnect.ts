/**
 * Coming back: one member who missed five hundred messages, and five hundred members at the same moment
 * who missed fifty each. Milliseconds from dialling until nothing is missing.
 */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { newSociety } from '../people/society.ts'
import { percentile } from '../relay/arrivals.ts'
import type { Contender } from '../relay/contenders.ts'
import { type Arrival, type Stage, UNWATCHED, type Watch } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe, rounded } from './fan-out.ts'
import { bring, heldOf, type History, newHistory } from './history.ts'

const LIMIT_MS = 120_000
const REPEATS = 5

export interface ReconnectSize {
  readonly people: number
  readonly messages: number
  readonly missed: number
  /** Who comes back at once; each of these times is one of as many, otherwise one after the other. */
  readonly atOnce: boolean
}

export async function reconnect(
  contender: Contender,
  size: ReconnectSize,
  watch: Watch = UNWATCHED,
): Promise<Row> {
  const stage = await watch.open(contender)
  try {
    const society = newSociety(size.people)
    await stage.found(society)
    const history = newHistory(society, size.messages)
    await bring(stage, history)
    const back = comingBack(stage, history, size.missed)
    const rounds = size.atOnce ? [society.people] : oneByOne(mustBe(society.people.at(-1)))
    const times: number[] = []
    const bytes: number[] = []
    watch.onStart()
    const cpuBefore = stage.server.cpuUs()
    for (const people of rounds) {
      const startedAt = performance.now()
      const members = people.map((person) => stage.enter(back(person)))
      const all = Promise.all(members.map((member) => member.complete()))
      for (const at of await stage.guard(all, LIMIT_MS)) times.push(at - startedAt)
      bytes.push(...members.map((member) => member.bytes))
      stage.dismiss(members)
    }
    watch.onEnd()
    const cpuMs = (stage.server.cpuUs() - cpuBefore) / 1_000
    return {
      back: times.length,
      missed: size.missed,
      'kB each': rounded(percentile(bytes, 0.5) / 1e3),
      'p50, ms': rounded(percentile(times, 0.5)),
      'p99, ms': rounded(percentile(times, 0.99)),
      'last, ms': rounded(Math.max(...times)),
      'server CPU, ms each': rounded(cpuMs / times.length),
      'RSS, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
  } finally {
    await stage.close()
  }
}

function oneByOne<T>(person: T): readonly (readonly T[])[] {
  return Array.from({ length: REPEATS }, () => [person])
}

/** They have everything but the last messages, all of the newest segment. */
function comingBack(
  stage: Stage,
  { society, segments }: History,
  missed: number,
): (person: Arrival['person']) => Arrival {
  const newest = mustBe(segments.at(-1))
  if (newest.length < missed) throw new Error('more was missed than the newest segment holds')
  const kept = { society, segments: [...segments.slice(0, -1), newest.slice(0, -missed)] }
  const held = heldOf(kept, stage.contender.isOneDoc)
  const first = [groupDoc(society.group), segmentDoc(society.group, segments.length - 1)]
  return (person) => ({ person, society, held, first, wanted: missed })
}
