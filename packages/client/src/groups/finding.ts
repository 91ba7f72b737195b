/** Ways to a message of a group: by its key, by a day, by a link to it. */
import type { MessageKey } from '@parley/group'
import { messageLink } from '@parley/protocol'
import { revealDay } from '../conversation/reveal-day.ts'
import { reveal } from '../conversation/reveal.ts'
import type { Group } from '../model.ts'
import type { Session } from './session.ts'

export type Finding = Pick<Group, 'reveal' | 'revealDay' | 'messageLink'>

export function newFinding(session: Session): Finding {
  const timeline = () => session.parts.history.timeline()
  const newest = () => session.parts.segments.newest()
  const ports = { window: session.window, timeline, newest }
  return {
    reveal: (key: MessageKey, segmentHint?: number) => reveal(ports, key, segmentHint),
    revealDay: (dayAt: number) => revealDay(ports, dayAt),
    messageLink(key: MessageKey) {
      const message = timeline().get(key)
      return message && messageLink(session.id, key, message.segment)
    },
  }
}
