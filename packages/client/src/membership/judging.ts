/**
 * Judging: which of the opened records count, by the roster as it stands now.
 *
 * Every verdict is worked out anew when a removal, a mute or a policy could have changed it, from
 * records opened once: a removal hides what lies outside its cut, and what was hidden comes back when
 * that removal turns out not to count (AT41). Nothing here is stored, nothing is opened again.
 */
import { type ContentRecord, type Roster, type TimelineRecord } from '@parley/group'
import type { Content, Hlc, PersonId, RecordId, RetractTarget, Writer } from '@parley/protocol'
import type { OpenedRecord } from '../reading/reader.ts'

export interface Judging {
  take(records: readonly OpenedRecord[], loaded: boolean): void
  /** Some are here that build on what is not. */
  isWaiting(): boolean
  /** The roster may be another one. */
  rejudge(): void
  /** The time of one that came too early has come. */
  retime(): void
  /** The documents are read anew. */
  forget(): void
}

export interface JudgingPorts {
  readonly me: PersonId
  roster(): Roster
  /** Over the ids of a writer's records below that clock; `undefined` when they are not all held. */
  digestOf(upto: {
    segment: number | undefined
    writer: Writer
    clock: number
  }): Uint8Array | undefined
  /** The time a post is shown by. */
  timeOf(id: RecordId, hlc: Hlc, loaded: boolean): Hlc
  onShown(lines: readonly TimelineRecord[], loaded: boolean): void
  /** Something is no longer shown, or otherwise: these are all that are. */
  onAnew(lines: readonly TimelineRecord[]): void
  /** Own words that the group's rules hide, for everyone. */
  onHidden(records: readonly OpenedRecord[]): void
  /** What counts of those after all, and own words that have just come in. */
  onCounted(records: readonly OpenedRecord[]): void
}

type Act = 'post' | 'reply' | 'react' | 'retract'

interface Judged {
  readonly opened: OpenedRecord
  readonly loaded: boolean
  verdict: 'valid' | 'waits' | 'invalid'
  /** It counts in a thread only: its author may not post in the main conversation. */
  needsRoot: boolean
  line: TimelineRecord | undefined
}

/** Of these a new one takes nothing away that stood before (invariant 4). */
const HARMLESS: ReadonlySet<string> = new Set([
  'found',
  'invite',
  'uninvite',
  'join',
  'add',
  'device',
  'box',
  'unknown',
])

export function newJudging(ports: JudgingPorts): Judging {
  return new HeldJudging(ports)
}

class HeldJudging implements Judging {
  readonly #ports: JudgingPorts
  readonly #held = new Map<RecordId, Judged>()
  /** Waiting, or not valid: an act that only admits can make them count, and nothing else. */
  readonly #uncounted = new Set<Judged>()
  readonly #told = new Set<RecordId>()
  #roster: Roster | undefined
  #verdicts: ReadonlyMap<RecordId, string> = new Map()

  constructor(ports: JudgingPorts) {
    this.#ports = ports
  }

  take(records: readonly OpenedRecord[], loaded: boolean): void {
    this.rejudge()
    const fresh = records
      .filter(({ id }) => !this.#held.has(id))
      .map((opened): Judged => ({
        opened,
        loaded,
        verdict: 'waits',
        needsRoot: false,
        line: undefined,
      }))
    for (const judged of fresh) this.#held.set(judged.opened.id, judged)
    this.#judge(fresh)
    this.#show(fresh)
  }

  isWaiting(): boolean {
    for (const { verdict } of this.#uncounted) if (verdict === 'waits') return true
    return false
  }

  rejudge(): void {
    const roster = this.#ports.roster()
    if (roster === this.#roster) return
    const isFirst = this.#roster === undefined
    this.#roster = roster
    const before = this.#verdicts
    this.#verdicts = new Map(roster.log.map(({ id, verdict }) => [id, verdict]))
    // With nothing new it is what a site's tokens say that can be told only now.
    const isGrown = roster.log.length !== before.size
    if (isFirst || (isGrown && isHarmless(roster, before)))
      return this.#show(this.#judge([...this.#uncounted]))
    const all = [...this.#held.values()]
    const shown = new Map(all.map((judged) => [judged, judged.line]))
    const changed = this.#judge(all)
    if (changed.some((judged) => shown.get(judged) !== undefined)) this.#showAll()
    else this.#show(changed)
  }

  retime(): void {
    let isMoved = false
    for (const judged of this.#held.values()) {
      const line = judged.line && this.#lineOf(judged, judged.line.person)
      if (line === undefined || isSameTime(line, judged.line)) continue
      judged.line = line
      isMoved = true
    }
    if (isMoved) this.#showAll()
  }

  forget(): void {
    this.#held.clear()
    this.#uncounted.clear()
  }

  /** Gives back those that count otherwise than before. */
  #judge(records: readonly Judged[]): readonly Judged[] {
    const changed = records.filter((judged) => this.#judgeOne(judged))
    const { me, onHidden, onCounted } = this.#ports
    const isMine = ({ opened }: Judged) => this.#roster?.personOf(opened.device) === me
    const hidden = records.filter(
      (judged) =>
        judged.verdict === 'invalid' &&
        judged.opened.says.type === 'content' &&
        !this.#told.has(judged.opened.id) &&
        isMine(judged),
    )
    for (const { opened } of hidden) this.#told.add(opened.id)
    if (hidden.length > 0) onHidden(hidden.map(({ opened }) => opened))
    const counted = changed.filter(
      (judged) =>
        judged.verdict === 'valid' &&
        (this.#told.delete(judged.opened.id) || (!judged.loaded && isMine(judged))),
    )
    if (counted.length > 0) onCounted(counted.map(({ opened }) => opened))
    return changed
  }

  #judgeOne(judged: Judged): boolean {
    const { opened, line: before } = judged
    const roster = this.#ports.roster()
    const person = roster.personOf(opened.device)
    const isOpenInSecret =
      roster.encrypted && 'nonce' in opened.header && opened.header.epoch === undefined
    judged.verdict = person === undefined ? 'waits' : isOpenInSecret ? 'invalid' : this.#ask(opened)
    judged.needsRoot =
      judged.verdict === 'invalid' &&
      !isOpenInSecret &&
      mayBeReply(opened) &&
      this.#ask(opened, 'reply') === 'valid'
    if (judged.needsRoot) judged.verdict = 'valid'
    if (judged.verdict === 'valid') this.#uncounted.delete(judged)
    else this.#uncounted.add(judged)
    judged.line =
      judged.verdict === 'valid' && person !== undefined ? this.#lineOf(judged, person) : undefined
    return !isSameLine(before, judged.line)
  }

  #ask(opened: OpenedRecord, act: Act | 'moderate' = this.#actOf(opened)): Judged['verdict'] {
    const { segment, place, device, header } = opened
    return this.#ports.roster().judge({
      device,
      heads: header.heads,
      place: { segment, writer: place.writer, clock: place.clock },
      act,
      digestOf: this.#ports.digestOf,
    })
  }

  #actOf({ says, device }: OpenedRecord): Act | 'moderate' {
    if (says.type === 'retract') return 'retract'
    const { content } = says
    switch (content.kind) {
      case 'react':
      case 'unreact':
      case 'hand':
      case 'confided':
        return 'react'
      case 'lower': {
        const isOwn = this.#ports.roster().personOf(device) === content.person
        return isOwn && !content.called ? 'react' : 'moderate'
      }
      default:
        return 'post'
    }
  }

