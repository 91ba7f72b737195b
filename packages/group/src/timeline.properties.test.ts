import { threadTag } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { naiveThreads, naiveTimeline } from '../test/naive-timeline.ts'
import { messageId, Pen, person } from '../test/timeline-world.ts'
import {
  type Message,
  type MessageKey,
  messageKey,
  newTimeline,
  type Timeline,
  type TimelineRecord,
} from './index.ts'

const WHO = ['anna', 'ben', 'cleo'] as const
const MESSAGES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** Few people, few message ids and times close together, so that everything meets everything. */
const anyStep = fc.record({
  type: fc.constantFrom(
    ...(['post', 'post', 'post', 'reply', 'reply', 'reply'] as const),
    ...(['hang', 'hang', 'hang', 'hang only', 'answer', 'pin', 'pin', 'unpin'] as const),
    ...(['edit', 'edit only', 'react', 'react', 'unreact', 'retract', 'moderate'] as const),
    ...(['wrong', 'unknown', 'announce', 'announce'] as const),
  ),
  who: fc.constantFrom(...WHO),
  message: fc.constantFrom(...MESSAGES),
  author: fc.constantFrom(...WHO),
  other: fc.constantFrom(...MESSAGES),
  emoji: fc.constantFrom('👍', '🎉'),
  hlc: fc.nat(40),
  segment: fc.nat(1),
  writer: fc.nat(2),
  back: fc.nat(20),
})
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never
const anyScript = fc.array(anyStep, { minLength: 5, maxLength: 60, size: 'max' })

function play(script: readonly Step[]): TimelineRecord[] {
  const pen = new Pen()
  for (const step of script) {
    const { type, who, message, author, other, emoji, hlc, segment } = step
    const said = { hlc, segment, writer: WHO.indexOf(who) * 10 + step.writer }
    const earlier = pen.records.slice(-1 - step.back).slice(0, 2)
    const about = [author, message] as const
    const mentions = [{ person: person(author), name: author }]
    const named = { ...said, mentions, text: `@${author}` }
    // Mostly one root, so that threads grow.
    const under = step.back % 3 === 0 ? about : (['anna', 'a'] as const)
    if (type === 'post') pen.post(who, message, said)
    else if (type === 'announce') pen.post(who, message, { ...said, ...announcedIn(step) })
    else if (type === 'reply') pen.post(who, message, { ...said, replyTo: [author, other] })
    else if (type === 'hang') pen.post(who, message, { ...named, under })
    else if (type === 'hang only') pen.post(who, message, { ...said, under, needsRoot: true })
    else if (type === 'answer') pen.post(who, message, { ...said, under, replyTo: [who, other] })
    else if (type === 'pin') pen.pin(who, about, said)
    else if (type === 'unpin') pen.unpin(who, about, pinsAmong(pen.records).slice(-2))
    else if (type === 'edit') pen.edit(who, message, `${other} instead @${author}`, named)
    else if (type === 'edit only')
      pen.edit(who, message, `${other} there`, { ...said, needsRoot: true })
    else if (type === 'react') pen.react(who, about, emoji, said)
    else if (type === 'unreact') pen.unreact(who, about, earlier)
    else if (type === 'retract') pen.retract(who, earlier, { ...said, ...wordOf(step) })
    else if (type === 'moderate') pen.retract(who, earlier, { ...said, byModerator: true })
    else if (type === 'unknown') pen.unknown(who, message)
    else
      pen.retractPlaces(
        who,
        earlier.map(({ id, writer, clock }) => ({ id, writer, clock: clock + 1 })),
      )
  }
  return pen.records
}

/** By somebody who may, or not; in the main conversation, or a thread. */
function announcedIn({ back, author, other }: Step) {
  const under = back % 4 === 1 ? { under: [author, other] as const } : {}
  return { announcement: true, byModerator: back % 4 !== 0, ...under } as const
}

