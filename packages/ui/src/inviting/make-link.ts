/** Makes a link of a kind; of the usual kind there is no need for two. */
import type { Group } from '@parley/react'
import { isUsual, optionsOf, type InviteKind } from './invite-kinds.ts'

export function makeLink(group: Group, kind: InviteKind): Promise<string> {
  return isUsual(kind) ? group.inviteLink() : group.invite(optionsOf(kind, Date.now()))
}
