/** The parts of a session, opened together and in the order in which they need each other. */
import {
  type GroupId,
  type Invitation,
  parseDocName,
  type PersonId,
  type PlaceVector,
  type RetractTarget,
} from '@parley/protocol'
import type { Timeline } from '@parley/group'
import type { Device } from '../device.ts'
import { type History, openHistory } from '../conversation/history.ts'
import { isAdmissionAcknowledged } from '../keys/handing.ts'
import { type Keys, newKeys } from '../keys/keys.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import { type Acts, newActs } from '../membership/acts.ts'
import { type Cuts, newCuts } from '../membership/cuts.ts'
import { blamed, textsOf } from '../conversation/hidden.ts'
import { type Digests, newDigests } from '../membership/digests.ts'
import { openEarly, type Early } from '../conversation/early.ts'
import { type FirstSyncs, openFirstSyncs } from '../syncing/first-syncs.ts'
import { type Inviting, openInviting } from '../joining/inviting.ts'
import { type Judging, newJudging } from '../membership/judging.ts'
import { type Leftovers, newLeftovers } from '../conversation/leftovers.ts'
import { type Marks, openMarks } from '../conversation/marks.ts'
import type { Membership } from '../membership/membership.ts'
import { newRecovery, type Recovery } from '../syncing/recovery.ts'
import { type GroupPresence, openPresence } from '../presence/presence.ts'
import { openSegments, type Segments } from '../syncing/segments.ts'
import { newSpeaking, type Speaking } from '../conversation/speaking.ts'
import type { Window } from '../conversation/window.ts'
import {
  openWaiting,
  type Waiting,
  type WaitingContent,
  type WaitingRetract,
} from '../conversation/waiting.ts'

export interface Parts {
  readonly waiting: Waiting
  readonly marks: Marks
  readonly segments: Segments
  readonly firstSyncs: FirstSyncs
  readonly history: History
  readonly early: Early
  readonly leftovers: Leftovers
  readonly judging: Judging
  readonly keys: Keys
  readonly cuts: Cuts
  readonly acts: Acts
  readonly inviting: Inviting
  readonly speaking: Speaking
  readonly recovery: Recovery
  readonly presence: GroupPresence
}

export interface PartsPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  nameOf(person: PersonId): string
  /** What of the conversation is shown. */
  readonly window: Pick<Window, 'shownFrom' | 'isOlderAway'>
  /** The link this device came by. */
  ownInvitation(): Invitation | undefined
  /** `undefined` until it is open. */
  groupDoc(): LiveDoc | undefined
  /** The relay has answered about it, or takes too long. */
  whenSynced(doc: LiveDoc): Promise<void>
  openSegment(segment: number): Promise<LiveDoc>
  /** Resolves when what is open has been read. */
  whenRead(): Promise<void>
  /** Ticks, or what waits, changed. */
  onShown(): void
  caughtUp(): Promise<void>
  onRebuilt(doc: LiveDoc): void
  mayGoOut(content: WaitingContent): 'go' | 'wait' | 'back'
  /** An own leave waits for what is unsent of the segments, and for nothing else. */
  isLeaving(): boolean
}

/** What is read and kept of a group, before anything is done in it. */
type Reading = Pick<
  Parts,
  'waiting' | 'segments' | 'firstSyncs' | 'marks' | 'history' | 'early' | 'leftovers' | 'judging'
> & { readonly digests: Digests }

export async function openParts(ports: PartsPorts): Promise<Parts> {
  const { device, group, membership } = ports
  const reading = await openReading(ports)
  const { digests, segments } = reading
  const doc = () => mustBeOpen(ports.groupDoc())
  const whenSynced = (one: LiveDoc) => ports.whenSynced(one)
  const cuts = newCuts({ digests, segments, groupDoc: doc, whenSynced })
  const keys = newKeys({ device, group, membership, doc })
  const inviting = await openInviting({
    device,
    group,
    membership,
    doc,
    ownInvitation: () => ports.ownInvitation(),
    onKnown: () => ports.onShown(),
  })
  reading.marks.onChange(() => ports.onShown())
  reading.waiting.onChange(() => ports.onShown())
  return {
    ...reading,
    keys,
    cuts,
    acts: newActs({ device, group, membership, keys, cuts, doc }),
    inviting,
    speaking: speakingIn(ports, reading, keys),
    recovery: recoveryIn(ports, reading),
    presence: presenceIn(ports),
  }
}

