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
import { type Message, newMessages, sendNow } from './messages.ts'

const PEOPLE = 50
const WRITERS = 20
const LIMIT_MS = 240_000
/** Deliveries that are out at a time: enough to keep the server busy, too few to fill any queue. */
const WINDOW = 100_000

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
    const messages = newMessages(stage, society, { by, count })
    const arrivals = new Arrivals(count * (PEOPLE - 1))
    const entered = await stage.enterAll(
      society.people.map((person) => ({ person, society, onSpans: arrivals.hear })),
    )
    const members = new Map(society.people.map((one, at) => [one, mustBe(entered[at])]))
    watch.onStart()
    const startedAt = performance.now()
    const before = { server: stage.server.cpuUs(), client: process.cpuUsage() }
    const send = async (): Promise<number> => {
      await sendAll(messages, (message) => sendNow(message, members, arrivals), arrivals)
      return arrivals.whenAll()
    }
    const tookMs = (await stage.guard(send(), LIMIT_MS)) - startedAt
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

async function sendAll(
  messages: readonly Message[],
  send: (message: Message) => void,
  arrivals: Arrivals,
): Promise<void> {
  for (const [at, message] of messages.entries()) {
    while (at * (PEOPLE - 1) - arrivals.count > WINDOW)
      await new Promise((resolve) => setImmediate(resolve))
    if (at % WRITERS === 0) await new Promise((resolve) => setImmediate(resolve))
    send(message)
  }
}