/** Where an author says that their message stood: mostly the truth. */
function wordOf({ back, author, message }: Step) {
  const lie = threadTag({ person: person(author), messageId: messageId(message) })
  return { needsRoot: back % 4 === 1, ...(back % 5 === 2 ? { thread: lie } : {}) }
}

function pinsAmong(records: readonly TimelineRecord[]): readonly TimelineRecord[] {
  return records.filter((one) => one.type === 'content' && one.content.kind === 'pin')
}

/** Threads by their roots, in no order. */
function threadsOf(timeline: Timeline): ReadonlyMap<MessageKey, readonly Message[]> {
  return new Map(timeline.threads().map(({ rootKey, posts }) => [rootKey, posts]))
}

/** The same records in another order, cut into portions. */
const anyShuffle = fc.array(fc.nat(10_000), { minLength: 80, maxLength: 80, size: 'max' })
function portions(records: readonly TimelineRecord[], shuffle: readonly number[]) {
  const order = records
    .map((record, at) => ({ record, at: shuffle[at] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ record }) => record)
  const cut: TimelineRecord[][] = [[]]
  order.forEach((record, at) => {
    cut.at(-1)?.push(record)
    if ((shuffle[at] ?? 0) % 3 === 0) cut.push([])
  })
  return cut
}