async function openReading(ports: PartsPorts): Promise<Reading> {
  const { device, group, membership, nameOf, window } = ports
  const { store, tabs, clock } = device
  const newOrderAbove = (last: string | undefined) => newOrder(device, last)
  const waiting = await openWaiting({ store, tabs, group, newOrder: newOrderAbove })
  const openDoc = (segment: number) => ports.openSegment(segment)
  const whenRead = () => ports.whenRead()
  const onUnopened = () => device.notices.tell('storage-failing', group)
  const onEmpty = (segment: number) => {
    if (!firstSyncs.has(segment)) return
    firstSyncs.forget([segment]).catch(() => undefined)
    device.notices.tell('doc-rebuilt', group)
  }
  const kept = { group, store, clock, openDoc, whenRead, onUnopened, onEmpty }
  const segments = await openSegments(kept)
  const marks = await openMarks({ device, group, membership, received: () => receivedIn(segments) })
  const isIn = () => membership.roster().members.has(device.identity.person)
  const firstSyncs = await openFirstSyncs({ store, group, isIn })
  const older = {
    oldestShown: () => window.shownFrom(),
    isOlderAway: () => window.isOlderAway(),
  }
  const shown = { device, group, membership, marks, waiting, firstSyncs, nameOf, ...older }
  const history = await openHistory(shown)
  const early = await openEarly({ ...device, group, onDue: () => judging.retime() })
  const leftovers = newLeftovers({ device, group, timeline: () => history.timeline() })
  const digests = newDigests((segment) =>
    segment === undefined ? ports.groupDoc() : segments.opened().get(segment),
  )
  const judging = newJudging({
    me: device.identity.person,
    roster: () => membership.roster(),
    digestOf: (upto) => digests.digestOf(upto),
    timeOf: (id, hlc, loaded) => early.timeOf(id, hlc, loaded),
    onShown: (lines, loaded) => {
      history.apply(lines, loaded)
      leftovers.take(lines)
      for (const segment of segments.opened().values()) segment.letGo()
    },
    onAnew: (lines) => {
      history.anew(lines)
      leftovers.forget()
      leftovers.take(lines)
    },
    onHidden: (records) => {
      const by = blamed({ roster: membership.roster(), person: device.identity.person, nameOf })
      device.notices.hidden(group, textsOf(records, by))
    },
    onCounted: (records) => {
      const ids = textsOf(records, '').map(({ id }) => id)
      device.notices.shown(group, ids)
    },
  })
  return { waiting, segments, firstSyncs, marks, history, early, leftovers, digests, judging }
}

function speakingIn(ports: PartsPorts, reading: Reading, keys: Keys): Speaking {
  const { device, group, membership } = ports
  const { segments, waiting, history, leftovers } = reading
  return newSpeaking({
    device,
    group,
    membership,
    segments,
    waiting,
    keys,
    leftovers,
    timeline: () => history.timeline(),
    caughtUp: () => ports.caughtUp(),
    mayGoOut: (content) => ports.mayGoOut(content),
  })
}

function recoveryIn(ports: PartsPorts, { waiting, segments, history }: Reading): Recovery {
  const { device, group, membership } = ports
  return newRecovery({
    device,
    group,
    membership,
    waiting,
    segmentOf: (doc) => segmentOf(doc.name),
    onFull: (segment) => segments.fill(segment),
    onRebuilt: (doc) => ports.onRebuilt(doc),
    messagesOf: (targets) => messagesOf(history.timeline(), targets),
    openSegment: (segment) => segments.open(segment),
    isLeaving: () => ports.isLeaving(),
  })
}

function presenceIn({ device, group, membership, nameOf, groupDoc }: PartsPorts): GroupPresence {
  return openPresence({
    device,
    group,
    id: () => groupDoc()?.presenceId(),
    roster: () => membership.roster(),
    epochKey: () => membership.epochKey(),
    // Nobody waits for the key of a light that is out again.
    keyOf: (epoch) => (membership.keyring.has(epoch) ? membership.keyring.keyOf(epoch) : undefined),
    nameOf,
    isShared: () => device.settings.get('presence') !== false,
    isFollowed: () => groupDoc()?.following()?.isSynced() === true,
    isAdmitted: () => {
      const doc = groupDoc()
      return doc !== undefined && isAdmissionAcknowledged({ device, doc: () => doc })
    },
  })
}

/** What is under way on disk is awaited. */
export async function closeParts(parts: Parts): Promise<void> {
  parts.keys.close()
  parts.marks.close()
  parts.presence.close()
  parts.waiting.close()
  parts.early.close()
  await parts.recovery.close()
  await parts.segments.close()
}

function messagesOf(
  timeline: Timeline,
  targets: readonly RetractTarget[],
): readonly WaitingRetract[] {
  const ids = new Set(targets.map(({ id }) => id))
  return timeline
    .everything()
    .filter(({ key }) => timeline.recordsOf(key).some(({ id }) => ids.has(id)))
    .map(({ person, messageId }) => ({ kind: 'retract', person, messageId }))
}

/** What is opened once, and not used before. */
export function mustBeOpen<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the session is not open yet')
  return part
}

/** Places held of every open segment. */
function receivedIn(segments: Segments): PlaceVector {
  return new Map(
    [...segments.opened()].map(([segment, doc]) => {
      const records = doc.records()
      return [
        segment,
        new Map([...records.writers()].map((writer) => [writer, records.placesOf(writer)])),
      ]
    }),
  )
}

function segmentOf(doc: string): number | undefined {
  const name = parseDocName(doc)
  return name?.kind === 'segment' ? name.segment : undefined
}

/** The own clock's next time, in hex: later than every order given before, and unlike any other tab's. */
function newOrder(device: Device, last: string | undefined): string {
  const [, time] = /^([0-9a-f]{16})-/u.exec(last ?? '') ?? []
  if (time !== undefined) device.ownClock.holdOwn(BigInt(`0x${time}`))
  const [high = 0, low = 0] = device.random(2)
  return `${device.ownClock.next().toString(16).padStart(16, '0')}-${high * 256 + low}`
}