  #lineOf({ opened, loaded, needsRoot }: Judged, person: PersonId): TimelineRecord {
    const { id, segment, place, header, says } = opened
    const line = { id, segment, writer: place.writer, clock: place.clock, person, hlc: header.hlc }
    if (says.type === 'retract') {
      const byModerator = this.#ask(opened, 'moderate') === 'valid'
      const { message, targets } = says
      const target = this.#writerOf(targets)
      const { messageId, hlc: postHlc, thread } = message
      // Of what its author deleted: whether they may speak where they say that it stood.
      const isBound = !byModerator && this.#ask(opened, 'post') !== 'valid'
      const takes = { messageId, postHlc, thread, target, byModerator, needsRoot: isBound }
      const notAfter = this.#ports.timeOf(id, header.hlc, loaded)
      return { type: 'retract', ...line, retract: targets, ...takes, notAfter }
    }
    // What is edited or taken back when is a matter of its own time; only where a post stands, or stood, is not.
    const isPost = says.content.kind === 'post'
    const hlc = isPost ? this.#ports.timeOf(id, header.hlc, loaded) : header.hlc
    return {
      type: 'content',
      ...line,
      hlc,
      content: says.content,
      needsRoot,
      byModerator: asksForModerator(says.content) && this.#ask(opened, 'moderate') === 'valid',
    } satisfies ContentRecord
  }

  /** Whose records a retract names: the person behind the writer of the first. */
  #writerOf([first]: readonly RetractTarget[]): PersonId | undefined {
    const roster = this.#ports.roster()
    const [device] = first === undefined ? [] : roster.devicesOf(first.writer)
    return device && roster.personOf(device)
  }

  #show(records: readonly Judged[]): void {
    for (const loaded of [true, false]) {
      const lines = records.flatMap((judged) =>
        judged.loaded === loaded ? (judged.line ?? []) : [],
      )
      if (lines.length > 0) this.#ports.onShown(lines, loaded)
    }
  }

  #showAll(): void {
    this.#ports.onAnew([...this.#held.values()].flatMap(({ line }) => line ?? []))
  }
}

/** Whoever wrote it wants it to count for more than a member's. */
function asksForModerator(content: Content): boolean {
  return content.kind === 'confided' || (content.kind === 'post' && content.announcement === true)
}

/** A post in a thread; or an edit, of which the timeline knows whether it is of one. */
function mayBeReply({ says }: OpenedRecord): boolean {
  if (says.type !== 'content') return false
  const { content } = says
  return content.kind === 'edit' || (content.kind === 'post' && content.thread !== undefined)
}

function isSameLine(
  before: TimelineRecord | undefined,
  after: TimelineRecord | undefined,
): boolean {
  if (before === undefined || after === undefined) return before === after
  const isModerated = (line: TimelineRecord) => line.byModerator === true
  const needsRoot = (line: TimelineRecord) => line.needsRoot === true
  return isModerated(before) === isModerated(after) && needsRoot(before) === needsRoot(after)
}

function isSameTime(after: TimelineRecord, before: TimelineRecord | undefined): boolean {
  const standsBy = (line: TimelineRecord | undefined) =>
    line?.type === 'retract' ? line.notAfter : line?.hlc
  return standsBy(after) === standsBy(before)
}

/** True when nothing that stood can fall: no verdict turned, and what is new only admits. */
function isHarmless(roster: Roster, before: ReadonlyMap<RecordId, string>): boolean {
  return roster.log.every(({ id, action, verdict }) => {
    const known = before.get(id)
    return known === undefined ? HARMLESS.has(action.type) : known === verdict
  })
}
