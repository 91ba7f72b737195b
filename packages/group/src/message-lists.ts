/**
 * Where messages stand: in the main conversation, or in the thread of a message of it.
 *
 * Whoever writes names the root of a thread freely, so a root may be nobody's, or stand in a thread
 * itself. What hangs from such a root shows nowhere, or only as far as its authors might have written
 * in the main conversation too. Rules TL21 to TL24, TL28.
 */
import { type MessageRef, type ThreadTag, threadTag } from '@parley/protocol'
import { type Message, type MessageKey, refKey } from './message.ts'
import { newSortedMessages, type SlotChange, type SortedMessages } from './sorted-messages.ts'

/** A thread with a post that counts. */
export interface ThreadPosts {
  /** The segment is where the root stands, or if it is not held where the first post looks for it. */
  readonly root: MessageRef
  readonly rootKey: MessageKey
  /** Oldest first, deleted ones too; the root is not among them. */
  readonly posts: readonly Message[]
}

export interface MessageLists {
  change(changes: readonly SlotChange[]): void
  main(): readonly Message[]
  threads(): readonly ThreadPosts[]
  thread(root: MessageKey): ThreadPosts | undefined
  /** Newest first. */
  missingRoots(): Iterable<number>
}

/** Where the root stands; `undefined`: it is not held, or no more than its author's word says what it was. */
type Root = { readonly segment: number; readonly isMain: boolean } | undefined

interface Thread {
  readonly sorted: SortedMessages
  basis: { readonly held: readonly Message[]; readonly root: Root } | undefined
  shown: ThreadPosts | undefined
}

export function newMessageLists(get: (key: MessageKey) => Message | undefined): MessageLists {
  return new HeldLists(get)
}

class HeldLists implements MessageLists {
  readonly #get: (key: MessageKey) => Message | undefined
  readonly #main = newSortedMessages()
  readonly #threads = new Map<ThreadTag, Thread>()
  /** A tag is a hash, and a thread that is on a screen is asked for with every change. */
  readonly #tags = new Map<MessageKey, ThreadTag>()
  #listed: readonly ThreadPosts[] = []

  constructor(get: (key: MessageKey) => Message | undefined) {
    this.#get = get
  }

  change(changes: readonly SlotChange[]): void {
    const byList = new Map<SortedMessages, SlotChange[]>()
    const note = (tag: ThreadTag | undefined, change: SlotChange): void => {
      const list = this.#sortedOf(tag)
      const noted = byList.get(list)
      if (noted === undefined) byList.set(list, [change])
      else noted.push(change)
    }
    for (const change of changes) {
      const { before, after } = change
      const [from, to] = [before?.message.thread, after?.message.thread]
      if (before !== undefined && after !== undefined && from !== to) {
        note(from, { before, after: undefined })
        note(to, { before: undefined, after })
      } else note(before === undefined ? to : from, change)
    }
    for (const [list, some] of byList) list.change(some)
  }

  main(): readonly Message[] {
    return this.#main.messages()
  }

  threads(): readonly ThreadPosts[] {
    const now = [...this.#threads.values()].flatMap((thread) => this.#shownOf(thread) ?? [])
    const before = this.#listed
    const isSame = now.length === before.length && now.every((one, at) => one === before[at])
    if (!isSame) this.#listed = now
    return this.#listed
  }

  thread(root: MessageKey): ThreadPosts | undefined {
    const tag = this.#tags.get(root) ?? tagUnder(root)
    this.#tags.set(root, tag)
    const thread = this.#threads.get(tag)
    return thread && this.#shownOf(thread)
  }

  missingRoots(): Iterable<number> {
    const segments = new Set<number>()
    for (const { sorted } of this.#threads.values()) {
      const ref = refIn(sorted.messages())
      if (ref !== undefined && this.#get(refKey(ref)) === undefined) segments.add(ref.segment)
    }
    return [...segments].sort((a, b) => b - a)
  }

  #sortedOf(tag: ThreadTag | undefined): SortedMessages {
    if (tag === undefined) return this.#main
    const known = this.#threads.get(tag)
    if (known !== undefined) return known.sorted
    const sorted = newSortedMessages()
    this.#threads.set(tag, { sorted, basis: undefined, shown: undefined })
    return sorted
  }

  #shownOf(thread: Thread): ThreadPosts | undefined {
    const held = thread.sorted.messages()
    const ref = refIn(held)
    const root = ref && rootIn(this.#get(refKey(ref)))
    const { basis } = thread
    if (basis?.held !== held || !isSameRoot(basis.root, root)) {
      thread.basis = { held, root }
      thread.shown = ref && postsUnder(ref, root, held)
    }
    return thread.shown
  }
}

function tagUnder(root: MessageKey): ThreadTag {
  const [person, messageId] = root.split('/')
  return threadTag({ person, messageId } as MessageRef)
}

/** The root as the first post says that tells it; what is deleted does not. */
function refIn(posts: readonly Message[]): MessageRef | undefined {
  return posts.find(({ root }) => root !== undefined)?.root
}

/** Who deletes a message says where it stood: enough to stand there, not to open or to close a thread (TL28). */
function rootIn(message: Message | undefined): Root {
  const isDoubtful =
    message?.deleted === true && (message.thread !== undefined || message.needsRoot)
  if (isDoubtful) return undefined
  return message && { segment: message.segment, isMain: message.thread === undefined }
}

function isSameRoot(a: Root, b: Root): boolean {
  return a?.segment === b?.segment && a?.isMain === b?.isMain
}

/** `undefined` when nothing of it counts. */
function postsUnder(
  ref: MessageRef,
  root: Root,
  held: readonly Message[],
): ThreadPosts | undefined {
  if (root?.isMain === false) return undefined
  const posts =
    root === undefined ? held.filter(({ deleted, needsRoot }) => deleted || !needsRoot) : held
  if (posts.every(({ deleted }) => deleted)) return undefined
  const segment = root?.segment ?? ref.segment
  return {
    root: { ...ref, segment },
    rootKey: refKey(ref),
    posts,
  }
}
