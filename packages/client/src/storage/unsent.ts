/** What this person wrote in a group and no relay has taken yet. Rule SP8. */
import { messageKey } from '@parley/group'
import { parseDocName, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import type { UnsentMessage } from '../model-storage.ts'

/** As it is shown: oldest first, what waits to be written after what is written. */
export function unsentIn(
  { outbox, identity }: Pick<Device, 'outbox' | 'identity'>,
  session: Session,
): readonly UnsentMessage[] {
  const { waiting, history } = session.parts
  const me = identity.person
  const groupName = session.membership.groupName() ?? session.belonging.entry().name ?? ''
  const about = { group: session.id, groupName }
  const unsent: UnsentMessage[] = waiting
    .list()
    .toReversed()
    .flatMap(({ content }) => {
      if (content.kind !== 'post') return []
      return [{ ...about, key: messageKey(me, content.messageId), text: content.text }]
    })
  let left = outbox
    .docs()
    .filter((doc) => isSegmentOf(doc, session))
    .reduce((sum, doc) => sum + outbox.recordsOf(doc).length, 0)
  const timeline = history.timeline()
  const inThreads = left === 0 ? [] : timeline.threads().flatMap(({ posts }) => posts)
  const messages = left === 0 ? [] : [...inThreads, ...timeline.messages()]
  // What is unsent is nearly always the newest: it is found before much has been looked at.
  for (let at = messages.length - 1; at >= 0 && left > 0; at--) {
    const message = messages[at]
    if (message?.person !== me || message.deleted) continue
    const { segment, writer, clock, key, text } = message
    if (!outbox.holds({ doc: segmentDoc(session.id, segment), writer, clock })) continue
    left--
    unsent.push({ ...about, key, text })
  }
  return unsent.toReversed()
}

function isSegmentOf(doc: string, { id }: Session): boolean {
  const name = parseDocName(doc)
  return name?.kind === 'segment' && name.group === id
}
