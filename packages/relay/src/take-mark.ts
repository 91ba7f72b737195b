/**
 * Read marks: kept one per group and device, and passed on to whoever follows the group.
 *
 * The relay checks who signed and that the counter rises; it cannot look inside. Rule RE24.
 */
import {
  encodeSealedMark,
  encodeTyped,
  groupDoc,
  type GroupId,
  idBytes,
  markBytesToSign,
  MESSAGE_TYPE,
  type SealedMark,
} from '@parley/protocol'
import { isPresent, mayRead } from './access.ts'
import type { Client } from './client.ts'
import type { RelayContext } from './context.ts'
import type { HeldDoc } from './open-docs.ts'

/** Of one group: one person may have any number of devices (AT91). */
const MAX_MARKS = 256

export async function takeMark(
  context: RelayContext,
  client: Client,
  { group: id, mark }: { readonly group: GroupId; readonly mark: SealedMark },
): Promise<void> {
  const held = await context.docs.hold(groupDoc(id))
  try {
    if (!isWelcome(context, { client, held, mark })) return
    held.group.marks.set(mark.device, mark)
    const payload = encodeSealedMark(mark)
    const frame = encodeTyped(groupDoc(id), MESSAGE_TYPE.mark, payload)
    const roster = held.group.roster()
    context.fanOut.tell(frame, { doc: groupDoc(id), rosters: [roster], except: client })
    context.journal
      .putMark(id, mark.device, payload)
      .catch((error: unknown) =>
        context.log({ type: 'journal-failed', doc: groupDoc(id), error: String(error) }),
      )
  } finally {
    held.release()
  }
}

function isWelcome(
  { limits, verify }: RelayContext,
  { client, held, mark }: { client: Client; held: HeldDoc; mark: SealedMark },
): boolean {
  const { group } = held
  const roster = group.roster()
  if (!mayRead(roster, client) || !isPresent(roster, mark.device)) return false
  if (roster.members.size > limits.markPeople) return false
  const known = group.marks.get(mark.device)
  if (known === undefined && marksCount(group) >= MAX_MARKS) return false
  if (known !== undefined && mark.counter <= known.counter) return false
  const message = markBytesToSign(group.id, mark)
  return verify({ publicKey: idBytes(mark.device), message, signature: mark.signature })
}

/** Devices that are gone make room. */
function marksCount({ marks, roster }: HeldDoc['group']): number {
  return [...marks.keys()].filter((device) => isPresent(roster(), device)).length
}
