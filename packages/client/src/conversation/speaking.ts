/**
 * What this person does in a conversation, turned into records, in the order it was done.
 *
 * Everything works offline; what cannot be sealed or signed yet waits on this device and goes out by
 * itself. An act on a message goes to the segment its message stands in.
 */
import {
  type Hand,
  headsFor,
  mentionsIn,
  type Message,
  messageKey,
  refKey,
  type RecordRef,
  type Timeline,
} from '@parley/group'
import {
  type Confided,
  encodeContent,
  type GroupId,
  fittingMentions,
  MAX_NAMED_RECORDS,
  MAX_RETRACT_TARGETS,
  MAX_TEXT_BYTES,
  type Mention,
  type MessageId,
  parseDocName,
  parseRecord,
  type PersonId,
  type PostParts,
  RECORD_TYPE,
  type RetractBody,
  toMessageId,
  utf8Length,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { TextTooLong } from '../model.ts'
import type { StoreChange } from '../ports.ts'
import { draftRetract, draftSealed } from '../writing/drafts.ts'
import { catchUpWithTabs, keepTime } from '../writing/kept-time.ts'
import type { Leftovers } from './leftovers.ts'
import type { Keys } from '../keys/keys.ts'
import type { Membership } from '../membership/membership.ts'
import type { Segments } from '../syncing/segments.ts'
import type { Waiting, WaitingAct, WaitingContent, WaitingRetract } from './waiting.ts'
import { givenBack } from './words-back.ts'

export interface SpeakingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly segments: Segments
  readonly waiting: Waiting
  readonly keys: Keys
  readonly leftovers: Leftovers
  timeline(): Timeline
  /** What was just written has been read into the timeline. */
  caughtUp(): Promise<void>
  /** By the group's rules now: it may go out, has to wait a while, or goes back to the person in words. */
  mayGoOut(content: WaitingContent): 'go' | 'wait' | 'back'
}

/** What an act is about: a message of the timeline, or an own one that waits itself. */
export interface Target {
  readonly person: PersonId
  readonly messageId: MessageId
  /** `undefined`: wherever it stands when the act goes out. */
  readonly segment: number | undefined
}

export interface Speaking {
  /** Whether records can be sealed and signed: a membership is here, and a key. */
  isReady(): boolean
  /** `id`: of the message, where whoever asks may ask twice. */
  post(text: string, parts: PostParts, id?: MessageId): Promise<void>
  edit(message: Target, text: string, mentions: readonly Mention[]): Promise<void>
  react(message: Target, emoji: string): Promise<void>
  unreact(message: Message, emoji: string): Promise<void>
  pin(message: Target): Promise<void>
  unpin(message: Message): Promise<void>
  retract(message: Message): Promise<void>
  /** A hand of an id of its own goes up. */
  raise(): Promise<void>
  lower(hand: Pick<Hand, 'person' | 'messageId'>, called: boolean): Promise<void>
  /** What was sealed once more, to some of the group. */
  confide(confided: Confided): Promise<void>
  /** Changes a post that is still waiting; an empty text takes it away. False: it has gone out meanwhile. */
  amend(act: WaitingAct, text: string, mentions: readonly Mention[]): Promise<boolean>
  /** Takes back an act that is still waiting. False: it has gone out meanwhile. */
  withdraw(act: WaitingAct): Promise<boolean>
  /** Sends what waits, when that can be done. */
  flush(): Promise<void>
  /** Names by a retract what outlived its deletion. */
  takeBackLeft(): Promise<void>
}

export function newSpeaking(ports: SpeakingPorts): Speaking {
  return new OrderlySpeaking(ports)
}

