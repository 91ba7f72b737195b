/**
 * Support: desks that this person came to, the talks they began there, and talks of teams they are in.
 *
 * A desk is a link of a team's that admits nobody. Its visitor reads who is in the team and founds a group
 * of their own with them in it. Rules SU1 to SU9.
 */
import { type GroupId, type Invitation, parseDeskLink } from '@parley/protocol'
import type { Session } from '../groups/session.ts'
import type { Desk, Support } from '../model-support.ts'
import { hasKeptDesk } from './agents.ts'
import { keptTalk, OpenDesk } from './desk.ts'
import { newKeeping, type Team } from './keeping.ts'
import type { SupportPorts } from './support-ports.ts'
import { talkIn } from './talk-info.ts'

export interface SupportHere extends Support {
  /** Its document is read here without being in it. */
  isAt(group: GroupId): boolean
  /** Something of a group has changed. */
  look(group?: GroupId): void
  close(): Promise<void>
}

export function newSupport(ports: SupportPorts): SupportHere {
  const { device, sessions } = ports
  const sessionOf = (group: GroupId) => sessions().find(({ id }) => id === group)
  const desks = new Map<string, Promise<OpenDesk>>()
  const opened = new Set<OpenDesk>()

  const keeping = newKeeping({
    device,
    talks: () =>
      sessions().flatMap((session) => {
        const talk = talkIn(session, device.identity.person)
        return talk === undefined ? [] : [[session, talk.team] as const]
      }),
    team: teamBy,
  })

  function teamBy(id: GroupId): Team | undefined {
    const session = sessionOf(id)
    if (session !== undefined) return ownTeam(session)
    return [...opened].find(({ team, isOpen }) => isOpen && team === id)
  }

  async function open(invitation: Invitation): Promise<OpenDesk> {
    const desk = new OpenDesk({ ...ports, sessionOf, onChange: () => keeping.look() }, invitation)
    // Told before anything is followed: a relay names the team's documents to whoever proves the link.
    opened.add(desk)
    await desk.open(await keptTalk(device, invitation.group))
    return desk
  }

  function look(group?: GroupId): void {
    keeping.look()
    for (const desk of opened) desk.look(group)
  }

  const stopHearing = device.link.onState(() => look())
  return {
    async openDesk(linkText): Promise<Desk | undefined> {
      const parsed = parseDeskLink(linkText)
      if (!parsed.ok) return undefined
      const { group, invite } = parsed.invitation
      const key = `${group}/${invite}`
      const desk = desks.get(key) ?? open(parsed.invitation)
      desks.set(key, desk)
      return desk
    },
    isAt: (group) => [...opened].some(({ team }) => team === group),
    look,
    async close() {
      stopHearing()
      keeping.close()
      await Promise.allSettled([...opened].map((desk) => desk.shut()))
    },
  }
}

/** Only of a team that keeps a desk, or kept one: nobody else learns of a team by claiming to have come to it. */
function ownTeam({ membership, status, groupDoc }: Session): Team | undefined {
  if (!hasKeptDesk(membership.roster()) || !membership.isWhole()) return undefined
  if (status.state() !== 'ready') return undefined
  return { membership, isFresh: () => groupDoc.following()?.isSynced() === true }
}
