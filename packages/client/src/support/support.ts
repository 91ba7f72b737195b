/**
 * Support: talks of the teams that this person is in, kept in line with them, and the desks that were opened.
 *
 * A desk is a link of a team's that admits nobody. Its visitor reads who is in the team and founds a group
 * of their own with them in it: open-desk.ts, which only what visitors use brings along. Rules SU1 to SU6.
 */
import type { GroupId, LinkEnd } from '@parley/protocol'
import type { Session } from '../groups/session.ts'
import { lookAtLink } from '../joining/look-at-link.ts'
import { hasKeptDesk } from './agents.ts'
import { newKeeping, type Team } from './keeping.ts'
import type { SupportPorts } from './support-ports.ts'
import { talkIn } from './talk-info.ts'

/** A desk that somebody opened here. */
export interface DeskHere extends Team {
  readonly team: GroupId
  readonly isOpen: boolean
  /** Something of that group, or of the line, has changed. */
  look(group?: GroupId): void
  shut(): Promise<void>
}

export interface SupportHere {
  readonly ports: SupportPorts
  /** From before it opens on: a relay names the team's documents to whoever proves the link. */
  add(desk: DeskHere): void
  /** Its document is read here without being in it. */
  isAt(group: GroupId): boolean
  /** Of a link that nobody followed here; its group becomes none of theirs by that. */
  endOfUnfollowed(linkText: string): Promise<LinkEnd | undefined>
  /** Something of a group has changed. */
  look(group?: GroupId): void
  /** Something of a desk's team has. */
  keep(): void
  close(): Promise<void>
}

export function newSupport(ports: SupportPorts): SupportHere {
  const { device, sessions } = ports
  const desks = new Set<DeskHere>()
  const lookedAt = new Set<GroupId>()
  const keeping = newKeeping({
    device,
    talks: () =>
      sessions().flatMap((session) => {
        const talk = talkIn(session, device.identity.person)
        return talk === undefined ? [] : [[session, talk.team] as const]
      }),
    team(id) {
      const session = sessions().find((one) => one.id === id)
      if (session !== undefined) return ownTeam(session)
      return [...desks].find(({ team, isOpen }) => isOpen && team === id)
    },
  })

  function look(group?: GroupId): void {
    keeping.look()
    for (const desk of desks) desk.look(group)
  }

  const stopHearing = device.link.onState(() => look())
  return {
    ports,
    add: (desk) => void desks.add(desk),
    isAt: (group) => lookedAt.has(group) || [...desks].some(({ team }) => team === group),
    endOfUnfollowed: (linkText) =>
      lookAtLink({ device, sessions, lookAt: (group) => void lookedAt.add(group) }, linkText),
    look,
    keep: () => keeping.look(),
    async close() {
      stopHearing()
      keeping.close()
      await Promise.allSettled([...desks].map((desk) => desk.shut()))
    },
  }
}

/** Only of a team that keeps a desk, or kept one: nobody else learns of a team by claiming to have come to it. */
function ownTeam({ membership, status, groupDoc }: Session): Team | undefined {
  if (!hasKeptDesk(membership.roster()) || !membership.isWhole()) return undefined
  if (status.state() !== 'ready') return undefined
  return { membership, isFresh: () => groupDoc.following()?.isSynced() === true }
}
