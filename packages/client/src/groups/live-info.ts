/** What a group is and who is in it, as a live value; mutes and slow mode end in it by the clock. */
import type { Device } from '../device.ts'
import { type Derived, newDerived } from '../live.ts'
import type { GroupInfo } from '../model-people.ts'
import { cleanLines } from '../names.ts'
import type { Stop } from '../ports.ts'
import { statusIn } from '../profiles/own-profile.ts'
import { infoOf, nextChangeOf } from './info.ts'
import { talkIn } from '../support/talk-info.ts'
import type { Session } from './session.ts'

export interface LiveInfo {
  readonly live: Derived<GroupInfo>
  /** As the group says it, or as it was told before this person could read that. */
  name(): string
  close(): void
}

/** Timers hold some 24 days at most. */
const LONGEST_WAIT_MS = 86_400_000

export function newLiveInfo(device: Device, session: Session): LiveInfo {
  const { membership, parts } = session
  let cancelLook: Stop | undefined

  const name = () => membership.groupName() ?? session.belonging.entry().name ?? ''

  function lookAgain(at: number): void {
    cancelLook?.()
    const waitMs = Math.min(at - device.ownClock.now(), LONGEST_WAIT_MS)
    cancelLook = Number.isFinite(at)
      ? device.clock.after(Math.max(0, waitMs), () => session.refresh())
      : undefined
  }

  function info(): GroupInfo {
    const found = infoOf({
      device,
      group: session.id,
      inviting: parts.inviting,
      roster: () => membership.roster(),
      status: session.status,
      name,
      description: () =>
        cleanLines(membership.saidNames(device.identity.person).group.words?.value ?? ''),
      nameOf: (person) => session.nameOf(person),
      statusOf: (person) => statusIn(device, membership, person),
      saidNameOf: (person) => membership.saidNameOf(person),
      siteNameOf: (person) => membership.siteNameOf(person),
      hasWaitingPost: () => parts.waiting.list().some(({ content }) => content.kind === 'post'),
      talk: () => talkIn(session, device.identity.person),
    })
    lookAgain(nextChangeOf(found))
    return found
  }

  return { live: newDerived(info), name, close: () => cancelLook?.() }
}
