/**
 * An update from a client: judged, applied, passed on, and acknowledged once it is durable.
 *
 * Passing on does not wait for the disk: whoever got a record early still holds it when this relay
 * lost it, and its author, who has no ACK, sends it again. The ACK is what waits. Rules RE14 to RE20, RE45, RE63.
 */
import {
  type Acknowledgement,
  type NackReason,
  parseDocName,
  type Place,
  type Refusal,
} from '@parley/protocol'
import { type Admission, admitUpdate, type Judged } from './admission.ts'
import { closeDoc } from './answer-step1.ts'
import { type Client, sendAcks, sendRefusals } from './client.ts'
import type { RelayContext } from './context.ts'
import { countOne } from './counts.ts'
import { deskOfTalk, type OpenedDesk, openedDesks } from './desk-talks.ts'
import { type Fare, newFare } from './fare.ts'
import { isFounding } from './group-admission.ts'
import type { HeldDoc } from './open-docs.ts'
import { siteVerifier } from './site-verifier.ts'
import { spread } from './spread.ts'

/** An update outside the grammar counts as this many bad records. */
const FATAL_FAULTS = 10

export async function takeUpdate(
  context: RelayContext,
  client: Client,
  sent: { readonly doc: string; readonly update: Uint8Array },
): Promise<void> {
  const held = context.docs.holdOpen(sent.doc) ?? (await context.docs.hold(sent.doc))
  const fare = newFare(client, held.group)
  try {
    const mayEnter = fare.mayEnter(sent.update)
    const isNew = !client.mayFound && !held.group.roster().founded
    const desks = isNew ? await openedDesks(context, client) : []
    const all = { ...sent, held, fare, desks }
    const admission = mayEnter ? admit(context, client, all) : undefined
    if (admission === undefined) closeDoc(context, client, sent.doc, 'busy')
    else answer(context, client, { ...all, admission })
    await fare.settle(admission)
  } finally {
    held.release()
  }
}

interface Sent {
  readonly doc: string
  readonly update: Uint8Array
  readonly held: HeldDoc
  readonly fare: Fare
  /** Of who may not found groups of their own. */
  readonly desks: readonly OpenedDesk[]
}

function admit(context: RelayContext, client: Client, sent: Sent): Admission {
  const { catalogue, contradictions, limits, verify, clock } = context
  const { live, group } = sent.held
  return admitUpdate(sent.update, {
    live,
    group,
    by: client,
    verify,
    verifySite: siteVerifier(verify),
    isBarred: (device) => contradictions.isBarred(group.id, device),
    mayReduce: sent.fare.mayReduce,
    now: clock.now(),
    lastSegment: catalogue.lastSegment(group.id),
    segmentsAhead: limits.segmentsAhead,
    groupBytes: limits.groupBytes,
  })
}

function answer(
  context: RelayContext,
  client: Client,
  { doc, held, fare, desks, admission }: Sent & { readonly admission: Admission },
): void {
  const { group } = held
  if (admission.type === 'fatal') {
    context.log({ type: 'update-refused', doc, broke: admission.broke })
    context.counts.updatesFatal++
    closeDoc(context, client, doc, 'fatal')
    if (!client.spend('fault', FATAL_FAULTS)) client.endTooFast()
    return
  }
  if (admission.type === 'forbidden') return closeDoc(context, client, doc, 'forbidden')
  const { verdict } = admission
  if (isAbuse(client, verdict)) return client.endTooFast()
  const changesGroup = doc === group.doc && verdict.update !== undefined
  if (changesGroup && !fare.mayKeep(verdict.accepted))
    return sendRefusals(client, doc, firstPlaces(verdict).map(toRefusal('policy:rate')))
  if (verdict.accepted.some((one) => isFounding(one, group.roster()))) {
    const bar = barToFounding(context, client, { doc, verdict, desks })
    if (bar !== undefined) return closeDoc(context, client, doc, bar)
    client.refills.add(group.id)
  }
  if (!client.spend('carried', admission.carriedCount))
    return sendRefusals(client, doc, firstPlaces(verdict).map(toRefusal('policy:busy')))
  if (verdict.update !== undefined) keep(context, client, { held, verdict })
  for (const { reason } of verdict.refusals) countOne(context.counts.refused, reason)
  sendRefusals(client, doc, verdict.refusals)
  answerWhenDurable(context, client, { held, verdict })
}

