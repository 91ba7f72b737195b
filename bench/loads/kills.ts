/**
 * Killed at any moment: a server that loses its process while somebody writes, and what of it is there
 * when it is started again. What was acknowledged must be; what others had already seen is told too.
 */
import { MESSAGE_TYPE, parseAcks, parseFrame } from '@parley/protocol'
import { newSociety } from '../people/society.ts'
import type { Society } from '../people/society.ts'
import { type Contender, PARLEY } from '../relay/contenders.ts'
import type { Span } from '../relay/places.ts'
import { Stage } from '../relay/stage.ts'
import type { Row } from '../report.ts'
import { mustBe } from './fan-out.ts'
import { type Message, newMessages } from './messages.ts'

/** Written in one trial, one every few milliseconds; it is killed before they are out. */
const MESSAGES = 1_000
const EVERY_MS = 2
const AFTERWARDS_MS = 500
/** From when the first message was seen by another. */
const KILL_AFTER_MS = { from: 20, to: 600 }

export async function kills(
  contender: Contender,
  { trials }: { readonly trials: number },
): Promise<Row> {
  const stage = await Stage.open(contender)
  const society = newSociety(2)
  const total = { sent: 0, acked: 0, seen: 0, lostAcked: 0, lostSeen: 0 }
  try {
    await stage.found(society)
    for (let trial = 0; trial < trials; trial++) {
      const by = [mustBe(society.people[0])]
      // Each trial is a page load of its own: what was lost leaves no gap before what comes.
      const writing = { by, count: MESSAGES, pageLoad: trial + 1 }
      const messages = newMessages(stage, society, writing)
      const told = await writeUntilKilled(stage, { society, messages, afterMs: killAfterMs(trial) })
      const there = await placesAt(stage, society)
      total.sent += told.sent.size
      total.acked += told.acked.size
      total.seen += told.seen.size
      for (const place of told.acked) if (!there.has(place)) total.lostAcked++
      for (const place of told.seen) if (!there.has(place)) total.lostSeen++
    }
    return {
      kills: trials,
      sent: total.sent,
      acknowledged: contender.acknowledges === undefined ? undefined : total.acked,
      'lost of those': contender.acknowledges === undefined ? undefined : total.lostAcked,
      'seen by another': total.seen,
      'lost of these': total.lostSeen,
      'acknowledged means': contender.acknowledges ?? 'no such word',
    }
  } finally {
    await stage.close()
  }
}

/** Spread over the range, the same in every run. */
function killAfterMs(trial: number): number {
  const { from, to } = KILL_AFTER_MS
  return from + ((trial * 0.618034) % 1) * (to - from)
}

interface Told {
  readonly sent: ReadonlySet<string>
  readonly acked: ReadonlySet<string>
  readonly seen: ReadonlySet<string>
}

interface Trial {
  readonly society: Society
  readonly messages: readonly Message[]
  readonly afterMs: number
}

async function writeUntilKilled(
  stage: Stage,
  { society, messages, afterMs }: Trial,
): Promise<Told> {
  const [writer, reader] = society.people
  const [sent, acked, seen] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const known = new Map(messages.map((one) => [placeOf(one), one]))
  const inOrder = [...known.keys()]
  const onSpans = (spans: readonly Span[]): void => {
    for (const place of placesIn(spans)) if (known.has(place)) seen.add(place)
  }
  const onAck = (frame: Uint8Array): void => {
    for (const place of ackedBy(stage.contender, frame, { inOrder, sent, acked })) acked.add(place)
  }
  const [by] = await stage.enterAll([
    { person: mustBe(writer), society, onAck },
    { person: mustBe(reader), society, onSpans },
  ])
  let killAt: number | undefined
  for (const message of messages) {
    if (seen.size > 0) killAt ??= performance.now() + afterMs
    if (killAt !== undefined && performance.now() > killAt) break
    mustBe(by).say(message.frame)
    sent.add(placeOf(message))
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  await stage.restart('kill')
  return { sent, acked, seen }
}

/** Parley names what it keeps; SyncStatus means one more update in the order they were sent. */
function ackedBy(
  contender: Contender,
  frame: Uint8Array,
  so: {
    readonly inOrder: readonly string[]
    readonly sent: ReadonlySet<string>
    readonly acked: ReadonlySet<string>
  },
): readonly string[] {
  if (contender !== PARLEY) return so.inOrder.slice(so.acked.size, so.acked.size + 1)
  const parsed = parseFrame(Uint8Array.from(frame))
  const acks = parsed?.type === MESSAGE_TYPE.ack ? parseAcks(parsed.payload) : undefined
  return [...so.sent].filter((place) => {
    const [writer, clock] = place.split(' ').map(Number)
    return acks?.some((ack) => ack.writer === writer && mustBe(clock) < ack.clock)
  })
}

/** Every record of the conversation that a newcomer is given. */
async function placesAt(stage: Stage, society: Society): Promise<ReadonlySet<string>> {
  const there = new Set<string>()
  const member = stage.enter({
    person: mustBe(society.people[1]),
    society,
    onSpans: (spans) => placesIn(spans).forEach((place) => there.add(place)),
  })
  await member.complete()
  // Some answer at once and read their store afterwards.
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS))
  stage.dismiss([member])
  return there
}

function placesIn(spans: readonly Span[]): readonly string[] {
  return spans.flatMap(({ writer, clock, count }) =>
    Array.from({ length: count }, (_, at) => `${writer} ${clock + at}`),
  )
}

function placeOf({ written: { writer, clock } }: Message): string {
  return `${writer} ${clock}`
}
