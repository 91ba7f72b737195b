/** A conversation that was written before: in segments where the server has such, else in one document. */
import { createHash } from 'node:crypto'
import { groupDoc, hlcAt, SEGMENT_TURNOVER_PLACES, segmentDoc } from '@parley/protocol'
import * as Y from 'yjs'
import type { Person, Written } from '../people/person.ts'
import type { Society } from '../people/society.ts'
import { updateOf } from '../people/update.ts'
import type { Member } from '../relay/member.ts'
import { newLatch, type Stage } from '../relay/stage.ts'
import type { HeldDoc } from '../relay/speech.ts'
import { wholeDoc } from '../relay/yjs-speech.ts'
import { mustBe } from './fan-out.ts'

const WRITERS = 20
/** Records of one writer in one update, as an outbox that empties sends them. */
const PER_UPDATE = 50

export interface History {
  readonly society: Society
  /** By segment, in the order they were written. */
  readonly segments: readonly (readonly Written[])[]
}

/** Twenty people in turns; each segment written by page loads of its own, as over weeks. */
export function newHistory(society: Society, messagesCount: number): History {
  const by = society.people.slice(0, WRITERS)
  const startAt = Date.now() - 86_400_000
  const all = Array.from({ length: messagesCount }, (_, at): Written => {
    const segment = Math.floor(at / SEGMENT_TURNOVER_PLACES)
    const person: Person = mustBe(by[at % by.length])
    const hlc = hlcAt(startAt + at)
    const post = { hlc, heads: society.heads, segment, pageLoad: segment + 1 }
    return person.post(society.group, post)
  })
  const count = Math.ceil(messagesCount / SEGMENT_TURNOVER_PLACES)
  return {
    society,
    segments: Array.from({ length: count }, (_, at) =>
      all.slice(at * SEGMENT_TURNOVER_PLACES, (at + 1) * SEGMENT_TURNOVER_PLACES),
    ),
  }
}

/**
 * Resolves when the server has all of it, kept if it says so. One member stays: some servers forget
 * what nobody looks at.
 */
export async function bring(stage: Stage, history: History): Promise<void> {
  const { society, segments } = history
  const person = mustBe(society.people[0])
  stage.enter({ person, society })
  for (const written of segments) await bringRecords(stage, society, written)
  if (stage.contender.acknowledges !== undefined || !stage.contender.keepsDocs) return
  const witness = stage.enter({ person, society, wanted: segments.flat().length })
  await witness.complete()
  stage.dismiss([witness])
}

/** By their authors, each on a socket of their own. */
async function bringRecords(
  stage: Stage,
  society: Society,
  written: readonly Written[],
): Promise<void> {
  const byWriter = [...grouped(written, ({ writer }) => writer).values()]
  const bringing = byWriter.map((own, at) => bringOwn(stage, society, { own, at }))
  stage.dismiss(await Promise.all(bringing))
}

async function bringOwn(
  stage: Stage,
  society: Society,
  { own, at }: { readonly own: readonly Written[]; readonly at: number },
): Promise<Member> {
  const frames: Uint8Array[] = []
  for (let from = 0; from < own.length; from += PER_UPDATE)
    frames.push(stage.frameOf(mustBe(own[0]).doc, updateOf(own.slice(from, from + PER_UPDATE))))
  let acked = 0
  const all = newLatch()
  const person = mustBe(society.people[at])
  const first = [groupDoc(society.group)]
  const onAck = (): void => void (++acked >= frames.length && all.open())
  const member = stage.enter({ person, society, first, onAck })
  await member.joined()
  for (const frame of frames) member.say(frame)
  if (stage.contender.acknowledges !== undefined) await Promise.race([all.opened, member.trouble])
  else await member.whenHeard()
  return member
}

/** What somebody holds who has these records, as they tell this server. */
export function heldOf(
  { society, segments }: History,
  isOneDoc: boolean,
): ReadonlyMap<string, HeldDoc> {
  const docs: [string, readonly Written[]][] = isOneDoc
    ? [[wholeDoc(society), segments.flat()]]
    : segments.map((written, at) => [segmentDoc(society.group, at), written])
  if (!isOneDoc) docs.push([groupDoc(society.group), society.actions])
  return new Map(docs.map(([name, written]) => [name, held(written)]))
}

function held(written: readonly Written[]): HeldDoc {
  const doc = new Y.Doc()
  // Where all segments are one document, each has writers of its own.
  for (const own of grouped(written, ({ writer }) => writer).values())
    Y.applyUpdate(doc, updateOf(own))
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc))
  const digest = Uint8Array.from(createHash('sha256').update(snapshot).digest())
  return { stateVector: Y.encodeStateVector(doc), digest }
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const own = groups.get(keyOf(item)) ?? []
    groups.set(keyOf(item), own)
    own.push(item)
  }
  return groups
}
