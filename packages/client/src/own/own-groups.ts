/**
 * Keeps the groups of this device and the groups that the person's devices have noted in step: what
 * is here is noted, what is noted is opened. Rules OW14, OW15.
 */
import { type GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { groupKey, type NotedGroup, notedGroups, wordOn } from './noted-groups.ts'
import type { Notes } from './notes.ts'
import { hasWritten } from './own-acts.ts'

export interface OwnGroups {
  /** Rejects with StorageFailed. */
  look(): Promise<void>
  /** Every noted group is open, and this device has introduced itself there. */
  isComplete(): boolean
}

export interface OwnGroupsPorts {
  readonly device: Device
  readonly notes: Notes
  sessions(): Iterable<Session>
  /** Does nothing for a group that is open or opening. */
  openNoted(group: GroupId, noted: NotedGroup): Promise<void>
}

export function newOwnGroups(ports: OwnGroupsPorts): OwnGroups {
  const { device, notes } = ports

  function localGroup(session: Session) {
    const member = session.membership.roster().members.get(device.identity.person)
    return {
      group: session.id,
      name: session.membership.groupName() ?? session.belonging.entry().name ?? '',
      state: session.status.state(),
      admission: member?.admittedBy,
    }
  }

  return {
    async look() {
      const noted = notedGroups(notes)
      for (const session of ports.sessions()) {
        const word = wordOn(localGroup(session), noted.get(session.id), device.origin)
        if (word !== undefined) await notes.set(groupKey(session.id), word)
      }
      const here = new Set([...ports.sessions()].map(({ id }) => id))
      for (const [group, word] of noted)
        if (word.isIn && !here.has(group)) await ports.openNoted(group, word)
    },
    isComplete() {
      const here = new Map([...ports.sessions()].map((session) => [session.id, session]))
      return [...notedGroups(notes)].every(([group, { isIn }]) => {
        const session = here.get(group)
        return !isIn || (session !== undefined && hasWritten(session.groupDoc, group, device))
      })
    },
  }
}
