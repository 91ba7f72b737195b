/**
 * Marks: kept one per group or person document and device, and passed on to whoever follows it; in a large
 * group to the other devices of the same person, and to nobody else.
 *
 * The relay checks who signed and that the counter rises; it cannot look inside. Rule RE24.
 */
import type { Roster } from '@parley/group'
import {
  encodeSealedMark,
  encodeTyped,
  idBytes,
  markBytesToSign,
  MESSAGE_TYPE,
  type SealedMark,
} from '@parley/protocol'
import { isPresent, mayRead } from './access.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import type { HeldDoc } from './open-docs.ts'

export async function takeMark(
  context: RelayContext,
  client: Client,
  { doc, mark }: { readonly doc: string; readonly mark: SealedMark },
): Promise<void> {
  const held = await context.docs.hold(doc)
  try {
    if (!isWelcome(context, { client, held, mark })) return
    const { group } = held
    const roster = group.roster()
    passOn(context, { doc, group, mark, except: client })
    if (!group.marks.hasRoom(mark, roster)) return
    group.marks.set(mark)
    keep(context, { doc, group, mark })
  } finally {
    held.release()
  }
}

/** A mark that another relay keeps in the same log, where the last one put is what counts: verified by it. */
export function hearMark(
  context: RelayContext,
  { doc, group, mark }: Pick<Passing, 'doc' | 'group' | 'mark'>,
): void {
  const known = group.marks.get(mark.device)
  // Who took it had not heard of the newer one, which is put in again; told of that, nobody puts in more.
  if (known !== undefined && mark.counter < known.counter)
    return keep(context, { doc, group, mark: known })
  if (mark.counter === known?.counter) return
  group.marks.set(mark)
  passOn(context, { doc, group, mark })
}

function keep(
  { journal, log }: RelayContext,
  { doc, group, mark }: Pick<Passing, 'doc' | 'group' | 'mark'>,
): void {
  journal
    .putMark(group.id, mark.device, encodeSealedMark(mark))
    .catch((error: unknown) => log({ type: 'journal-failed', doc, error: String(error) }))
}

interface Passing {
  readonly doc: string
  readonly group: HeldDoc['group']
  readonly mark: SealedMark
  /** Who sent it. */
  readonly except?: Client
}

function passOn(context: RelayContext, { doc, group, mark, except }: Passing): void {
  const roster = group.roster()
  const person = roster.personOf(mark.device)
  const isForAll = areMarksForAll(context, roster)
  context.fanOut.tell(encodeTyped(doc, MESSAGE_TYPE.mark, encodeSealedMark(mark)), {
    doc,
    rosters: [roster],
    ...(except !== undefined && { except }),
    only: (other) => (isForAll ? mayRead(roster, other) : roster.personOf(other.device) === person),
  })
}

/** What is kept and this device is told when it begins to follow the group. */
export function marksFor(
  context: RelayContext,
  client: Client,
  { group }: HeldDoc,
): readonly SealedMark[] {
  const roster = group.roster()
  if (areMarksForAll(context, roster)) return group.marks.present(roster)
  const person = roster.personOf(client.device)
  return person === undefined ? [] : group.marks.present(roster, person)
}

function areMarksForAll({ limits }: RelayContext, { members }: Roster): boolean {
  return members.size <= limits.markPeople
}

function isWelcome(
  { verify }: RelayContext,
  { client, held, mark }: { client: Client; held: HeldDoc; mark: SealedMark },
): boolean {
  const { group } = held
  const roster = group.roster()
  if (!mayRead(roster, client) || !isPresent(roster, mark.device)) return false
  if (mark.counter <= (group.marks.get(mark.device)?.counter ?? -1)) return false
  const message = markBytesToSign(group.id, mark)
  return verify({ publicKey: idBytes(mark.device), message, signature: mark.signature })
}
