/**
 * Cuts: how far this device has read somebody, place by place, as a removal or a mute must say it.
 *
 * What a cut does not name counts nothing, so every segment is looked at: the open ones as they are,
 * older ones from this device's disk and, while a relay is heard, from there. A cut is made before its
 * act is signed; what arrives in between lies outside it.
 */
import {
  type ActionHeader,
  type Action,
  type Cut,
  CUT_DIGEST_BYTES,
  type CutEntry,
  MAX_CUT_ENTRIES,
  type RecordId,
  type Writer,
} from '@parley/protocol'
import { type Draft, draftAction } from '../writing/drafts.ts'
import type { Digests } from './digests.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Segments } from '../syncing/segments.ts'

export interface Cuts {
  /** Of every writer for which `isTarget`, over all documents of the group. */
  cutOf(isTarget: (writer: Writer) => boolean): Promise<Cut>
}

export interface CutsPorts {
  readonly digests: Digests
  readonly segments: Segments
  groupDoc(): LiveDoc
  /** Resolves when the document is in step with a relay, or when that takes too long. */
  whenSynced(doc: LiveDoc): Promise<void>
}

/** Of an act with a longer cut the rest goes on in records of the same append. */
const ENTRIES_AT_ONCE = MAX_CUT_ENTRIES - 32
/** Not below this many segments from the newest: documents that large are read by nobody at once. */
const MAX_SEGMENTS = 256

export function newCuts(ports: CutsPorts): Cuts {
  function entriesIn(
    segment: number | undefined,
    doc: LiveDoc,
    isTarget: (writer: Writer) => boolean,
  ): readonly CutEntry[] {
    const records = doc.records()
    return [...records.writers()].filter(isTarget).map((writer): CutEntry => {
      const clock = records.placesOf(writer)
      const digest = ports.digests.digestOf({ segment, writer, clock })
      return { segment, writer, clock, digest: digest ?? new Uint8Array(CUT_DIGEST_BYTES) }
    })
  }

  return {
    async cutOf(isTarget) {
      const { segments } = ports
      const newest = segments.newest()
      const numbers = new Set(segments.opened().keys())
      for (let older = newest; older >= 0 && older > newest - MAX_SEGMENTS; older--)
        numbers.add(older)
      const docs = await Promise.all(
        Array.from(numbers, async (segment) => {
          const doc = await segments.open(segment)
          await ports.whenSynced(doc)
          return { segment, doc }
        }),
      )
      return [
        ...entriesIn(undefined, ports.groupDoc(), isTarget),
        ...docs.flatMap(({ segment, doc }) => entriesIn(segment, doc, isTarget)),
      ]
    },
  }
}

/** The drafts of an act and, when its cut is long, of the records that continue it: one append. */
export function draftsWithCut(
  header: ActionHeader,
  cut: Cut,
  act: (cut: Cut) => Action,
): readonly Draft[] {
  const parts: Cut[] = []
  for (let at = 0; at < cut.length || at === 0; at += ENTRIES_AT_ONCE)
    parts.push(cut.slice(at, at + ENTRIES_AT_ONCE))
  const [first = [], ...more] = parts
  return [
    draftAction(header, act(first)),
    ...more.map((part): Draft => (place, earlier) => {
      const of = firstOf(earlier)
      return draftAction({ ...header, parents: [of] }, { type: 'cut', of, cut: part })(
        place,
        earlier,
      )
    }),
  ]
}

function firstOf(earlier: readonly RecordId[]): RecordId {
  const [id] = earlier
  if (id === undefined) throw new Error('a cut is continued behind its act only')
  return id
}