class OrderlySpeaking implements Speaking {
  readonly #ports: SpeakingPorts
  /** Where own posts went: the timeline learns it a moment later. */
  readonly #posted = new Map<MessageId, number>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: SpeakingPorts) {
    this.#ports = ports
  }

  isReady(): boolean {
    const { device, membership } = this.#ports
    const roster = membership.roster()
    return (
      roster.members.has(device.identity.person) &&
      (!roster.encrypted || membership.epochKey() !== undefined)
    )
  }

  async post(text: string, parts: PostParts, id?: MessageId): Promise<void> {
    assertFits(text)
    const messageId = id ?? newMessageId(this.#ports.device)
    const mentions = mentionsToSend(text, parts.mentions ?? [])
    await this.#say({ kind: 'post', messageId, text, ...parts, mentions }, undefined)
  }

  async edit(
    { messageId, segment }: Target,
    text: string,
    mentions: readonly Mention[],
  ): Promise<void> {
    assertFits(text)
    const named = mentionsToSend(text, mentions)
    await this.#say({ kind: 'edit', messageId, text, mentions: named }, segment)
  }

  async react({ messageId, person, segment }: Target, emoji: string): Promise<void> {
    await this.#say({ kind: 'react', messageId, person, emoji }, segment)
  }

  async unreact({ messageId, person, segment, reactions }: Message, emoji: string): Promise<void> {
    const me = this.#ports.device.identity.person
    const records = reactions.find((reaction) => reaction.emoji === emoji)?.records.get(me) ?? []
    if (records.length > 0)
      await this.#say({ kind: 'unreact', messageId, person, emoji, records }, segment)
  }

  async pin({ messageId, person, segment }: Target): Promise<void> {
    await this.#say({ kind: 'pin', messageId, person }, segment)
  }

  async unpin({ messageId, person, segment, pin }: Message): Promise<void> {
    const standing = pin?.records ?? []
    for (let at = 0; at < standing.length; at += MAX_NAMED_RECORDS) {
      const records = standing.slice(at, at + MAX_NAMED_RECORDS)
      await this.#say({ kind: 'unpin', messageId, person, records }, segment)
    }
  }

  async raise(): Promise<void> {
    await this.#say({ kind: 'hand', messageId: newMessageId(this.#ports.device) }, undefined)
  }

  async lower(
    { person, messageId }: Pick<Hand, 'person' | 'messageId'>,
    called: boolean,
  ): Promise<void> {
    await this.#say({ kind: 'lower', messageId, person, called }, undefined)
  }

  confide(confided: Confided): Promise<void> {
    return this.#say({ kind: 'confided', ...confided }, undefined)
  }

  retract(message: Message): Promise<void> {
    return this.#inTurn(() => retractAll(this.#ports, message))
  }

  amend(act: WaitingAct, text: string, mentions: readonly Mention[]): Promise<boolean> {
    const { waiting } = this.#ports
    if (text === '') return this.withdraw(act)
    return this.#inTurn(async () => {
      assertFits(text)
      const current = await this.#current(act)
      if (current?.content.kind !== 'post') return false
      const named = mentionsToSend(text, mentions)
      await waiting.replace({ ...current, content: { ...current.content, text, mentions: named } })
      return true
    })
  }

  withdraw(act: WaitingAct): Promise<boolean> {
    const { device, waiting } = this.#ports
    return this.#inTurn(async () => {
      if ((await this.#current(act)) === undefined) return false
      const { kind, messageId } = act.content
      const gone =
        kind === 'post'
          ? waiting.list().filter(({ content }) => content.messageId === messageId)
          : [act]
      await device.store.write(gone.map(waiting.removal))
      gone.forEach((one) => waiting.drop(one))
      return true
    })
  }

  flush(): Promise<void> {
    return this.#inTurn(() => this.#flushInTurn())
  }

  takeBackLeft(): Promise<void> {
    const { leftovers, caughtUp } = this.#ports
    if (!leftovers.isAny()) return Promise.resolve()
    return this.#inTurn(async () => {
      // A deletion that is under way has named what it names.
      await caughtUp()
      if (!this.isReady()) return
      for (const { message, records } of leftovers.due())
        await retractRecords(this.#ports, message, records)
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  #say(
    content: Exclude<WaitingContent, WaitingRetract>,
    segment: number | undefined,
  ): Promise<void> {
    const { device, group, waiting } = this.#ports
    return this.#inTurn(async () => {
      await Promise.all([waiting.look(), catchUpWithTabs(device.store, device.ownClock)])
      const { messageId, kind } = content
      // Said before, and not gone out yet: it may have been changed meanwhile.
      const isSame = ({ content: one }: WaitingAct) =>
        one.kind === 'post' && one.messageId === messageId
      if (kind === 'post' && waiting.list().some(isSame)) return
      if (this.isReady() && this.#mayGoNow(content) && (await this.#prepared()))
        return this.#append(content, segment, [])
      await waiting.add({ content, segment, writtenAt: device.ownClock.now(), refusedCount: 0 })
      // It is kept and shown: what fails from here on is tried again, and must not look unkept.
      await this.#flushInTurn().catch(() => device.notices.tell('storage-failing', group))
    })
  }

  async #flushInTurn(): Promise<void> {
    const { waiting } = this.#ports
    for (
      let next = this.#nextOut();
      next !== undefined &&
      (this.#ports.mayGoOut(next.content) === 'back' || (await this.#prepared()));
      next = this.#nextOut()
    ) {
      const act = await this.#current(next)
      const ruling = act === undefined ? 'go' : this.#ports.mayGoOut(act.content)
      if (ruling === 'wait') return
      if (act !== undefined) await (ruling === 'go' ? this.#sendOut(act) : this.#giveBack(act))
      // Until it has been read it is shown, and acted on, as what waits.
      await this.#ports.caughtUp()
      waiting.drop(next)
    }
  }

  /** The first whose time has come; what is done to a post that must wait waits with it. */
  #nextOut(): WaitingAct | undefined {
    const held = new Set<MessageId>()
    return this.#ports.waiting.list().find(({ content }) => {
      const isHeld = held.has(content.messageId) || this.#ports.mayGoOut(content) === 'wait'
      if (isHeld) held.add(content.messageId)
      return !isHeld
    })
  }

  /** Nothing that could go out stands before it, nor what it is about. */
  #mayGoNow(content: WaitingContent): boolean {
    const isAbout = (act: WaitingAct) => act.content.messageId === content.messageId
    return (
      this.#nextOut() === undefined &&
      !this.#ports.waiting.list().some(isAbout) &&
      this.#ports.mayGoOut(content) !== 'wait'
    )
  }

  /** A key to write under is here, made for this if need be. */
  async #prepared(): Promise<boolean> {
    return (await this.#ports.keys.prepare()) && this.isReady()
  }

  async #sendOut(act: WaitingAct): Promise<void> {
    const { waiting, device, timeline } = this.#ports
    const { content, segment } = act
    if (content.kind !== 'retract') {
      await catchUpWithTabs(device.store, device.ownClock)
      return this.#append(content, segment, [waiting.removal(act)])
    }
    const message = timeline().get(refKey(content))
    if (message?.deleted === false) await retractAll(this.#ports, message)
    await device.store.write([waiting.removal(act)])
  }

  /** The rules do not let it out any more: what was written is the person's, in words. */
  async #giveBack(act: WaitingAct): Promise<void> {
    const { device, group, waiting, membership } = this.#ports
    const isIn = membership.roster().members.has(device.identity.person)
    const back = givenBack(device, { group, isIn }, act.content)
    await device.store.write([...back.changes, waiting.removal(act)])
    back.show()
  }

  /** What another tab has sent is not sent again, and what comes next is later than that. */
  async #current(act: WaitingAct): Promise<WaitingAct | undefined> {
    const { device, group, waiting } = this.#ports
    if (!waiting.list().some(({ key }) => key === act.key)) return undefined
    const current = await waiting.current(act)
    if (current !== undefined) return current
    await device.outbox.reload()
    for (const doc of device.outbox.docs().filter((name) => parseDocName(name)?.group === group)) {
      for (const { bytes } of device.outbox.recordsOf(doc)) {
        const record = parseRecord(bytes)
        if (record !== undefined) device.ownClock.holdOwn(record.header.hlc)
      }
    }
    return undefined
  }

  #segmentFor(content: WaitingContent): number {
    const { device, segments, timeline } = this.#ports
    if (content.kind === 'post') return segments.current()
    const person = 'person' in content ? content.person : device.identity.person
    const message = timeline().get(messageKey(person, content.messageId))
    return this.#posted.get(content.messageId) ?? message?.segment ?? segments.current()
  }

  /** After what other tabs wrote last has been taken in. */
  async #append(
    content: Exclude<WaitingContent, WaitingRetract>,
    segment: number | undefined,
    alongside: readonly StoreChange[],
  ): Promise<void> {
    const { device, membership, segments } = this.#ports
    const number = segment ?? this.#segmentFor(content)
    const doc = await segments.open(number)
    const hlc = device.ownClock.next()
    const draft = draftSealed({
      recordType: RECORD_TYPE.envelope,
      hlc,
      heads: headsFor(membership.roster(), device.identity.person),
      placesHeld: doc.records().placesCount(),
      epoch: membership.epochKey(),
      content: encodeContent(content),
      random: device.random,
    })
    await doc.appender.append([draft], [...alongside, keepTime(hlc)])
    device.link.hurry()
    if (content.kind === 'post') this.#posted.set(content.messageId, number)
  }
}

