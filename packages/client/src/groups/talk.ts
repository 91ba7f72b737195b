/**
 * What a person says and does in a group's conversation and its threads: whether the rules let them,
 * and what becomes of what has not gone out yet.
 */
import { type Message, messageKey, refKey, type MessageKey } from '@parley/group'
import type { Mention, MessageId, MessageRef, PostParts } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newMessageId, type Target } from '../conversation/speaking.ts'
import { type WaitingAct, waitingReaction } from '../conversation/waiting.ts'
import { type NewMessage, NotAllowed, type SendOptions, type Standing } from '../model.ts'
import type { Session } from './session.ts'
import { textOfBar } from './standing.ts'

type Posting = Pick<Standing, 'role' | 'mayPost' | 'bar'>

export interface Talk {
  newMessage(id?: MessageId): NewMessage
  send(text: string, options: SendOptions): Promise<void>
  edit(key: MessageKey, text: string, mentions?: readonly Mention[]): Promise<void>
  delete(key: MessageKey): Promise<void>
  react(key: MessageKey, emoji: string): Promise<void>
  unreact(key: MessageKey, emoji: string): Promise<void>
  pin(key: MessageKey): Promise<void>
  unpin(key: MessageKey): Promise<void>
}

export function newTalk(device: Device, session: Session): Talk {
  return new SessionTalk(device, session)
}

class SessionTalk implements Talk {
  readonly #device: Device
  readonly #session: Session

  constructor(device: Device, session: Session) {
    this.#device = device
    this.#session = session
  }

  newMessage(id = newMessageId(this.#device)): NewMessage {
    const { person } = this.#device.identity
    return { id, person, key: messageKey(person, id) }
  }

  async send(text: string, options: SendOptions): Promise<void> {
    const { replyTo, thread, mentions, forwarded, announcement, id } = options
    const root = thread === undefined ? undefined : this.#mainMessage(thread)
    const quoted = replyTo === undefined ? undefined : this.#quotable(replyTo, thread)
    const parts: PostParts = {
      replyTo: quoted && this.#refOf(quoted),
      thread: root && this.#refOf(root),
      mentions,
      forwarded: forwarded === true ? true : undefined,
      announcement: announcement === true ? true : undefined,
    }
    await this.#shown(async () => {
      // Said before, it stands, whatever one may do by now.
      if (id !== undefined && this.#target(this.newMessage(id).key) !== undefined) return
      if (announcement === true && !this.#mayAnnounce(thread)) throw new NotAllowed()
      // In slow mode one waits for its time, and goes out by itself.
      const isFirst = !this.#session.parts.waiting.list().some(isPost)
      this.#assertMayPost(
        root !== undefined,
        ({ mayPost, bar }) => mayPost || (bar === 'slow' && isFirst),
      )
      await this.#session.parts.speaking.post(text, parts, id)
    })
  }

