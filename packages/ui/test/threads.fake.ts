/** The threads of a group in memory: what hangs from its messages, and what is pinned. */
import type {
  BegunEdit,
  Conversation,
  Group,
  MessageKey,
  PersonId,
  ShownMessage,
  ShownThread,
  Thread,
  ThreadSummary,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeThread extends Thread {
  readonly root: Cell<ShownMessage | undefined>
  readonly conversation: Cell<Conversation>
  readonly draft: Cell<string>
  /** Puts a message at the end of it. */
  hang(message: ShownMessage): void
}

export interface FakeThreads extends Pick<Group, 'pin' | 'unpin' | 'reveal' | 'messageLink'> {
  readonly pins: Cell<readonly ShownMessage[]>
  readonly threads: Cell<readonly ThreadSummary[]>
  thread(root: MessageKey): FakeThread
}

interface FakeThreadsPorts {
  find(key: MessageKey): ShownMessage | undefined
  change(key: MessageKey, change: Partial<ShownMessage>): void
  /** What the page said it has seen. */
  readonly marked: MessageKey[]
}

const NOBODY_SPOKE: Conversation = {
  messages: [],
  hasOlder: false,
  isOlderAway: false,
  firstUnread: undefined,
  late: [],
  waitsForKey: false,
}

export function newFakeThreads({ find, change, marked }: FakeThreadsPorts): FakeThreads {
  const open = new Map<MessageKey, FakeThread>()
  const pins = newCell<readonly ShownMessage[]>([])
  const threads = newCell<readonly ThreadSummary[]>([])

  function hang(thread: FakeThread, message: ShownMessage): void {
    const hung = { ...message, inThread: thread.key }
    thread.conversation.change((was) => ({ ...was, messages: [...was.messages, hung] }))
    const { messages } = thread.conversation.get()
    const people = writers(...new Set(messages.map(({ author }) => author).reverse()))
    const seen = { count: messages.length, unreadCount: 0 }
    change(thread.key, { thread: { ...seen, lastAt: message.sentAt, people } })
    thread.root.set(find(thread.key))
    const summary: ThreadSummary = {
      root: thread.key,
      rootMessage: find(thread.key),
      ...seen,
      last: message,
      mine: messages.some(({ isMine }) => isMine) || find(thread.key)?.isMine === true,
    }
    threads.change((all) => [summary, ...all.filter(({ root }) => root !== thread.key)])
  }

  function newThread(key: MessageKey): FakeThread {
    const draft = newCell('')
    const begunEdit = newCell<BegunEdit | undefined>(undefined)
    const thread: FakeThread = {
      key,
      root: newCell<ShownMessage | undefined>(find(key)),
      conversation: newCell(NOBODY_SPOKE),
      draft,
      leaveDraft: () => undefined,
      begunEdit,
      setBegunEdit: (edit) => begunEdit.set(edit),
      setDraft: (text) => draft.set(text),
      markRead(read) {
        marked.push(read)
        thread.conversation.change((was) => ({ ...was, firstUnread: undefined }))
      },
      hang: (message) => hang(thread, message),
    }
    return thread
  }

  return {
    pins,
    threads,
    thread(root) {
      const thread = open.get(root) ?? newThread(root)
      open.set(root, thread)
      return thread
    },
    async pin(key) {
      change(key, { pinned: true })
      const pinned = find(key)
      if (pinned !== undefined) pins.change((all) => [pinned, ...all])
    },
    async unpin(key) {
      change(key, { pinned: false })
      pins.change((all) => all.filter((one) => one.key !== key))
    },
    async reveal(key) {
      const where = find(key) === undefined ? 'none' : 'here'
      return { where }
    },
    messageLink: (key) => `#/g/fake/m/0/${key}`,
  }
}

/** People of the lab go by their names. */
export function writers(...names: readonly string[]): ShownThread['people'] {
  return names.map((name) => ({ person: name as PersonId, name }))
}
