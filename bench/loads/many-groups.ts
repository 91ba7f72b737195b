/** Many small groups at once: five hundred of four people, each with a message a second. */
import { newSociety } from '../people/society.ts'
import { Arrivals } from '../relay/arrivals.ts'
import type { Contender } from '../relay/contenders.ts'
import { type Arrival, UNWATCHED, type Watch } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe, rounded } from './fan-out.ts'
import { type Message, newMessages, sendPaced, sendPressed } from './messages.ts'

const PEOPLE = 4
const AT_ONCE = 25
const LIMIT_MS = 180_000
/** In each group, before anything is counted: what runs for weeks has been compiled. */
const WARM_UP_MESSAGES = 10

export async function manyGroups(
  contender: Contender,
  { groups, seconds }: { readonly groups: number; readonly seconds: number },
  watch: Watch = UNWATCHED,
): Promise<Row> {
  const stage = await watch.open(contender)
  try {
    const societies = Array.from({ length: groups }, () => newSociety(PEOPLE))
    for (let at = 0; at < groups; at += AT_ONCE)
      await Promise.all(societies.slice(at, at + AT_ONCE).map((one) => stage.found(one)))
    const receivers = PEOPLE - 1
    const warming = new Arrivals(groups * WARM_UP_MESSAGES * receivers)
    const measuring = new Arrivals(groups * seconds * receivers)
    let arrivals = warming
    const people = societies.flatMap((society) =>
      society.people.map((person): Arrival => ({
        person,
        society,
        onSpans: (spans, at) => arrivals.hear(spans, at),
      })),
    )
    const entered = await stage.enterAll(people)
    const members = new Map(people.map(({ person }, at) => [person, mustBe(entered[at])]))
    const inTurn = (count: number): readonly Message[] => {
      const ofGroups = societies.map((society) =>
        newMessages(stage, society, { by: society.people, count }),
      )
      return Array.from({ length: count }, (_, at) => ofGroups.map((own) => mustBe(own[at]))).flat()
    }
    const [warmUp, messages] = [inTurn(WARM_UP_MESSAGES), inTurn(seconds)]
    const warm = async (): Promise<number> => {
      await sendPressed(warmUp, { receivers, members, arrivals })
      return arrivals.whenAll()
    }
    await stage.guard(warm(), LIMIT_MS)
    arrivals = measuring
    watch.onStart()
    const cpuBefore = stage.server.cpuUs()
    const play = async (): Promise<number> => {
      await sendPaced(messages, { perSecond: groups, members, arrivals: measuring })
      return measuring.whenAll()
    }
    await stage.guard(play(), LIMIT_MS)
    watch.onEnd()
    const cpuUs = stage.server.cpuUs() - cpuBefore
    return {
      deliveries: measuring.count,
      'p50, ms': rounded(measuring.within(0.5)),
      'p99, ms': rounded(measuring.within(0.99)),
      'CPU µs each': rounded(cpuUs / measuring.count),
      'RSS, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
  } finally {
    await stage.close()
  }
}
