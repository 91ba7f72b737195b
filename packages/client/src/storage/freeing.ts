/**
 * Old segments go from this device, and are fetched again when somebody scrolls there. Rules SP13 to SP16.
 *
 * Only what a relay says to hold at that moment goes; what is unsent, unread, or new stays, and so do the
 * group document and with it all keys. Every tab lets go of it, or its disk space would stay taken.
 */
import { type GroupId, parseDocName, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { eraseDocs } from '../joining/erasing.ts'
import type { TabMessage } from '../ports.ts'

/** The newest stay: they are what one sees when a group is opened. */
const KEPT_SEGMENTS = 2
/** Opened and read together, to be let go of together. */
const AT_ONCE = 8
/** How long a relay may take to say what it holds. */
const HELD_WAIT_MS = 3_000

/** Of this group, ascending: those that may go as far as this device knows. */
export function freeableIn(
  { outbox }: Pick<Device, 'outbox'>,
  session: Session,
): readonly number[] {
  const { segments, waiting, history, firstSyncs } = session.parts
  const unsent = new Set(
    outbox.docs().flatMap((doc) => {
      const name = parseDocName(doc)
      return name?.kind === 'segment' && name.group === session.id ? [name.segment] : []
    }),
  )
  for (const { segment } of waiting.list()) if (segment !== undefined) unsent.add(segment)
  const { firstUnread } = history.conversation.get()
  const unread = firstUnread === undefined ? undefined : history.timeline().get(firstUnread)
  // Something is unread and not known where, as in a thread: nothing of this group goes.
  const isUnclear = history.unreadCount() > 0 && unread === undefined
  const end = Math.min(segments.newest() - KEPT_SEGMENTS + 1, unread?.segment ?? Infinity)
  const candidates = Array.from({ length: Math.max(0, isUnclear ? 0 : end) }, (_, at) => at)
  return candidates.filter((segment) => firstSyncs.has(segment) && !unsent.has(segment))
}

/**
 * Resolves with the segments that went; those a relay is not in step with within seconds stay. Rejects with
 * `StorageFailed`.
 */
export async function free(
  device: Device,
  session: Session,
  wanted: readonly number[],
): Promise<readonly number[]> {
  const gone: number[] = []
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const batch = wanted.slice(at, at + AT_ONCE)
    const sure: number[] = []
    for (const segment of batch) if (await isSafe(session, segment)) sure.push(segment)
    const still = new Set(freeableIn(device, session))
    const going = sure.filter((segment) => still.has(segment))
    if (going.length === 0) continue
    await session.parts.firstSyncs.forget(going)
    await session.window.keepFreed(going)
    device.tabs.post({ type: 'freed', group: session.id, segments: going })
    await letGo(session, going)
    await eraseDocs(
      device,
      going.map((segment) => segmentDoc(session.id, segment)),
    )
    gone.push(...going)
  }
  return gone
}

/** A relay has told what it has of it, and says that it has all that is here. */
async function isSafe({ parts, window }: Session, segment: number): Promise<boolean> {
  if (!(await window.fetch(segment))) return false
  const doc = parts.segments.opened().get(segment)
  return (await doc?.following()?.whenHeldThere(HELD_WAIT_MS)) === true
}

/** In this tab they close, and what was in them is in the conversation no more. */
async function letGo(session: Session, segments: readonly number[]): Promise<void> {
  await session.parts.segments.shut(segments)
  session.readAnew()
}

/** Another tab freed these; what is no list of segments is left alone. */
export function hearFreed(
  { group, segments }: TabMessage,
  sessionOf: (group: GroupId) => Session | undefined,
): void {
  const session = typeof group === 'string' ? sessionOf(group as GroupId) : undefined
  if (session === undefined || !Array.isArray(segments)) return
  const gone = segments.filter((segment: unknown) => Number.isSafeInteger(segment)) as number[]
  session.parts.firstSyncs.forget(gone).catch(() => undefined)
  session.window.keepFreed(gone).catch(() => undefined)
  letGo(session, gone).catch(() => undefined)
}
