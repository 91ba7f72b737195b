/** One group of the Parley in memory. */
import {
  MAX_TEXT_BYTES,
  TextTooLong,
  type BegunEdit,
  type Conversation,
  type Group,
  type GroupId,
  type GroupInfo,
  type GroupSummary,
  type MessageKey,
  type NewMessage,
  type PersonId,
  type ShownMessage,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'
import { newFakeThreads, type FakeThreads } from './threads.fake.ts'
import { newFakeReading, type FakeReading } from './reading.fake.ts'
import { newFakeLesson, type FakeLesson } from './lesson.fake.ts'
import { newInfo, newPeopleActs, type FakePeopleActs } from './people.fake.ts'

export interface FakeGroup
  extends
    Omit<Group, keyof FakePeopleActs | keyof FakeThreads | keyof FakeReading | keyof FakeLesson>,
    FakePeopleActs,
    FakeThreads,
    FakeLesson,
    FakeReading {
  readonly info: Cell<GroupInfo>
  readonly conversation: Cell<Conversation>
  summary(): GroupSummary
  /** Puts a message at the end, or above the one named. */
  arrive(
    author: string,
    text: string,
    more?: Partial<ShownMessage> & { above?: MessageKey },
  ): ShownMessage
  change(key: MessageKey, change: Partial<ShownMessage>): void
  /** What `loadOlder` gives, newest segment first. */
  older: (readonly ShownMessage[])[]
  /** What the page said it has seen, in order. */
  readonly marked: MessageKey[]
}

interface FakeGroupOptions {
  readonly id: GroupId
  readonly name: string
  readonly state: GroupInfo['state']
  readonly people: readonly string[]
  readonly onChange: () => void
}

let made = 0

export function shownMessage(
  author: string,
  text: string,
  more: Partial<ShownMessage> = {},
): ShownMessage {
  const isMine = author === 'Nora'
  return {
    key: `${author}/${made++}` as MessageKey,
    isMine,
    person: author as PersonId,
    author,
    text,
    sentAt: Date.now(),
    edited: false,
    deleted: false,
    removedBy: undefined,
    mayDelete: isMine,
    late: false,
    replyTo: undefined,
    mentions: [],
    mentionsMe: false,
    inThread: undefined,
    thread: undefined,
    pinned: false,
    forwarded: false,
    announcement: false,
    usesNewer: false,
    reactions: [],
    status: isMine ? 'on-device' : undefined,
    receivedBy: 0,
    readBy: 0,
    othersCount: 2,
    ...more,
  }
}

export function newFakeGroup(options: FakeGroupOptions): FakeGroup {
  const conversation = newCell<Conversation>({
    messages: [],
    hasOlder: false,
    isOlderAway: false,
    firstUnread: undefined,
    late: [],
    waitsForKey: false,
  })
  const draft = newCell('')
  const begunEdit = newCell<BegunEdit | undefined>(undefined)
  const marked: MessageKey[] = []
  const info = newCell<GroupInfo>(newInfo(options))
  const messages = () => conversation.get().messages
  const set = (change: Partial<Conversation>) => {
    conversation.change((was) => ({ ...was, ...change }))
    options.onChange()
  }
  const group: FakeGroup = {
    ...newPeopleActs(info, options.onChange),
    id: options.id,
    info,
    conversation,
    draft,
    async revealDay(dayAt) {
      const found = conversation.get().messages.find(({ sentAt }) => sentAt >= dayAt)
      return found === undefined ? { where: 'none' } : { where: 'here', key: found.key }
    },
    leaveDraft: () => undefined,
    begunEdit,
    setBegunEdit: (edit) => begunEdit.set(edit),
    ...newFakeThreads({
      find: (key) => messages().find((message) => message.key === key),
      change: (key, change) => group.change(key, change),
      marked,
    }),
    ...newFakeLesson(conversation),
    ...newFakeReading(set, options.onChange),
    older: [],
    marked,
    summary: () => summaryOf(group),
    arrive(author, text, { above, ...more } = {}) {
      const message = shownMessage(author, text, more)
      const at =
        above === undefined ? messages().length : messages().findIndex(({ key }) => key === above)
      set({ messages: messages().toSpliced(at, 0, message) })
      return message
    },
    change: (key, change) =>
      set({
        messages: messages().map((message) =>
          message.key === key ? { ...message, ...change } : message,
        ),
      }),
    setDraft(text) {
      draft.set(text)
      options.onChange()
    },
    newMessage() {
      const id = crypto.randomUUID() as NewMessage['id']
      return { id, person: 'Nora' as PersonId, key: keyOf(id) }
    },
    async send(
      text,
      { replyTo, thread, mentions = [], forwarded = false, announcement = false, id } = {},
    ) {
      const bytes = new TextEncoder().encode(text).length
      if (bytes > MAX_TEXT_BYTES) throw new TextTooLong(MAX_TEXT_BYTES, bytes)
      const quoted = messages().find(({ key }) => key === replyTo)
      const more = {
        ...{ mentions, forwarded, announcement },
        ...(id === undefined ? {} : { key: keyOf(id) }),
        ...(quoted === undefined ? {} : { replyTo: quoted }),
      }
      if (thread === undefined) group.arrive('Nora', text, more)
      else group.thread(thread).hang(shownMessage('Nora', text, more))
    },
    edit: async (key, text, mentions = []) => group.change(key, { text, mentions, edited: true }),
    delete: async (key) => group.change(key, { text: '', deleted: true, reactions: [] }),
    react: async (key, emoji) => changeReaction(group, key, emoji, true),
    unreact: async (key, emoji) => changeReaction(group, key, emoji, false),
    markRead(key) {
      group.isMarkedUnread.set(false)
      group.marked.push(key)
      const at = messages().findIndex((message) => message.key === key)
      set({
        firstUnread: messages()
          .slice(at + 1)
          .find((message) => !message.isMine)?.key,
      })
    },
    seeLate: (key) =>
      set({ late: key === undefined ? [] : conversation.get().late.filter((one) => one !== key) }),
    async loadOlder() {
      const segment = group.older.shift()
      set({ messages: [...(segment ?? []), ...messages()], hasOlder: group.older.length > 0 })
      return segment !== undefined
    },
  }
  return group
}

function keyOf(id: NewMessage['id']): MessageKey {
  return `Nora/${id}` as MessageKey
}

function changeReaction(group: FakeGroup, key: MessageKey, emoji: string, mine: boolean): void {
  const message = group.conversation.get().messages.find((one) => one.key === key)
  if (message === undefined) return
  const was = message.reactions.find((one) => one.emoji === emoji)
  const others = (was?.people ?? []).filter((name) => name !== 'You')
  const people = mine ? [...others, 'You'] : others
  const changed = { emoji, count: people.length, mine, people }
  const kept = message.reactions.filter((one) => one.emoji !== emoji)
  group.change(key, { reactions: people.length === 0 ? kept : [...kept, changed] })
}

function summaryOf(group: FakeGroup): GroupSummary {
  const { messages, firstUnread } = group.conversation.get()
  const last = messages.at(-1)
  const unreadAt = messages.findIndex(({ key }) => key === firstUnread)
  return {
    id: group.id,
    name: group.info.get().name,
    state: group.info.get().state,
    linkEnded: group.info.get().linkFault !== undefined,
    unreadCount:
      unreadAt < 0 ? 0 : messages.slice(unreadAt).filter((message) => !message.isMine).length,
    threadsUnread: 0,
    mentionsCount: 0,
    markedUnread: group.isMarkedUnread.get(),
    lastMessage: last,
    draft: group.draft.get(),
    talk: group.info.get().talk,
  }
}
