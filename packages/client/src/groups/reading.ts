/**
 * What a person reads in a group, and what they have missed: places told to the own devices and tabs, a
 * sign that it is to be read again, and what a catch-up view lists.
 */
import type { MessageKey } from '@parley/group'
import type { PlaceSet } from '@parley/protocol'
import { encodePlaces } from '../conversation/kept-read.ts'
import type { Device } from '../device.ts'
import type { Live } from '../model-live.ts'
import type { MissedGroup, MissedMessage, MissedThread, WhoHas } from '../model-reading.ts'
import type { Session } from './session.ts'

export interface Reading {
  markRead(key: MessageKey, first?: MessageKey): void
  seeLate(key?: MessageKey): void
  markAllRead(): void
  markUnread(from?: MessageKey): Promise<void>
  isMarkedUnread(): boolean
  whoHas(key: MessageKey): Live<WhoHas | undefined>
  /** `undefined`: nothing. */
  missed(name: string): MissedGroup | undefined
}

export function newReading(device: Device, session: Session): Reading {
  return new SessionReading(device, session)
}

class SessionReading implements Reading {
  readonly #device: Device
  readonly #session: Session

  constructor(device: Device, session: Session) {
    this.#device = device
    this.#session = session
  }

  markRead(key: MessageKey, first?: MessageKey): void {
    this.#unmark()
    this.#read(this.#history.placesTo(key, first))
  }

  seeLate(key?: MessageKey): void {
    const places = this.#history.seeLate(key)
    this.#device.tabs.post({ type: 'late', group: this.#session.id, key })
    this.#read(places)
  }

  markAllRead(): void {
    this.#unmark()
    this.seeLate()
    this.#read(this.#history.placesOfAll())
  }

  markUnread(from?: MessageKey): Promise<void> {
    return this.#device.settings.set(this.#noteKey, from ?? true)
  }

  isMarkedUnread(): boolean {
    return this.#device.settings.get(this.#noteKey) !== undefined
  }

  whoHas(key: MessageKey): Live<WhoHas | undefined> {
    const { conversation } = this.#history
    let seen: unknown
    let value: WhoHas | undefined
    return {
      get: () => {
        const now = conversation.get()
        if (now === seen) return value
        seen = now
        return (value = this.#whoHas(key))
      },
      subscribe: (listen) => conversation.subscribe(listen),
    }
  }

  missed(name: string): MissedGroup | undefined {
    const history = this.#history
    const unread = history.unreadMessages()
    const late = history.lateMessages()
    if (unread.length === 0 && late.length === 0) return undefined
    const since = [...unread, ...late].reduce((at, { sentAt }) => Math.min(at, sentAt), Infinity)
    const mentions = history.mentions().filter((found) => found.unread)
    return {
      group: this.#session.id,
      name,
      since,
      unreadCount: history.unreadCount(),
      firstUnread: history.conversation.get().firstUnread,
      threads: this.#threads(),
      late: this.#shown(late.map(({ key }) => key)),
      mentions: this.#shown(mentions.map(({ message }) => message.key)),
    }
  }

  get #history() {
    return this.#session.parts.history
  }

  get #noteKey(): string {
    return `unread/${this.#session.id}`
  }

  #threads(): readonly MissedThread[] {
    const history = this.#history
    return history.threads
      .get()
      .filter(({ unreadCount }) => unreadCount > 0)
      .map(({ root, rootMessage, unreadCount }) => {
        const { firstUnread } = history.threadView(root).conversation.get()
        return { root, rootMessage, unreadCount, firstUnread }
      })
  }

  #shown(keys: readonly MessageKey[]): readonly MissedMessage[] {
    const history = this.#history
    const messages = keys.flatMap((key) => history.timeline().get(key) ?? [])
    return history.shown(messages).map((message, at) => {
      return { message, segment: messages[at]?.segment ?? 0, thread: message.inThread }
    })
  }

  #whoHas(key: MessageKey): WhoHas | undefined {
    const { marks, history } = this.#session.parts
    const message = history.timeline().get(key)
    if (message?.person !== this.#device.identity.person || !marks.isShared()) return undefined
    const reached = marks.reached(message)
    const read = new Set(reached.read)
    const nameOf = (person: (typeof reached.read)[number]) => this.#session.nameOf(person)
    return {
      read: reached.read.map(nameOf),
      received: reached.received.filter((person) => !read.has(person)).map(nameOf),
      others: marks.reach(message).ofCount - reached.received.length,
    }
  }

  #read(places: PlaceSet): void {
    if (!this.#session.parts.marks.addRead(places)) return
    const { id: group } = this.#session
    this.#device.tabs.post({ type: 'read', group, places: encodePlaces(places) })
    this.#session.refresh()
  }

  /** Whoever opens it has read it. If that is not kept, the sign stays. */
  #unmark(): void {
    if (!this.isMarkedUnread()) return
    this.#device.settings
      .set(this.#noteKey, undefined)
      .catch(() => this.#device.notices.tell('storage-failing', this.#session.id))
  }
}