/** Every record of the message that is held, by segment: its post, which stands for it, and all its edits. */
async function retractAll(ports: SpeakingPorts, message: Message): Promise<void> {
  const isShown = ({ segment, writer, clock }: RecordRef): boolean =>
    segment === message.segment && writer === message.writer && clock === message.clock
  const held = ports.timeline().recordsOf(message.key)
  const records = [...held.filter(isShown), ...held.filter((record) => !isShown(record))]
  await retractRecords(ports, message, records)
}

async function retractRecords(
  { device, membership, segments }: SpeakingPorts,
  message: RetractBody['message'],
  records: readonly RecordRef[],
): Promise<void> {
  for (const segment of new Set(records.map((record) => record.segment))) {
    const targets = records.filter((record) => record.segment === segment)
    const doc = await segments.open(segment)
    const heads = headsFor(membership.roster(), device.identity.person)
    for (let at = 0; at < targets.length; at += MAX_RETRACT_TARGETS) {
      const some = targets.slice(at, at + MAX_RETRACT_TARGETS)
      const header = { hlc: device.ownClock.next(), heads }
      await doc.appender.append([draftRetract(header, { message, targets: some })])
    }
  }
}

export function newMessageId(device: Pick<Device, 'random'>): MessageId {
  return toMessageId(device.random(16))
}

/** Those that count, as far as a message holds them. */
function mentionsToSend(text: string, mentions: readonly Mention[]): readonly Mention[] {
  return fittingMentions(mentionsIn(text, mentions))
}

function assertFits(text: string): void {
  const bytes = utf8Length(text)
  if (bytes > MAX_TEXT_BYTES) throw new TextTooLong(MAX_TEXT_BYTES, bytes)
}