test('[TL16] [TL1] [TL2] [TL3] [TL4] [TL6] [TL12] [TL15] [TL17] [TL18] [TL21] [TL22] [TL23] [TL24] [TL26] [TL34] in any order and portions it shows what its slow twin shows', () => {
  const seen = {
    messages: 0,
    edited: 0,
    deleted: 0,
    removed: 0,
    reactions: 0,
    replies: 0,
    announced: 0,
  }
  const hung = { threads: 0, posts: 0, deleted: 0, hidden: 0, rootless: 0, pins: 0, named: 0 }
  fc.assert(
    fc.property(anyScript, anyShuffle, (script, shuffle) => {
      const records = play(script)
      const timeline = newTimeline()
      for (const portion of portions(records, shuffle)) timeline.apply(portion)
      const messages = timeline.messages()
      expect(messages).toEqual(naiveTimeline(records))
      for (const message of messages) {
        seen.messages++
        if (message.edited) seen.edited++
        if (message.announcement) seen.announced++
        if (message.deleted) seen.deleted++
        if (message.removedBy !== undefined) seen.removed++
        if (message.reactions.length > 0) seen.reactions++
        if (message.replyTo !== undefined) seen.replies++
        expect(timeline.get(message.key)).toBe(message)
        if (message.pin !== undefined) hung.pins++
      }
      const threads = naiveThreads(records)
      expect(threadsOf(timeline)).toEqual(threads)
      hung.threads += threads.size
      for (const [root, posts] of threads) {
        expect(timeline.thread(root)?.posts).toEqual(posts)
        hung.posts += posts.length
        hung.deleted += posts.filter(({ deleted }) => deleted).length
        hung.named += posts.filter(({ mentions }) => mentions.length > 0).length
        if (timeline.get(root) === undefined) hung.rootless++
      }
      const standing = [messages, ...threads.values()].flat().length
      hung.hidden += timeline.everything().length - standing
    }),
    { numRuns: 150 },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(25)
  for (const [what, count] of Object.entries(hung)) expect([what, count > 10]).toEqual([what, true])
})

test('[TL13] [TL14] nobody\u2019s lines change places and no reply stands above its parent, save in a circle', () => {
  let replies = 0
  let runs = 0
  fc.assert(
    fc.property(anyScript, anyShuffle, (script, shuffle) => {
      // Each message id once, replies only to what was written before: as honest devices do.
      const written = new Set<string>()
      const honest = script.flatMap((step, at): Step[] => {
        const target = [...written][step.back % Math.max(1, written.size)]?.split(' ') ?? []
        const message = `${step.message}${at}` as Step['message']
        if (step.type !== 'post' && step.type !== 'reply') return []
        written.add(`${step.who} ${message}`)
        const type = target.length > 0 ? step.type : 'post'
        const [author, other] =
          target.length > 0
            ? (target as [Step['author'], Step['other']])
            : [step.author, step.other]
        return [{ ...step, type, message, author, other }]
      })
      const timeline = newTimeline()
      for (const portion of portions(play(honest), shuffle)) timeline.apply(portion)
      const messages = timeline.messages()
      const positions = new Map(messages.map(({ key }, at) => [key, at]))
      const last = new Map<string, Message>()
      messages.forEach((message, at) => {
        const { replyTo, segment, writer } = message
        if (replyTo !== undefined) {
          replies++
          const parent = positions.get(messageKey(replyTo.person, replyTo.messageId))
          expect(parent).toBeLessThan(at)
        }
        const before = last.get(`${segment}/${writer}`)
        if (before !== undefined) {
          runs++
          expect(before.clock).toBeLessThan(message.clock)
        }
        last.set(`${segment}/${writer}`, message)
      })
    }),
    { numRuns: 100 },
  )
  expect(replies).toBeGreaterThan(100)
  expect(runs).toBeGreaterThan(100)
})

test('[TL11] after every portion only what changed is another object', () => {
  let kept = 0
  fc.assert(
    fc.property(anyScript, anyShuffle, (script, shuffle) => {
      const timeline = newTimeline()
      for (const portion of portions(play(script), shuffle)) {
        const before = timeline.messages()
        const copy = [...before]
        timeline.apply(portion)
        const after = timeline.messages()
        expect(before).toEqual(copy)
        if (after === before) continue
        expect(after).not.toEqual(before)
        const old = new Map(before.map((message) => [message.key, message]))
        for (const message of after) {
          const was = old.get(message.key)
          if (was === message) kept++
          else expect(message).not.toEqual(was)
        }
      }
    }),
    { numRuns: 50 },
  )
  expect(kept).toBeGreaterThan(500)
})

test('[TL4] [TL17] invariant 20: a retract by a moderator hides what it names everywhere, one by others changes nothing', () => {
  const seen = { hidden: 0, untouched: 0 }
  fc.assert(
    fc.property(anyScript, fc.nat(999), fc.boolean(), (script, which, byModerator) => {
      const records = play(script)
      const shown = newTimeline()
      shown.apply(records)
      const posts = records.filter((one) => one.type === 'content' && one.content.kind === 'post')
      const post = posts[which % Math.max(1, posts.length)]
      if (post?.type !== 'content') return
      const pen = new Pen()
      const said = { segment: post.segment, id: 'the retract', hlc: 999 }
      const retract = pen.retract('zoe', [post], { ...said, byModerator })
      const timeline = newTimeline()
      timeline.apply([...(which % 2 === 0 ? [retract] : []), ...records, retract])
      const key = messageKey(post.person, post.content.messageId)
      // Where they stand may change: what is deleted holds no reply below it any more.
      const others = (messages: readonly Message[]) =>
        messages.filter((one) => one.key !== key).sort((a, b) => (a.key < b.key ? -1 : 1))
      expect(others(timeline.messages())).toEqual(others(shown.messages()))
      if (!byModerator) expect(timeline.messages()).toEqual(shown.messages())
      else expect(timeline.get(key)).toMatchObject({ deleted: true, text: '', reactions: [] })
      seen[byModerator ? 'hidden' : 'untouched']++
    }),
    { numRuns: 100 },
  )
  expect(Math.min(seen.hidden, seen.untouched)).toBeGreaterThan(20)
})

test('[TL1] invariant 23: no message id of a person ever shows twice', () => {
  let doubled = 0
  fc.assert(
    fc.property(anyScript, (script) => {
      const records = play(script)
      const timeline = newTimeline()
      timeline.apply(records)
      const keys = timeline.messages().map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      const posts = records.filter((one) => one.type === 'content' && one.content.kind === 'post')
      if (posts.length > keys.length) doubled++
    }),
    { numRuns: 60 },
  )
  expect(doubled).toBeGreaterThan(20)
})

test('[TL10] applying everything again changes nothing', () => {
  let longest = 0
  fc.assert(
    fc.property(anyScript, anyShuffle, (script, shuffle) => {
      const records = play(script)
      const timeline = newTimeline()
      timeline.apply(records)
      const before = timeline.messages()
      for (const portion of portions(records, shuffle)) timeline.apply(portion)
      expect(timeline.messages()).toBe(before)
      longest = Math.max(longest, before.length)
    }),
    { numRuns: 30 },
  )
  expect(longest).toBeGreaterThan(4)
})

test('[TL11] [TL16] thirty thousand messages come in one by one, or by segments from the end', () => {
  const pen = new Pen()
  for (let number = 0; number < 30_000; number++) {
    const who = WHO[number % 3] ?? 'anna'
    const segment = Math.floor(number / 2_000)
    const replyTo = [WHO[(number + 1) % 3] ?? 'anna', `m${number - 2}`] as const
    pen.post(who, `m${number}`, {
      segment,
      id: `r${number}`,
      ...(number % 4 === 3 && { replyTo }),
    })
  }
  const one = newTimeline()
  for (const record of pen.records) one.apply([record])
  const other = newTimeline()
  for (let at = 28_000; at >= 0; at -= 2_000) other.apply(pen.records.slice(at, at + 2_000))
  const keysOf = (messages: readonly Message[]) => messages.map(({ key }) => key).join()
  expect(one.messages()).toHaveLength(30_000)
  expect(keysOf(other.messages())).toBe(keysOf(one.messages()))
})

test('[TL20] invariant 21: purged or not, everybody sees the same', () => {
  const seen = { purged: 0, standIns: 0, hung: 0 }
  fc.assert(
    fc.property(anyScript, anyShuffle, (script, shuffle) => {
      const pen = new Pen()
      for (const { type, who, message, author, other, emoji, hlc, writer } of script) {
        const said = { hlc: hlc + 1, writer: WHO.indexOf(who) * 10 + writer }
        if (type === 'post' || type === 'reply')
          pen.post(who, message, type === 'post' ? said : { ...said, replyTo: [author, other] })
        else if (type === 'hang' || type === 'answer')
          pen.post(who, message, { ...said, under: ['anna', 'a'] })
        else if (type === 'edit') pen.edit(who, message, 'changed', said)
        else if (type === 'react') pen.react(who, [author, message], emoji, said)
        else {
          const byModerator = type === 'moderate'
          const whose = byModerator ? author : who
          const named = recordsOf(pen.records, messageKey(person(whose), messageId(message)))
          if (named.length > 0) pen.retract(who, named, { ...said, byModerator })
        }
      }
      const whole = newTimeline()
      for (const portion of portions(pen.records, shuffle)) whole.apply(portion)
      const purged = newTimeline()
      const left = pen.records.filter(({ id }) => !whole.isRetracted(id))
      for (const portion of portions(left, shuffle)) purged.apply(portion)
      expect(purged.messages()).toEqual(whole.messages())
      expect(purged.messages()).toEqual(naiveTimeline(left))
      expect(threadsOf(purged)).toEqual(threadsOf(whole))
      for (const posts of threadsOf(purged).values())
        seen.hung += posts.filter(({ deleted }) => deleted).length
      seen.purged += pen.records.length - left.length
      seen.standIns += purged.messages().filter(({ deleted }) => deleted).length
    }),
    { numRuns: 200 },
  )
  expect(seen.purged).toBeGreaterThan(300)
  expect(seen.standIns).toBeGreaterThan(200)
  expect(seen.hung).toBeGreaterThan(20)
})

/** Posts before edits, as an honest retract names them. */
function recordsOf(records: readonly TimelineRecord[], key: MessageKey): TimelineRecord[] {
  const of = (kind: 'post' | 'edit') =>
    records.filter(
      (one) =>
        one.type === 'content' &&
        one.content.kind === kind &&
        messageKey(one.person, one.content.messageId) === key,
    )
  return [...of('post'), ...of('edit')]
}
