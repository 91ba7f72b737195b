/**
 * Order keys: max(own time, key of the message replied to + 1, key of the same writer's previous
 * post in the segment + 1); in a thread, what quotes nothing replies to the root. So no reply stands above its parent and nobody's lines change places,
 * whatever their clocks said.
 *
 * Keys only rise as records come in, which is followed up cheaply; what cannot be followed that way
 * (loops of replies, made on purpose; another post of a message taking its place) is worked out
 * anew from all posts. Both ways give the same keys. Rules TL12 to TL15.
 */
import type { Hlc, MessageRef, PostParts } from '@parley/protocol'
import { type ContentRecord, type MessageKey, messageKey } from './message.ts'
import type { MessageState, Post } from './held-message.ts'
import { orderFromNothing } from './reply-loops.ts'
import { threadOf } from './takings.ts'

/** Rises followed one by one before all keys are worked out anew. */
const RISES_AT_MOST = 10_000

/** The order keys of a timeline's posts. `stateOf` looks a message up. */
export class PostOrder {
  readonly #stateOf: (key: MessageKey) => MessageState | undefined
  readonly #posts = new Set<Post>()
  readonly #chains = new Map<string, Post[]>()
  readonly #replies = new Map<MessageKey, Post[]>()
  #fresh: Post[] = []
  #hasLoops = false
  #mustRebuild = false

  constructor(stateOf: (key: MessageKey) => MessageState | undefined) {
    this.#stateOf = stateOf
  }

  /** Takes a new post in; its key is right after `settle`. */
  add(record: ContentRecord, state: MessageState): Post {
    const { replyTo, thread: root } = record.content.kind === 'post' ? record.content : NO_PARTS
    const post: Post = {
      record,
      replyTo,
      root,
      thread: threadOf(record),
      state,
      order: record.hlc,
      previous: undefined,
      next: undefined,
      isLooping: false,
    }
    this.#posts.add(post)
    this.#fresh.push(post)
    link(this.#chains, post)
    const parent = parentIn(post)
    if (parent !== undefined) addTo(this.#replies, keyOf(parent), post)
    const hasDependents = post.next !== undefined || this.#replies.has(state.key)
    if (this.#hasLoops && hasDependents) this.#mustRebuild = true
    return post
  }

  /** Takes one out again. */
  remove(post: Post): void {
    this.#posts.delete(post)
    unlink(this.#chains, post)
    const parent = parentIn(post)
    if (parent !== undefined) removeFrom(this.#replies.get(keyOf(parent)), post)
    this.#mustRebuild ||= post.next !== undefined || this.#replies.has(post.state.key)
  }

  /** Puts a post in the place of another of its message; the same key costs nothing. */
  replace(post: Post, record: ContentRecord): Post {
    const mustRebuild = this.#mustRebuild
    const { previous, next, state, order } = post
    this.remove(post)
    const after = this.add(record, state)
    if (after.previous !== previous || after.next !== next) return after
    after.order = this.#lowestKey(after)
    if (after.order === order && !this.#hasLoops) this.#mustRebuild = mustRebuild
    return after
  }

  /** Another post of the message shows than did: replies to it now follow that one. */
  noteShownChanged(key: MessageKey): void {
    if (this.#replies.has(key)) this.#mustRebuild = true
  }

  /** Brings all keys up to date; the posts whose key is new or other than before. */
  settle(): ReadonlySet<Post> {
    this.#fresh = this.#fresh.filter((post) => this.#posts.has(post))
    const changed = new Set(this.#fresh)
    if (this.#mustRebuild || !this.#followRises(changed)) this.#rebuild(changed)
    this.#fresh = []
    this.#mustRebuild = false
    return changed
  }

  /** False when it takes too long, as it would for ever in a loop. */
  #followRises(changed: Set<Post>): boolean {
    const waiting = [...this.#fresh]
    let risesLeft = RISES_AT_MOST + waiting.length
    for (let at = 0; at < waiting.length; at++) {
      const post = waiting[at]
      if (post === undefined) continue
      const key = this.#lowestKey(post)
      if (key > post.order) {
        if (--risesLeft < 0) return false
        post.order = key
        changed.add(post)
      } else if (at >= this.#fresh.length) continue
      for (const dependent of this.#dependentsOf(post))
        if (dependent.order <= post.order) waiting.push(dependent)
    }
    return true
  }

  #rebuild(changed: Set<Post>): void {
    const posts = [...this.#posts]
    const before = posts.map((post) => post.order)
    this.#hasLoops = orderFromNothing(posts, {
      parentOf: (post) => this.#parentOf(post),
      lowestKey: (post) => this.#lowestKey(post),
    })
    posts.forEach((post, at) => {
      if (post.order !== before[at]) changed.add(post)
    })
  }

  #lowestKey(post: Post): Hlc {
    const parent = post.isLooping ? undefined : this.#parentOf(post)
    let key = post.record.hlc
    if (post.previous !== undefined && post.previous.order >= key) key = post.previous.order + 1n
    if (parent !== undefined && parent.order >= key) key = parent.order + 1n
    return key
  }

  #parentOf(post: Post): Post | undefined {
    const parent = parentIn(post)
    return parent && this.#stateOf(keyOf(parent))?.shown
  }

  #dependentsOf(post: Post): readonly Post[] {
    const replies = post.state.shown === post ? this.#replies.get(post.state.key) : undefined
    const next = post.next === undefined ? [] : [post.next]
    return replies === undefined ? next : [...next, ...replies]
  }
}

const NO_PARTS: PostParts = {}

/** What it must stand below: the message it quotes, or else the one its thread hangs from. */
function parentIn({ replyTo, root }: Post): MessageRef | undefined {
  return replyTo ?? root
}

function keyOf({ person, messageId }: MessageRef): MessageKey {
  return messageKey(person, messageId)
}

/** Puts a post between its neighbours of the same writer and segment. */
function link(chains: Map<string, Post[]>, post: Post): void {
  const { segment, writer } = post.record
  const chain = addTo(chains, `${segment}/${writer}`, post)
  const last = chain.length - 1
  let at = 0
  for (let end = last; at < end;) {
    const middle = (at + end) >>> 1
    const other = chain[middle]
    if (other !== undefined && isAfter(other, post)) end = middle
    else at = middle + 1
  }
  if (at < last) chain.splice(at, 0, ...chain.splice(last, 1))
  post.previous = chain[at - 1]
  post.next = chain[at + 1]
  if (post.previous !== undefined) post.previous.next = post
  if (post.next !== undefined) post.next.previous = post
}

function isAfter(a: Post, b: Post): boolean {
  const byClock = a.record.clock - b.record.clock
  if (byClock !== 0) return byClock > 0
  if (a.record.id !== b.record.id) return a.record.id > b.record.id
  return a.state.key > b.state.key
}

function unlink(chains: ReadonlyMap<string, Post[]>, post: Post): void {
  const { segment, writer } = post.record
  removeFrom(chains.get(`${segment}/${writer}`), post)
  if (post.previous !== undefined) post.previous.next = post.next
  if (post.next !== undefined) post.next.previous = post.previous
}

function removeFrom(list: Post[] | undefined, post: Post): void {
  const at = list?.indexOf(post) ?? -1
  if (at >= 0) list?.splice(at, 1)
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): V[] {
  const list = lists.get(key) ?? []
  if (list.length === 0) lists.set(key, list)
  list.push(value)
  return list
}
