/**
 * Saturation: twenty people write as fast as the server reads, in a group of fifty. How many deliveries a
 * second come out, and which side was the bottleneck.
 */
import { newSociety } from '../people/society.ts'
import { Arrivals } from '../relay/arrivals.ts'
import type { Contender } from '../relay/contenders.ts'
import { UNWATCHED, type Watch } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe, rounded } from './fan-out.ts'
import { newMessages, sendPressed } from './messages.ts'

const PEOPLE = 50
const WRITERS = 20
const LIMIT_MS = 240_000
/** Before anything is counted: what runs for weeks has been compiled. */
const WARM_UP_MESSAGES = 4_000

export async function saturation(
  contender: Contender,
  { messages: count }: { readonly messages: number },
  watch: Watch = UNWATCHED,
): Promise<Row> {
  const stage = await watch.open(contender)
  try {
    const society = newSociety(PEOPLE)
    await stage.found(society)
    const by = society.people.slice(0, WRITERS)
    const warmUp = newMessages(stage, society, { by, count: Math.min(count, WARM_UP_MESSAGES) })
    const messages = newMessages(stage, society, { by, count })
    const receivers = PEOPLE - 1
    let arrivals = new Arrivals(warmUp.length * receivers)
    const entered = await stage.enterAll(
      society.people.map((person) => ({
        person,
        society,
        onSpans: (spans, at) => arrivals.hear(spans, at),
      })),
    )
    const members = new Map(society.people.map((one, at) => [one, mustBe(entered[at])]))
    const send = async (some: typeof messages): Promise<number> => {
      await sendPressed(some, { receivers, members, arrivals })
      return arrivals.whenAll()
    }
    await stage.guard(send(warmUp), LIMIT_MS)
    arrivals = new Arrivals(count * receivers)
    watch.onStart()
    const startedAt = performance.now()
    const before = { server: stage.server.cpuUs(), client: process.cpuUsage() }
    const tookMs = (await stage.guard(send(messages), LIMIT_MS)) - startedAt
    watch.onEnd()
    const client = process.cpuUsage(before.client)
    const share = (us: number): number => Math.round(us / 10 / tookMs)
    return {
      messages: count,
      'deliveries/s': Math.round((arrivals.count / tookMs) * 1_000),
      'CPU µs each': rounded((stage.server.cpuUs() - before.server) / arrivals.count),
      'server, % of a core': share(stage.server.cpuUs() - before.server),
      'clients, % of a core': share(client.user + client.system),
      'p99, ms': rounded(arrivals.within(0.99)),
      'RSS, MB': Math.round(stage.server.rssBytes() / 1e6),
    }
  } finally {
    await stage.close()
  }
}
