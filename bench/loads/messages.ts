/** Messages prepared beforehand, so that signing them is not what is measured; and sending them in time. */
import { hlcAt } from '@parley/protocol'
import type { Person, Written } from '../people/person.ts'
import type { Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import type { Arrivals } from '../relay/arrivals.ts'
import type { Member } from '../relay/member.ts'
import type { Stage } from '../relay/stage.ts'

export interface Message {
  readonly by: Person
  readonly written: Written
  readonly frame: Uint8Array
}

/** So that no two are written at the same time. */
let written = 0

export interface Writing {
  readonly by: readonly Person[]
  readonly count: number
  /** Which page load of each of them; those of one follow each other without a gap. */
  readonly pageLoad?: number
}

/** In turns by these people, in one segment of the group. */
export function newMessages(
  stage: Pick<Stage, 'frameOf'>,
  society: Society,
  { by, count, pageLoad = 1 }: Writing,
): readonly Message[] {
  return Array.from({ length: count }, (_, at) => {
    const person = by[at % by.length]
    if (person === undefined) throw new Error('nobody writes')
    const hlc = hlcAt(Date.now() - 3_600_000) + BigInt(++written)
    const post = person.post(society.group, { hlc, heads: society.heads, pageLoad })
    return { by: person, written: post, frame: stage.frameOf(post.doc, updateOf([post])) }
  })
}

/** Sends each when its time has come. */
export async function sendPaced(
  messages: readonly Message[],
  { perSecond, members, arrivals }: { perSecond: number; arrivals: Arrivals } & Senders,
): Promise<void> {
  const startedAt = performance.now()
  for (const [at, message] of messages.entries()) {
    const wait = startedAt + (at * 1_000) / perSecond - performance.now()
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
    sendNow(message, members, arrivals)
  }
}

/** Deliveries that are out at a time: enough to keep the server busy, too few to fill any queue. */
const WINDOW = 100_000
/** Messages after which the clients' sockets get a turn. */
const TURN_MESSAGES = 20

/** Sends as fast as the server passes on. Every message goes to so many `receivers`. */
export async function sendPressed(
  messages: readonly Message[],
  { receivers, members, arrivals }: { receivers: number; arrivals: Arrivals } & Senders,
): Promise<void> {
  for (const [at, message] of messages.entries()) {
    while (at * receivers - arrivals.count > WINDOW)
      await new Promise((resolve) => setImmediate(resolve))
    if (at % TURN_MESSAGES === 0) await new Promise((resolve) => setImmediate(resolve))
    sendNow(message, members, arrivals)
  }
}

export interface Senders {
  readonly members: ReadonlyMap<Person, Member>
}

export function sendNow(
  { by, written: { writer, clock }, frame }: Message,
  members: ReadonlyMap<Person, Member>,
  arrivals: Arrivals,
): void {
  arrivals.sent(writer, clock)
  members.get(by)?.say(frame)
}