  edit(key: MessageKey, text: string, mentions?: readonly Mention[]): Promise<void> {
    const { speaking } = this.#session.parts
    return this.#shown(async () => {
      const act = this.#waitingPost(key)
      this.#assertMayPost(
        this.#isInThread(key, act),
        ({ mayPost, bar }) => mayPost || bar === 'slow',
      )
      const had = act?.content.kind === 'post' ? act.content.mentions : undefined
      if (act !== undefined && (await speaking.amend(act, text, mentions ?? had ?? []))) return
      const message = await this.#sent(key, act)
      if (message !== undefined) await speaking.edit(message, text, mentions ?? message.mentions)
    })
  }

  delete(key: MessageKey): Promise<void> {
    const { speaking, history } = this.#session.parts
    return this.#shown(async () => {
      const act = this.#waitingPost(key)
      if (act !== undefined && (await speaking.withdraw(act))) return
      const message = await this.#sent(key, act)
      if (message === undefined) return
      if (!history.mayDelete(message)) throw new NotAllowed()
      await speaking.retract(message)
    })
  }

  react(key: MessageKey, emoji: string): Promise<void> {
    const { speaking, waiting } = this.#session.parts
    return this.#shown(async () => {
      this.#assertMay(({ mayReact }) => mayReact)
      if (waitingReaction(waiting.list(), key, emoji) === undefined)
        await speaking.react(this.#target(key) ?? this.#must(key), emoji)
    })
  }

  unreact(key: MessageKey, emoji: string): Promise<void> {
    const { speaking, waiting } = this.#session.parts
    return this.#shown(async () => {
      const act = waitingReaction(waiting.list(), key, emoji)
      if (act !== undefined && (await speaking.withdraw(act))) return
      const message = await this.#sent(key, act)
      if (message !== undefined) await speaking.unreact(message, emoji)
    })
  }

  pin(key: MessageKey): Promise<void> {
    const { speaking } = this.#session.parts
    return this.#shown(async () => {
      this.#assertMay(({ mayPost, bar }) => mayPost || bar === 'slow')
      if (this.#session.parts.history.timeline().get(key)?.pin === undefined)
        await speaking.pin(this.#target(key) ?? this.#must(key))
    })
  }

  unpin(key: MessageKey): Promise<void> {
    const { speaking, waiting } = this.#session.parts
    return this.#shown(async () => {
      this.#assertMay(({ mayPost, bar }) => mayPost || bar === 'slow')
      const act = waiting
        .list()
        .find(({ content }) => content.kind === 'pin' && refKey(content) === key)
      if (act !== undefined && (await speaking.withdraw(act))) return
      const message = await this.#sent(key, act)
      if (message !== undefined) await speaking.unpin(message)
    })
  }

  /** What waited a moment ago has gone out by now, or another tab took it back: then nothing is left to do. */
  async #sent(key: MessageKey, act: WaitingAct | undefined): Promise<Message | undefined> {
    await this.#session.caughtUp()
    const message = this.#session.parts.history.timeline().get(key)
    return message === undefined && act === undefined ? this.#must(key) : message
  }

  #must(key: MessageKey): Message {
    const message = this.#session.parts.history.timeline().get(key)
    if (message === undefined) throw new Error('This message is not on this device.')
    return message
  }

  /** A message of the group, sent or still waiting. */
  #target(key: MessageKey): Target | undefined {
    const messageId = this.#waitingPost(key)?.content.messageId
    const person = this.#device.identity.person
    return messageId === undefined
      ? this.#session.parts.history.timeline().get(key)
      : { person, messageId, segment: undefined }
  }

  #mayAnnounce(thread: MessageKey | undefined): boolean {
    return thread === undefined && this.#session.status.standing().mayModerate
  }

  /** Threads hang from the main conversation alone. */
  #mainMessage(key: MessageKey): Target {
    if (this.#isInThread(key, this.#waitingPost(key))) throw new NotAllowed()
    return this.#target(key) ?? this.#must(key)
  }

  /** Of the same thread, or what it hangs from; in the main conversation, of that. */
  #quotable(key: MessageKey, thread: MessageKey | undefined): Target | undefined {
    const act = this.#waitingPost(key)
    const message = this.#session.parts.history.timeline().get(key)
    const root = act?.content.kind === 'post' ? act.content.thread : message?.root
    const isThere = (root && refKey(root)) === thread || key === thread
    // What is not held cannot be told apart; the timeline shows no quote of what stands elsewhere.
    if ((act ?? message) !== undefined && !isThere) throw new NotAllowed()
    return this.#target(key)
  }

  #refOf({ segment, person, messageId }: Target): MessageRef {
    return { segment: segment ?? this.#session.parts.segments.current(), person, messageId }
  }

  #isInThread(key: MessageKey, act: WaitingAct | undefined): boolean {
    if (act?.content.kind === 'post') return act.content.thread !== undefined
    return this.#session.parts.history.timeline().get(key)?.thread !== undefined
  }

  #waitingPost(key: MessageKey): WaitingAct | undefined {
    const me = this.#device.identity.person
    return this.#session.parts.waiting
      .list()
      .find((act) => isPost(act) && key === messageKey(me, act.content.messageId))
  }

  #assertMay(allows: (standing: Standing) => boolean): void {
    const standing = this.#session.status.standing()
    if (!allows(standing)) throw new NotAllowed(textOfBar(standing))
  }

  #assertMayPost(isInThread: boolean, allows: (posting: Posting) => boolean): void {
    const standing = this.#session.status.standing()
    const { role } = standing
    const posting = isInThread ? { role, ...standing.inThreads } : standing
    if (!allows(posting)) throw new NotAllowed(textOfBar(posting))
  }

  /** Resolves when what was done is in the conversation too. */
  async #shown(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } finally {
      await this.#session.caughtUp()
      this.#session.refresh()
    }
  }
}

function isPost({ content }: WaitingAct): boolean {
  return content.kind === 'post'
}
