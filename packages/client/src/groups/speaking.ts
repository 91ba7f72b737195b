/**
 * What this person does in a conversation, turned into records, in the order it was done.
 *
 * Everything works offline; what cannot be sealed or signed yet waits on this device and goes out by
 * itself. An act on a message goes to the segment its message stands in.
 */
import { headsFor, type Message, type Timeline } from '@parley/group'
import {
  encodeContent,
  type GroupId,
  MAX_RETRACT_TARGETS,
  MAX_TEXT_BYTES,
  type MessageId,
  type MessageRef,
  RECORD_TYPE,
  toMessageId,
  utf8Length,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { TextTooLong } from '../model.ts'
import type { StoreChange } from '../ports.ts'
import { draftRetract, draftSealed } from '../writing/drafts.ts'
import type { Membership } from './membership.ts'
import type { Segments } from './segments.ts'
import type { Waiting, WaitingAct, WaitingContent } from './waiting.ts'

export interface SpeakingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly segments: Segments
  readonly waiting: Waiting
  timeline(): Timeline
}

export interface Speaking {
  /** Whether records can be sealed and signed: a membership is here, and a key. */
  isReady(): boolean
  post(text: string, replyTo: MessageRef | undefined): Promise<void>
  edit(message: Message, text: string): Promise<void>
  react(message: Message, emoji: string): Promise<void>
  unreact(message: Message, emoji: string): Promise<void>
  retract(message: Message): Promise<void>
  /** Changes a message that is still waiting; an empty text takes it away. */
  amend(act: WaitingAct, text: string): Promise<void>
  /** Sends what waits, when that can be done. */
  flush(): Promise<void>
}

export function newSpeaking(ports: SpeakingPorts): Speaking {
  return new OrderlySpeaking(ports)
}

class OrderlySpeaking implements Speaking {
  readonly #ports: SpeakingPorts
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: SpeakingPorts) {
    this.#ports = ports
  }

  isReady(): boolean {
    const { device, membership } = this.#ports
    const roster = membership.roster()
    return roster.members.has(device.identity.person) && (!roster.encrypted || membership.epochKey() !== undefined)
  }

  async post(text: string, replyTo: MessageRef | undefined): Promise<void> {
    assertFits(text)
    await this.#say({ kind: 'post', messageId: newMessageId(this.#ports.device), text, replyTo }, undefined)
  }

  async edit({ messageId, segment }: Message, text: string): Promise<void> {
    assertFits(text)
    await this.#say({ kind: 'edit', messageId, text }, segment)
  }

  async react({ messageId, person, segment }: Message, emoji: string): Promise<void> {
    await this.#say({ kind: 'react', messageId, person, emoji }, segment)
  }

  async unreact({ messageId, person, segment, reactions }: Message, emoji: string): Promise<void> {
    const me = this.#ports.device.identity.person
    const records = reactions.find((reaction) => reaction.emoji === emoji)?.records.get(me) ?? []
    if (records.length > 0) await this.#say({ kind: 'unreact', messageId, person, emoji, records }, segment)
  }

  retract(message: Message): Promise<void> {
    return this.#inTurn(() => retractAll(this.#ports, message))
  }

  amend(act: WaitingAct, text: string): Promise<void> {
    const { device, waiting } = this.#ports
    return this.#inTurn(async () => {
      assertFits(text)
      if (act.content.kind !== 'post') return
      if (text !== '') return waiting.replace({ ...act, content: { ...act.content, text } })
      await device.store.write([waiting.removal(act)])
      waiting.drop(act)
    })
  }

  flush(): Promise<void> {
    return this.#inTurn(() => this.#flushInTurn())
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  #say(content: WaitingContent, segment: number | undefined): Promise<void> {
    const { device, waiting } = this.#ports
    return this.#inTurn(async () => {
      if (this.isReady() && waiting.list().length === 0) return this.#append(content, segment, [])
      await waiting.add({ content, segment, writtenAt: device.ownClock.now(), refusedCount: 0 })
      return this.#flushInTurn()
    })
  }

  async #flushInTurn(): Promise<void> {
    const { waiting } = this.#ports
    for (const act of waiting.list()) {
      if (!this.isReady()) return
      await this.#append(act.content, act.segment, [waiting.removal(act)])
      waiting.drop(act)
    }
  }

  async #append(content: WaitingContent, segment: number | undefined, alongside: readonly StoreChange[]): Promise<void> {
    const { device, membership, segments } = this.#ports
    const doc = await segments.open(segment ?? segments.current())
    const draft = draftSealed({
      recordType: RECORD_TYPE.envelope,
      hlc: device.ownClock.next(),
      heads: headsFor(membership.roster(), device.identity.person),
      placesHeld: doc.records().placesCount(),
      epoch: membership.epochKey(),
      content: encodeContent(content),
      random: device.random,
    })
    await doc.appender.append([draft], alongside)
  }
}

/** Every record of the message that is held, its post and all its edits, by segment. */
async function retractAll({ device, membership, segments, timeline }: SpeakingPorts, message: Message): Promise<void> {
  const records = timeline().recordsOf(message.key)
  for (const segment of new Set(records.map((record) => record.segment))) {
    const targets = records.filter((record) => record.segment === segment)
    const doc = await segments.open(segment)
    const heads = headsFor(membership.roster(), device.identity.person)
    for (let at = 0; at < targets.length; at += MAX_RETRACT_TARGETS) {
      const some = targets.slice(at, at + MAX_RETRACT_TARGETS)
      await doc.appender.append([draftRetract({ hlc: device.ownClock.next(), heads }, some)])
    }
  }
}

function newMessageId(device: Device): MessageId {
  return toMessageId(device.random(16))
}

function assertFits(text: string): void {
  const bytes = utf8Length(text)
  if (bytes > MAX_TEXT_BYTES) throw new TextTooLong(MAX_TEXT_BYTES, bytes)
}
