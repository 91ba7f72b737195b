/**
 * The timeline's rules as slow, obvious sentences over the whole set of records at once. For
 * comparing with the real one, which takes records in piece by piece.
 */
import {
  type Content,
  hlcMs,
  type MessageId,
  type MessageRef,
  type PersonId,
  type RecordId,
  type ThreadTag,
  threadTag,
} from '@parley/protocol'
import {
  type ContentRecord,
  type Message,
  messageKey,
  type MessageKey,
  type Reaction,
  type RetractRecord,
  type TimelineRecord,
} from '../src/index.ts'

type Kind = ContentRecord['content']['kind']

/** The main conversation. */
export function naiveTimeline(given: readonly TimelineRecord[]): Message[] {
  return everyMessage(given).filter(({ thread }) => thread === undefined)
}

/** What hangs from each message, as far as it counts. */
export function naiveThreads(given: readonly TimelineRecord[]): ReadonlyMap<MessageKey, Message[]> {
  const all = everyMessage(given)
  const roots = new Set(all.flatMap(({ root }) => root ?? []).map(keyOfRef))
  const threads = new Map<MessageKey, Message[]>()
  for (const key of roots) {
    const root = all.find((message) => message.key === key)
    const [person, messageId] = key.split('/')
    const tag = threadTag({ person, messageId } as MessageRef)
    const hung = all.filter(({ thread }) => thread === tag)
    const isDoubtful = root?.deleted && (root.thread !== undefined || root.needsRoot)
    const isHeld = root !== undefined && !isDoubtful
    const posts = isHeld ? hung : hung.filter(({ needsRoot, deleted }) => deleted || !needsRoot)
    if ((!isHeld || root.thread === undefined) && posts.some(({ deleted }) => !deleted))
      threads.set(key, posts)
  }
  return threads
}

function placeOf({ segment, writer, clock }: ContentRecord): Message['said'] {
  return { segment, writer, clock }
}

function keyOfRef({ person, messageId }: MessageRef): MessageKey {
  return messageKey(person, messageId)
}

function everyMessage(given: readonly TimelineRecord[]): Message[] {
  const records = [...new Map(given.map((record) => [record.id, record])).values()]
  const contents = records.filter((record) => record.type === 'content').sort(byTime)
  const withdrawn = withdrawnIn(records, contents)
  const ofKind = (kind: Kind) => contents.filter(({ content }) => content.kind === kind)
  const posts = ofKind('post')
  const keyOf = ({ person, content }: ContentRecord) =>
    messageKey('person' in content ? content.person : person, content.messageId)
  const takings = takingsIn(records, contents)
  const placed = posts.filter((post) => !takings.has(keyOf(post)))
  for (const all of takings.values()) placed.push(...all.slice(0, 1).map(({ standIn }) => standIn))
  const shown = new Map<string, ContentRecord>()
  for (const post of placed.sort(byTime)) if (!shown.has(keyOf(post))) shown.set(keyOf(post), post)

  const messages = [...shown].map(([key, post]): [ContentRecord, Message] => {
    const isOurs = (record: ContentRecord) => keyOf(record) === key
    const thread = threadOf(post)
    const edit = ofKind('edit')
      .filter((one) => isOurs(one) && (thread !== undefined || one.needsRoot !== true))
      .at(-1)
    const retracts = (takings.get(key) ?? []).map(({ retract }) => retract)
    const deleted = retracts.length > 0
    const reactions = reactionsAmong(
      ofKind('react').filter((one) => isOurs(one) && !withdrawn.has(one.id)),
      ofKind('unreact').filter((one) => isOurs(one) && !withdrawn.has(one.id)),
    )
    const { content, segment, writer, clock, hlc, person } = post
    const latest = (edit ?? post).content
    const said = content.kind === 'post' && !deleted ? content : undefined
    const mentions = 'mentions' in latest && !deleted ? (latest.mentions ?? []) : []
    return [
      post,
      {
        key: messageKey(person, content.messageId),
        person,
        messageId: content.messageId,
        segment,
        writer,
        clock,
        hlc,
        sentAt: hlcMs(hlc),
        text: deleted || !('text' in latest) ? '' : latest.text,
        said: placeOf(deleted ? post : (edit ?? post)),
        edited: !deleted && edit !== undefined,
        deleted,
        removedBy: removerAmong(retracts, person),
        replyTo: said?.replyTo,
        thread,
        root: said?.thread,
        needsRoot: post.needsRoot === true,
        mentions: mentions.filter(
          ({ name }, at) =>
            'text' in latest &&
            latest.text.includes(`@${name}`) &&
            mentions.slice(0, at).every((other) => other.name !== name),
        ),
        forwarded: said?.forwarded === true,
        announcement:
          said?.announcement === true && post.byModerator === true && thread === undefined,
        usesNewer: said?.newer !== undefined,
        pin: deleted ? undefined : pinAmong(contents.filter(isOurs), withdrawn),
        reactions: deleted ? [] : reactions,
      },
    ]
  })
  const order = ordersOf(placed, shown)
  return messages
    .sort(([a], [b]) => {
      const [left, right] = [order.get(a) ?? 0n, order.get(b) ?? 0n]
      if (left !== right) return left < right ? -1 : 1
      return (
        a.writer - b.writer ||
        a.clock - b.clock ||
        a.segment - b.segment ||
        byText(a.id, b.id) ||
        byText(keyOf(a), keyOf(b))
      )
    })
    .map(([, message]) => message)
}

