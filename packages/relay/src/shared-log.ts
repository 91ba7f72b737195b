/**
 * What other relays put into a log that several share: taken into what is in memory here, and passed on.
 *
 * They are one operator's, so what one of them took is not judged again; signatures of actions are verified
 * all the same, because a roster is made of nothing else. A document that is not in memory is loaded only
 * if somebody is here whom it concerns. Rules RE71 to RE74, RE78.
 */
import {
  type AcceptedRecord,
  cutUpdate,
  type HeldRecord,
  recordsOf,
  verifyEvidence,
} from '@parley/gate'
import { reduceRoster } from '@parley/group'
import {
  type GroupId,
  MAX_UPDATE_BYTES,
  parseDocName,
  parseRecord,
  parseSealedMark,
  recordIdOf,
} from '@parley/protocol'
import { baseOf } from './base-doc.ts'
import type { RelayContext } from './context.ts'
import { factsOf } from './deletion-rights.ts'
import type { SharedEntry } from './journal/journal.ts'
import type { HeldDoc } from './open-docs.ts'
import { reviewAll, spread } from './spread.ts'
import { hearMark } from './take-mark.ts'
import { newlyVerified } from './verified-actions.ts'

type Shared<Type extends SharedEntry['type']> = Extract<SharedEntry, { type: Type }>

/** Never throws: one bad entry must not keep the others from being taken. */
export function takeEntry(context: RelayContext, entry: SharedEntry): void {
  try {
    if (entry.type === 'note') context.purging.hear(entry)
    else if (entry.type === 'mark') takeSharedMark(context, entry)
    else takeSharedUpdate(context, entry)
  } catch (error) {
    context.log({ type: 'internal', error: String(error) })
  }
}

function takeSharedMark(context: RelayContext, entry: Shared<'mark'>): void {
  const mark = parseSealedMark(entry.mark)
  if (mark === undefined) return
  const doc = context.catalogue.baseOfGroup(entry.group)
  if (doc === undefined || context.docs.keepFor(doc, entry)) return
  const open = context.docs.peek(doc)
  if (open !== undefined) hearMark(context, { doc, group: open.group, mark })
}

function takeSharedUpdate(context: RelayContext, entry: Shared<'update'>): void {
  const { doc } = entry
  const name = parseDocName(doc)
  if (name === undefined) return
  const { docs, catalogue } = context
  const base = baseOf(name)
  catalogue.addDoc(doc)
  // Also of what is being loaded now, which may fail.
  catalogue.forgetSummary(doc)
  if (doc === base) introduceAll(context, entry)
  if (docs.keepFor(doc, entry)) return
  const isWanted = hasSomebodyFor(context, { group: name.group, base })
  const held = isWanted ? docs.holdOpen(doc) : inPassing(context, doc)
  if (held === undefined) return isWanted ? wakeSoon(context, doc) : leaveAside(context, entry)
  try {
    takeOpen(context, held, entry)
  } finally {
    held.release()
  }
}

function introduceAll(
  { catalogue, audience }: RelayContext,
  { doc, update }: Shared<'update'>,
): void {
  for (const { bytes } of recordsOf(doc, update)) {
    const record = parseRecord(bytes)
    const device = record && catalogue.addIntroduction(doc, record)
    if (device !== undefined) audience.introduce(doc, device)
  }
}

function hasSomebodyFor(
  { audience, fanOut }: RelayContext,
  { group, base }: { readonly group: GroupId; readonly base: string },
): boolean {
  return audience.of(base).length > 0 || fanOut.followersIn(group).length > 0
}

/** What is in memory, without its time there being any longer: nobody here asked for it. */
function inPassing({ docs }: RelayContext, doc: string): HeldDoc | undefined {
  const open = docs.peek(doc)
  return open && { ...open, release: () => undefined }
}

/** RE74: nobody sees what is in it, which may be gone. */
function leaveAside({ purging }: RelayContext, { doc, isWhole }: Shared<'update'>): void {
  if (isWhole) purging.doubt(doc)
}

/** RE72: whoever is here and may read it hears of it. */
function wakeSoon(context: RelayContext, doc: string): void {
  wake(context, doc).catch((error: unknown) =>
    context.log({ type: 'internal', error: String(error) }),
  )
}

async function wake(context: RelayContext, doc: string): Promise<void> {
  const held = await context.docs.hold(doc)
  try {
    const { group } = held
    context.noteChange(doc)
    if (doc !== group.doc) return
    // What it was before is not known: everybody here is as good as new.
    reviewAll(context, doc, { before: reduceRoster(group.id, []), after: group.roster() })
  } finally {
    held.release()
  }
}

function takeOpen(
  context: RelayContext,
  held: HeldDoc,
  { doc, update, isWhole }: Shared<'update'>,
): void {
  const { live, group } = held
  const news = live.takeIn(update, isWhole)
  if (news === undefined) {
    context.log({ type: 'log-contradicted', doc })
    return context.docs.discard(doc)
  }
  if (news.hasGone || news.isBack) context.purging.clearLater(doc)
  if (news.records.length > 0 || news.hasGone) {
    if (!isWhole) group.storedBytes += update.length
    const accepted = acceptedIn(context, held, news.records)
    context.purging.remember(held, accepted)
    spread(context, { held, accepted, updates: framesOf(doc, update) })
  }
  // At the end, since it may drop the document.
  if (news.contradicted.length > 0) context.contradictions.note(held, news)
}

/** As whoever took them had them. */
function acceptedIn(
  { verify }: RelayContext,
  { live, group }: HeldDoc,
  records: readonly HeldRecord[],
): readonly AcceptedRecord[] {
  if (live.name === group.doc) return newlyVerified(group, records, verify)
  const facts = factsOf({ live, group })
  return records.flatMap(({ place, bytes }): readonly AcceptedRecord[] => {
    const record = parseRecord(bytes)
    if (record === undefined) return []
    if (record.kind === 'retract')
      return verifyEvidence([{ ...place, record: bytes }], facts, verify)
    const [device, another] = group.devicesOf(place.writer)
    const sole = another === undefined ? device : undefined
    return [{ place, id: recordIdOf(place, bytes), record, device: sole }]
  })
}

function framesOf(doc: string, update: Uint8Array): readonly Uint8Array[] {
  return update.length <= MAX_UPDATE_BYTES ? [update] : (cutUpdate(doc, update) ?? [])
}
