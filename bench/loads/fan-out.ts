/**
 * Fan-out: a group in which everybody is online, at a pace that leaves room. What one delivery costs the
 * server, and how long it takes.
 */
import { newSociety } from '../people/society.ts'
import { Arrivals } from '../relay/arrivals.ts'
import type { Contender } from '../relay/contenders.ts'
import { UNWATCHED, type Watch } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { newMessages, sendPaced, sendPressed } from './messages.ts'

/** To every socket together. */
const DELIVERIES_PER_SECOND = 10_000
const WRITERS = 20
const LIMIT_MS = 180_000
/**
 * Times what is measured, as fast as they go, before anything is counted: what runs for weeks has been compiled. V8 spends a quarter
 * of a busy server's first minute on that, beside it being slow until then.
 */
const WARM_UP = 1.5

export interface FanOutSize {
  readonly people: number
  readonly seconds: number
}

export async function fanOut(
  contender: Contender,
  { people, seconds }: FanOutSize,
  watch: Watch = UNWATCHED,
): Promise<Row> {
  const stage = await watch.open(contender)
  try {
    const society = newSociety(people)
    await stage.found(society)
    const perSecond = DELIVERIES_PER_SECOND / (people - 1)
    const by = society.people.slice(0, WRITERS)
    const warmUpCount = Math.ceil(perSecond * seconds * WARM_UP)
    const warmUp = newMessages(stage, society, { by, count: warmUpCount })
    const measured = newMessages(stage, society, { by, count: Math.ceil(perSecond * seconds) })
    const heard = [warmUp, measured].map(({ length }) => new Arrivals(length * (people - 1)))
    const [warming, measuring] = heard
    if (warming === undefined || measuring === undefined) throw new Error('nothing is measured')
    let arrivals = warming
    const members = await stage.enterAll(
      society.people.map((person) => ({
        person,
        society,
        onSpans: (spans, at) => arrivals.hear(spans, at),
      })),
    )
    const senders = {
      members: new Map(society.people.map((one, at) => [one, mustBe(members[at])])),
    }
    const warm = async (): Promise<number> => {
      await sendPressed(warmUp, { receivers: people - 1, arrivals, ...senders })
      return arrivals.whenAll()
    }
    const play = async (): Promise<number> => {
      await sendPaced(measured, { perSecond, arrivals, ...senders })
      return arrivals.whenAll()
    }
    await stage.guard(warm(), LIMIT_MS)
    arrivals = measuring
    watch.onStart()
    const cpuBefore = stage.server.cpuUs()
    const mainBefore = stage.server.mainCpuUs()
    await stage.guard(play(), LIMIT_MS)
    watch.onEnd()
    const cpuUs = stage.server.cpuUs() - cpuBefore
    const mainUs = stage.server.mainCpuUs() - mainBefore
    return {
      deliveries: measuring.count,
      'p50, ms': rounded(measuring.within(0.5)),
      'p99, ms': rounded(measuring.within(0.99)),
      'CPU µs each': rounded(cpuUs / measuring.count),
      'main thread, %': Math.round((mainUs / cpuUs) * 100),
      'RSS, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
  } finally {
    await stage.close()
  }
}

/** Two figures behind the point. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

export function mustBe<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('somebody is missing')
  return value
}