interface NaiveTaking {
  readonly retract: RetractRecord
  readonly standIn: ContentRecord
}

/** Which retracts take a message back, the first one first, and what stands in for it by each. */
function takingsIn(records: readonly TimelineRecord[], contents: readonly ContentRecord[]) {
  const takings = new Map<string, NaiveTaking[]>()
  const saidIn = ({ person, content }: ContentRecord) =>
    ['post', 'edit'].includes(content.kind) ? messageKey(person, content.messageId) : undefined
  for (const retract of records) {
    if (retract.type !== 'retract') continue
    const { segment, target, postHlc, byModerator } = retract
    const [first] = retract.retract
    const named =
      target !== undefined && postHlc > 0n ? messageKey(target, retract.messageId) : undefined
    const take = (person: PersonId, messageId: MessageId, record?: ContentRecord) => {
      const key = messageKey(person, messageId)
      const place = key === named && first ? { ...first, segment, hlc: postHlc } : record
      if (place === undefined) return
      const { id, writer, clock } = place
      const latest = retract.notAfter ?? retract.hlc
      const hlc = place.hlc > latest ? latest : place.hlc
      const content: Content = { kind: 'post', messageId, text: '' }
      const standsIn = key === named ? retract.thread : record && threadOf(record)
      const at = { id, segment: place.segment, writer, clock, hlc }
      const needsRoot = retract.needsRoot === true
      const standIn: ContentRecord = {
        type: 'content',
        ...at,
        person,
        content,
        standsIn,
        needsRoot,
      }
      takings.set(key, [...(takings.get(key) ?? []), { retract, standIn }])
    }
    for (const { id, writer, clock } of retract.retract) {
      const held = contents.find((one) => one.id === id)
      if (held === undefined || held.writer !== writer || held.clock !== clock) continue
      if (held.segment !== segment || saidIn(held) === undefined) continue
      if (held.person === retract.person || byModerator)
        take(held.person, held.content.messageId, held)
    }
    if (named === undefined || target === undefined || first === undefined) continue
    const [standing] = contents
      .filter((one) => one.writer === first.writer && one.clock === first.clock)
      .filter((one) => one.segment === segment)
      .sort((a, b) => byText(a.id, b.id))
    const agrees = standing?.id === first.id && saidIn(standing) === named
    const isAllowed = byModerator || retract.person === target
    if (isAllowed && (standing === undefined || agrees)) take(target, retract.messageId)
  }
  for (const all of takings.values())
    all.sort((a, b) =>
      a.retract === b.retract ? byText(a.standIn.id, b.standIn.id) : byTime(a.retract, b.retract),
    )
  return takings
}

function threadOf({ content, standsIn }: ContentRecord): ThreadTag | undefined {
  return content.kind === 'post' && content.thread ? threadTag(content.thread) : standsIn
}

