/**
 * Order keys: max(own time, key of the message replied to + 1, key of the same writer's previous
 * post in the segment + 1). So no reply stands above its parent and nobody's lines change places,
 * whatever their clocks said.
 *
 * Keys only rise as records come in, which is followed up cheaply; what cannot be followed that way
 * (loops of replies, made on purpose; another post of a message taking its place) is worked out
 * anew from all posts. Both ways give the same keys. Rules TL12 to TL15.
 */
import type { Hlc } from '@parley/protocol'
import { type ContentRecord, type MessageKey, messageKey } from './message.ts'
import type { MessageState, Post } from './held-message.ts'
import { orderFromNothing } from './reply-loops.ts'

export interface PostOrder {
  /** Takes a new post in; its key is right after `settle`. */
  add(record: ContentRecord, state: MessageState): Post
  /** Another post of the message shows than did: replies to it now follow that one. */
  noteShownChanged(key: MessageKey): void
  /** Brings all keys up to date; the posts whose key is new or other than before. */
  settle(): ReadonlySet<Post>
}

/** Rises followed one by one before all keys are worked out anew. */
const RISES_AT_MOST = 10_000

export function newPostOrder(stateOf: (key: MessageKey) => MessageState | undefined): PostOrder {
  const posts: Post[] = []
  const chains = new Map<string, Post[]>()
  const replies = new Map<MessageKey, Post[]>()
  let fresh: Post[] = []
  let hasLoops = false
  let mustRebuild = false

  const parentOf = (post: Post) =>
    post.replyTo && stateOf(messageKey(post.replyTo.person, post.replyTo.messageId))?.shown

  function dependentsOf(post: Post): readonly Post[] {
    const own = post.next === undefined ? [] : [post.next]
    if (post.state.shown !== post) return own
    const toIt = replies.get(post.state.key)
    return toIt === undefined ? own : [...own, ...toIt]
  }

  function lowestKey(post: Post): Hlc {
    let key = post.record.hlc
    const parent = post.isLooping ? undefined : parentOf(post)
    if (post.previous !== undefined && post.previous.order >= key) key = post.previous.order + 1n
    if (parent !== undefined && parent.order >= key) key = parent.order + 1n
    return key
  }

  /** False when it takes too long, as it would for ever in a loop. */
  function followRises(changed: Set<Post>): boolean {
    const waiting = [...fresh]
    let risesLeft = RISES_AT_MOST + fresh.length
    for (let at = 0; at < waiting.length; at++) {
      const post = waiting[at]
      if (post === undefined) continue
      const key = lowestKey(post)
      if (key > post.order) {
        if (--risesLeft < 0) return false
        post.order = key
        changed.add(post)
      } else if (at >= fresh.length) continue
      for (const dependent of dependentsOf(post))
        if (dependent.order <= post.order) waiting.push(dependent)
    }
    return true
  }

  function rebuild(changed: Set<Post>): void {
    const before = posts.map((post) => post.order)
    hasLoops = orderFromNothing(posts, parentOf, lowestKey)
    posts.forEach((post, at) => {
      if (post.order !== before[at]) changed.add(post)
    })
  }

  return {
    add(record, state) {
      const replyTo = record.content.kind === 'post' ? record.content.replyTo : undefined
      const post: Post = {
        record,
        replyTo,
        state,
        order: record.hlc,
        previous: undefined,
        next: undefined,
        isLooping: false,
      }
      posts.push(post)
      fresh.push(post)
      link(chains, post)
      if (replyTo !== undefined) addTo(replies, messageKey(replyTo.person, replyTo.messageId), post)
      if (hasLoops && (post.next !== undefined || replies.has(state.key))) mustRebuild = true
      return post
    },
    noteShownChanged(key) {
      if (replies.has(key)) mustRebuild = true
    },
    settle() {
      const changed = new Set(fresh)
      if (mustRebuild || !followRises(changed)) rebuild(changed)
      fresh = []
      mustRebuild = false
      return changed
    },
  }
}

/** Puts a post between its neighbours of the same writer and segment. */
function link(chains: Map<string, Post[]>, post: Post): void {
  const { segment, writer } = post.record
  const chain = addTo(chains, `${segment}/${writer}`, post)
  let at = chain.length - 1
  for (let before = chain[at - 1]; before && isAfter(before, post); before = chain[at - 1]) {
    chain[at] = before
    chain[--at] = post
  }
  post.previous = chain[at - 1]
  post.next = chain[at + 1]
  if (post.previous !== undefined) post.previous.next = post
  if (post.next !== undefined) post.next.previous = post
}

function isAfter(a: Post, b: Post): boolean {
  const byClock = a.record.clock - b.record.clock
  return byClock > 0 || (byClock === 0 && a.record.id > b.record.id)
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): V[] {
  const list = lists.get(key) ?? []
  if (list.length === 0) lists.set(key, list)
  list.push(value)
  return list
}