/**
 * RE45: at a closed relay, who was invited founds groups, and who is in one has a document of their own.
 * RE63: who came by a desk link founds talks with that desk, of which one desk takes so many a day.
 * RE65: a relay that carries groups brings those.
 */
function barToFounding(
  { catalogue, meters, limits }: RelayContext,
  client: Client,
  { doc, verdict, desks }: Pick<Sent, 'doc' | 'desks'> & { readonly verdict: Judged },
): 'uninvited' | 'busy' | undefined {
  const name = parseDocName(doc)
  const isPersonal = name?.kind === 'person'
  const isCarried = name !== undefined && client.mirrors.has(name.group)
  const [known] = catalogue.basesOf(client.device)
  const isFree = client.mayFound || isCarried || (isPersonal && known !== undefined)
  const desk = isFree || isPersonal ? undefined : deskOfTalk(verdict, desks)
  if (!isFree && desk === undefined) return 'uninvited'
  if (!client.spend('founding')) return 'busy'
  if (desk === undefined) return undefined
  return meters.spend(`talks ${desk.team}`, 1, limits.deskTalks) ? undefined : 'busy'
}

function keep(
  context: RelayContext,
  client: Client,
  { held, verdict }: { held: HeldDoc; verdict: Judged },
): void {
  if (verdict.update === undefined) return
  const { live, group } = held
  group.storedBytes += verdict.update.length
  context.counts.recordsTaken += verdict.accepted.length
  context.purging.remember(held, verdict.accepted)
  const plain = verdict.isPlain ? verdict.accepted : undefined
  void live.apply(verdict.update, plain).catch(() => undefined) // answered by answerWhenDurable
  spread(context, { held, accepted: verdict.accepted, updates: [verdict.update], except: client })
  live.tidyGrown(context.limits.compactEntries)
}

/** RE16: ACK what is durable now; when the disk failed, ask for the same bytes later. */
function answerWhenDurable(
  { clock, counts }: RelayContext,
  client: Client,
  { held: { live }, verdict }: { readonly held: HeldDoc; readonly verdict: Judged },
): void {
  const acks = new Map(verdict.held.map(({ writer, clock }) => [writer, clock]))
  for (const { place } of verdict.accepted) acks.set(place.writer, place.clock + 1)
  if (acks.size === 0) return
  const takenAt = clock.now()
  live.settled().then(
    () => {
      counts.acknowledged(clock.now() - takenAt)
      sendAcks(client, live.name, [...acks].map(toAck))
    },
    () => sendRefusals(client, live.name, firstPlaces(verdict).map(toRefusal('policy:busy'))),
  )
}

function toAck([writer, clock]: readonly [number, number]): Acknowledgement {
  return { writer, clock }
}

function toRefusal(reason: NackReason): (place: Place) => Refusal {
  return ({ writer, clock }) => ({ writer, clock, reason, needs: [] })
}

/** Where each writer's accepted records begin. */
function firstPlaces({ accepted }: Judged): readonly Place[] {
  const first = new Map<number, Place>()
  for (const { place } of accepted) if (!first.has(place.writer)) first.set(place.writer, place)
  return [...first.values()]
}

/** RE8: every bad record cost a signature check or more, and an honest client sends hardly any. */
function isAbuse(client: Client, { refusals }: Judged): boolean {
  const count = refusals.filter(({ reason }) => reason === 'bad').length
  return count > 0 && !client.spend('fault', count)
}