/** The newest of those that nobody took away, and all of them. */
function pinAmong(
  records: readonly ContentRecord[],
  withdrawn: ReadonlyMap<RecordId, unknown>,
): Message['pin'] {
  const counted = records.filter(({ id }) => !withdrawn.has(id))
  const taken = counted.flatMap(({ content }) => (content.kind === 'unpin' ? content.records : []))
  const standing = counted
    .filter(({ id, content }) => content.kind === 'pin' && !taken.includes(id))
    .sort(byTime)
    .reverse()
  const [newest] = standing
  return (
    newest && {
      id: newest.id,
      by: newest.person,
      hlc: newest.hlc,
      records: standing.map(({ id }) => id),
    }
  )
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Content records that a retract of their own author, or of a moderator, names rightly; and which do. */
function withdrawnIn(records: readonly TimelineRecord[], contents: readonly ContentRecord[]) {
  const withdrawn = new Map<RecordId, RetractRecord[]>()
  for (const retract of records) {
    if (retract.type !== 'retract') continue
    for (const target of retract.retract) {
      const named = contents.find(
        (one) =>
          one.id === target.id &&
          one.writer === target.writer &&
          one.clock === target.clock &&
          one.segment === retract.segment &&
          (one.person === retract.person || retract.byModerator),
      )
      if (named !== undefined)
        withdrawn.set(named.id, [...(withdrawn.get(named.id) ?? []), retract])
    }
  }
  return withdrawn
}

/** Nobody but the author, if the author did; else the moderator who was first. */
function removerAmong(retracts: readonly RetractRecord[], author: PersonId): PersonId | undefined {
  if (retracts.some(({ person }) => person === author)) return undefined
  return [...retracts].sort(byTime)[0]?.person
}

function reactionsAmong(
  reacts: readonly ContentRecord[],
  unreacts: readonly ContentRecord[],
): Reaction[] {
  const alive = reacts.filter(
    (react) =>
      !unreacts.some(
        ({ person, content }) =>
          person === react.person &&
          content.kind === 'unreact' &&
          content.records.includes(react.id),
      ),
  )
  const emojiOf = ({ content }: ContentRecord) => (content.kind === 'react' ? content.emoji : '')
  return [...new Set(alive.map(emojiOf))].map((emoji) => {
    const same = alive.filter((one) => emojiOf(one) === emoji)
    const people = [...new Set(same.map(({ person }) => person))]
    const idsOf = (who: PersonId) => same.filter((one) => one.person === who).map(({ id }) => id)
    return { emoji, people, records: new Map(people.map((who) => [who, idsOf(who)])) }
  })
}

/** Raise keys until all rules hold, leaving out replies that lead back to themselves. */
function ordersOf(posts: readonly ContentRecord[], shown: ReadonlyMap<string, ContentRecord>) {
  const previous = (post: ContentRecord) =>
    posts
      .filter((one) => one.writer === post.writer && one.segment === post.segment)
      .sort((a, b) => a.clock - b.clock || (a.id < b.id ? -1 : 1))
      .reduce<ContentRecord | undefined>(
        (last, one, at, chain) => (chain[at + 1] === post ? one : last),
        undefined,
      )
  const parent = ({ content }: ContentRecord) =>
    content.kind === 'post' && (content.replyTo ?? content.thread) !== undefined
      ? shown.get(keyOfRef((content.replyTo ?? content.thread) as MessageRef))
      : undefined
  const needs = new Map(
    posts.map((post) => [post, { previous: previous(post), parent: parent(post) }]),
  )
  const leadsTo = (from: ContentRecord, to: ContentRecord): boolean => {
    const seen = new Set<ContentRecord>()
    const queue = [from]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (next === to) return true
      if (seen.has(next)) continue
      seen.add(next)
      for (const need of Object.values(needs.get(next) ?? {})) if (need) queue.push(need)
    }
    return false
  }
  const counted = new Map(
    posts.map((post) => {
      const { previous: before, parent: above } = needs.get(post) ?? {}
      const follows = above !== undefined && !leadsTo(above, post) ? [above] : []
      return [post, before === undefined ? follows : [before, ...follows]]
    }),
  )
  const order = new Map(posts.map((post) => [post, post.hlc]))
  for (let settled = false; !settled;) {
    settled = true
    for (const [post, befores] of counted)
      for (const before of befores) {
        const least = (order.get(before) ?? 0n) + 1n
        if ((order.get(post) ?? 0n) >= least) continue
        order.set(post, least)
        settled = false
      }
  }
  return order
}

function byTime(a: TimelineRecord, b: TimelineRecord): number {
  return a.hlc !== b.hlc ? (a.hlc < b.hlc ? -1 : 1) : a.id < b.id ? -1 : 1
}
