/** Records for timelines in tests: short names in, records out. */
import {
  type Content,
  type Mention,
  type MessageId,
  type MessageRef,
  type PersonId,
  type RecordId,
  type RetractTarget,
  type ThreadTag,
  threadTag,
} from '@parley/protocol'
import type { ContentRecord, MessageKey, RetractRecord, TimelineRecord } from '../src/index.ts'

export const person = (name: string) => name as PersonId
export const messageId = (name: string) => name as MessageId
export const recordId = (name: string) => name as RecordId
export const key = (who: string, message: string): MessageKey =>
  `${person(who)}/${messageId(message)}`

interface Named {
  readonly messageId?: MessageId
  readonly postHlc?: bigint
  readonly target?: PersonId | undefined
  readonly thread?: ThreadTag | undefined
}

interface Said {
  readonly segment?: number
  readonly writer?: number
  readonly hlc?: number
  readonly id?: string
  readonly byModerator?: boolean
  readonly replyTo?: readonly [who: string, message: string]
  /** What it hangs from. */
  readonly under?: readonly [who: string, message: string]
  /** Its author writes in threads only. */
  readonly needsRoot?: boolean
  readonly mentions?: readonly Mention[]
  readonly announcement?: true
}

/** Writes records one after another, each at its writer's next place. */
export class Pen {
  readonly records: TimelineRecord[] = []
  readonly #clocks = new Map<string, number>()
  #count = 0

  post(who: string, message: string, said: Said & { text?: string } = {}): ContentRecord {
    const { replyTo, under, mentions, announcement, text = `${message} by ${who}` } = said
    const refTo = ([author, of]: readonly [string, string]): MessageRef => ({
      segment: said.segment ?? 0,
      person: person(author),
      messageId: messageId(of),
    })
    return this.#content(who, said, {
      kind: 'post',
      messageId: messageId(message),
      text,
      replyTo: replyTo && refTo(replyTo),
      thread: under && refTo(under),
      mentions,
      announcement,
    })
  }

  edit(who: string, message: string, text: string, said: Said = {}): ContentRecord {
    const { mentions } = said
    return this.#content(who, said, { kind: 'edit', messageId: messageId(message), text, mentions })
  }

  react(who: string, to: readonly [string, string], emoji: string, said: Said = {}) {
    const [author, message] = to
    const about = { messageId: messageId(message), person: person(author) }
    return this.#content(who, said, { kind: 'react', ...about, emoji })
  }

  unreact(who: string, to: readonly [string, string], records: readonly TimelineRecord[]) {
    const [author, message] = to
    const about = { messageId: messageId(message), person: person(author), emoji: 'x' }
    const ids = records.map(({ id }) => id)
    return this.#content(who, {}, { kind: 'unreact', ...about, records: ids })
  }

  pin(who: string, to: readonly [string, string], said: Said = {}): ContentRecord {
    const [author, message] = to
    const about = { messageId: messageId(message), person: person(author) }
    return this.#content(who, said, { kind: 'pin', ...about })
  }

  unpin(who: string, to: readonly [string, string], records: readonly TimelineRecord[]) {
    const [author, message] = to
    const about = { messageId: messageId(message), person: person(author) }
    return this.#content(who, {}, { kind: 'unpin', ...about, records: records.map(({ id }) => id) })
  }

  hand(who: string, hand: string, said: Said = {}): ContentRecord {
    return this.#content(who, said, { kind: 'hand', messageId: messageId(hand) })
  }

  lower(
    who: string,
    [owner, hand]: readonly [string, string],
    { called = false, ...said }: Said & { called?: boolean } = {},
  ): ContentRecord {
    const about = { messageId: messageId(hand), person: person(owner) }
    return this.#content(who, said, { kind: 'lower', ...about, called })
  }

  unknown(who: string, message: string): ContentRecord {
    return this.#content(who, {}, { kind: 'unknown', messageId: messageId(message) })
  }

  retract(who: string, targets: readonly TimelineRecord[], said: Said & Named = {}): RetractRecord {
    const retract = targets.map(({ id, writer, clock }) => ({ id, writer, clock }))
    return this.retractPlaces(who, retract, { ...this.#namesOf(targets[0]), ...said })
  }

  /** What an honest retract of this record says it takes back. */
  #namesOf(first: TimelineRecord | undefined): Named {
    if (first?.type !== 'content') return {}
    const { messageId: named, kind } = first.content
    if (kind !== 'post' && kind !== 'edit') return {}
    const times = this.records.flatMap((one) =>
      one.type === 'content' &&
      one.content.kind === 'post' &&
      one.person === first.person &&
      one.content.messageId === named
        ? [one.hlc]
        : [],
    )
    const [post] = this.records.flatMap((one) =>
      one.type === 'content' &&
      one.content.kind === 'post' &&
      one.person === first.person &&
      one.content.messageId === named
        ? [one.content]
        : [],
    )
    const postHlc = times.reduce((low, hlc) => (hlc < low ? hlc : low), times[0] ?? first.hlc)
    const thread = post?.thread && threadTag(post.thread)
    return { messageId: named, postHlc, target: first.person, thread }
  }

  retractPlaces(
    who: string,
    retract: readonly RetractTarget[],
    said: Said & Named = {},
  ): RetractRecord {
    const { byModerator = false, needsRoot = false } = said
    const written = this.#written(who, said)
    const { messageId: named = messageId('nothing'), postHlc = 0n, target, thread } = said
    const takes = { messageId: named, postHlc, target, thread }
    const record: RetractRecord = {
      type: 'retract',
      ...written,
      retract,
      byModerator,
      needsRoot,
      ...takes,
    }
    this.records.push(record)
    return record
  }

  #content(who: string, said: Said, content: Content): ContentRecord {
    const { needsRoot = false, byModerator = false } = said
    const record: ContentRecord = {
      type: 'content',
      ...this.#written(who, said),
      content,
      needsRoot,
      byModerator,
    }
    this.records.push(record)
    return record
  }

  #written(who: string, { segment = 0, writer = who.charCodeAt(0), hlc, id }: Said) {
    const count = ++this.#count
    const chain = `${segment}/${writer}`
    const clock = this.#clocks.get(chain) ?? 0
    this.#clocks.set(chain, clock + 1)
    return {
      id: recordId(id ?? `record ${String((count * 7919) % 10_007).padStart(5, '0')}`),
      segment,
      writer,
      clock,
      person: person(who),
      hlc: BigInt(hlc ?? count * 10),
    }
  }
}
