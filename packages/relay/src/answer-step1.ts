/**
 * Sync step 1: what the client lacks, then what this relay lacks. From then on the client follows the
 * document. Rules RE13, RE21 to RE23.
 */
import { parseStateVector } from '@parley/gate'
import {
  CLOSE_CODE,
  encodeSealedMark,
  encodeTyped,
  MESSAGE_TYPE,
  syncFrame,
} from '@parley/protocol'
import { baseDocOf } from './base-doc.ts'
import { hasOnlyCome, isDeparted, mayRead } from './access.ts'
import { type Client, sendClose } from './client.ts'
import type { RelayContext } from './context.ts'
import type { Following } from './fan-out.ts'
import { farewellCost, sendFarewell } from './farewell.ts'
import { sendDeletes, sendEvidence } from './hole-notices.ts'
import type { HeldDoc } from './open-docs.ts'
import { marksFor } from './take-mark.ts'

/** The state vector of a document without a record. */
const EMPTY_STATE = Uint8Array.of(0)
/** One of what a farewell costs takes a turn as long as so many records. */
const RECORDS_FOR_ONE = 32
/** An update without structs and without deletes. */
const NOTHING = Uint8Array.of(0, 0)

export async function answerStep1(
  context: RelayContext,
  client: Client,
  asked: { readonly doc: string; readonly stateVector: Uint8Array },
): Promise<void> {
  const { doc, stateVector } = asked
  const known = parseStateVector(stateVector)
  if (known === undefined) return closeDoc(context, client, doc, 'fatal') // AT63
  if (!client.spend('step1')) return closeDoc(context, client, doc, 'busy') // AT64
  const isNew = context.fanOut.followingOf(client, doc) === undefined
  if (isNew && context.fanOut.followsOf(client) >= context.limits.followsPerSession)
    return closeDoc(context, client, doc, 'busy')
  const base = baseDocOf(doc)
  if (base !== undefined && !context.catalogue.hasDoc(base)) return withhold(context, client, doc)
  await client.drained()
  const held = await context.docs.hold(doc)
  const roster = held.group.roster()
  if (client.isOver()) return held.release()
  if (roster.founded && !mayRead(roster, client, doc)) {
    const isOver = isDeparted(roster, client.device)
    const isTold = isOver || hasOnlyCome(roster, client.device)
    const cost = isTold && doc === held.group.doc ? farewellCost(held) : 0
    const isPaid = cost === 0 || client.spend('farewell', cost)
    if (isPaid && cost > 0) sendFarewell(client, held, known)
    held.release()
    closeDoc(context, client, doc, !isPaid ? 'busy' : isOver ? 'removed' : 'forbidden')
    return client.pay(cost * RECORDS_FOR_ONE)
  }
  if (!roster.founded) {
    held.release()
    return withhold(context, client, doc)
  }
  await serve(context, client, { held, stateVector, asks: true })
}

/** A group that is not here is asked for whole; what it holds then is served by `serveWithheld`. */
function withhold(context: RelayContext, client: Client, doc: string): void {
  const isKept = context.fanOut.followingOf(client, doc)?.state === 'withheld'
  if (!isKept && !context.fanOut.mayWithhold(client, context.limits.withheld))
    return closeDoc(context, client, doc, 'busy') // its client asks again later
  client.send(syncFrame(doc, 'step2', NOTHING))
  client.send(syncFrame(doc, 'step1', EMPTY_STATE))
  context.fanOut.follow({ client, doc, state: 'withheld', release: () => undefined })
}

/** RE22: a follower that was withheld may read now, and gets everything as if it had just asked. */
export async function serveWithheld(
  context: RelayContext,
  { client, doc }: Following,
): Promise<void> {
  const held = await context.docs.hold(doc)
  const stillWaits = context.fanOut.followingOf(client, doc)?.state === 'withheld'
  if (!stillWaits || !mayRead(held.group.roster(), client, doc)) return held.release()
  await serve(context, client, { held, stateVector: EMPTY_STATE, asks: false })
}

interface Serving {
  readonly held: HeldDoc
  readonly stateVector: Uint8Array
  /** Whether the relay's own step 1 follows. */
  readonly asks: boolean
}

/** What the client lacks, then all that changes; nothing falls in between. */
async function serve(
  context: RelayContext,
  client: Client,
  { held, stateVector, asks }: Serving,
): Promise<void> {
  const { live } = held
  const doc = live.name
  await sendEvidence(client, { live, group: held.group, verify: context.verify }, stateVector)
  const known = await sendLargePart(context, client, { held, stateVector })
  const bar = barToFollowing(context, client, held)
  if (client.isOver() || bar !== undefined) {
    held.release()
    return bar && closeDoc(context, client, doc, bar)
  }
  sendDifference(client, held, known)
  sendDeletes(client, held)
  if (asks) client.send(syncFrame(doc, 'step1', live.stateVector()))
  context.fanOut.follow({ client, doc, state: 'reading', release: held.release })
  if (!mayRead(held.group.roster(), client)) return
  context.presence.greet(client, doc)
  await sendMarks(context, client, held)
}

/** What may have changed while an answer waited for room. */
function barToFollowing(
  { docs }: RelayContext,
  client: Client,
  { live, group }: HeldDoc,
): 'forbidden' | 'busy' | undefined {
  if (!mayRead(group.roster(), client, live.name)) return 'forbidden'
  // It was dropped: of what is in memory now the client was sent nothing, and would never hear.
  return docs.peek(live.name)?.live === live ? undefined : 'busy'
}

/** Waits for room before every update, as often as it takes (RE9); answers what the client has then. */
async function sendLargePart(
  { limits }: RelayContext,
  client: Client,
  { held: { live }, stateVector }: Pick<Serving, 'held' | 'stateVector'>,
): Promise<Uint8Array> {
  let known = stateVector
  for (;;) {
    const updates = live.differenceTo(known)
    if (updates.reduce((sum, { length }) => sum + length, 0) <= limits.drainBytes) return known
    known = live.stateVector()
    for (const update of updates) {
      client.send(syncFrame(live.name, 'update', update))
      await client.drained()
    }
  }
}

/** CLOSE for one document; the session goes on. */
export function closeDoc(
  context: RelayContext,
  client: Client,
  doc: string,
  why: keyof typeof CLOSE_CODE,
): void {
  sendClose(client, doc, CLOSE_CODE[why])
  context.presence.leave(client, doc)
  context.fanOut.unfollow(client, doc)
}

function sendDifference(client: Client, { live }: HeldDoc, stateVector: Uint8Array): void {
  const updates = live.differenceTo(stateVector)
  const last = updates.at(-1) ?? NOTHING
  for (const update of updates.slice(0, -1)) client.send(syncFrame(live.name, 'update', update))
  client.send(syncFrame(live.name, 'step2', last))
}

async function sendMarks(context: RelayContext, client: Client, held: HeldDoc): Promise<void> {
  const { live, group } = held
  if (live.name !== group.doc) return
  for (const mark of marksFor(context, client, held)) {
    if (context.fanOut.followingOf(client, live.name)?.state !== 'reading') return
    client.send(encodeTyped(live.name, MESSAGE_TYPE.mark, encodeSealedMark(mark)))
    await client.drained()
  }
}
