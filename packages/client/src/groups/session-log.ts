/** What was done to a group, over its session. */
import { logOf } from '../membership/log-view.ts'
import type { LogEntry } from '../model.ts'
import type { Session } from './session.ts'

export function logOfSession(session: Session): readonly LogEntry[] {
  return logOf({
    roster: () => session.membership.roster(),
    nameOf: (person) =>
      person === undefined ? '' : (session.membership.saidNameOf(person) ?? session.nameOf(person)),
    saidOfGroup: () => session.membership.saidOfGroup(),
    pinnings: () => session.parts.history.timeline().pinnings(),
    textOf: (key) => session.parts.history.textOf(key),
  })
}
