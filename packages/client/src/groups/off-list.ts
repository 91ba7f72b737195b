/** Ways in which a group goes off this person's list, and when each is open to them. Rules GS43, GS50, GS51, GS122. */
import type { PersonId } from '@parley/protocol'
import { type Group, NotAllowed } from '../model.ts'
import { departureIn } from '../joining/departures.ts'
import type { Session } from './session.ts'

export interface OffListPorts {
  readonly session: Session
  readonly me: PersonId
  takeOffList(): Promise<void>
  forget(): Promise<void>
}

export function newOffList({
  session,
  me,
  takeOffList,
  forget,
}: OffListPorts): Pick<Group, 'giveUpLink' | 'withdrawRequest' | 'forget'> {
  const { status, belonging, membership } = session

  /** Its founder, who may not leave, and nobody beside them, as far as this device knows. */
  function isAlone(): boolean {
    const { members } = membership.roster()
    return status.state() === 'ready' && members.size === 1 && members.get(me)?.role === 'founder'
  }

  return {
    async giveUpLink() {
      const ended = status.endedLink()
      if (ended === undefined) throw new NotAllowed('There is no ended link to give up here.')
      if (!ended.wasHere && departureIn(membership.roster(), me) === undefined) return takeOffList()
      await belonging.dropLink()
      // Out already, and the group was gone from this device: it goes as it went before.
      if (!ended.wasHere) await forget()
    },
    async withdrawRequest() {
      if (status.state() !== 'waiting')
        throw new NotAllowed('Nothing of yours waits for an answer in this group.')
      const wasHere = membership.roster().departed.has(me)
      await session.parts.acts.withdrawRequest()
      if (!wasHere) await forget()
    },
    async forget() {
      const state = status.state()
      if (state !== 'left' && state !== 'removed' && !isAlone())
        throw new NotAllowed('Leave this group first.')
      await forget()
    },
  }
}
