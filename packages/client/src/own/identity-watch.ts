/**
 * Says, once in each group, that somebody there has the name of a person whose code was compared and
 * is not that person. Rule OW20.
 */
import type { GroupId, PersonId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import { verificationOf, verifiedNames } from './verification.ts'

export interface IdentityWatch {
  look(): void
}

export interface IdentityWatchPorts {
  readonly device: Device
  sessions(): Iterable<Session>
}

export function newIdentityWatch({ device, sessions }: IdentityWatchPorts): IdentityWatch {
  const seen = new Map<GroupId, number>()
  const told = new Set<string>()
  let verifiedCount = 0

  /** Once on this device, also after a restart: in the list of people the mark stays. */
  async function tell(group: GroupId, person: PersonId, by: string): Promise<void> {
    const key = keyOf(group, person)
    if ((await device.store.get(key)) !== undefined) return
    await device.store.write([{ type: 'put', key, value: true }])
    device.notices.tell('identity-changed', group, { by, person })
  }

  return {
    look() {
      const verified = verifiedNames(device.settings)
      if (verified.size !== verifiedCount) seen.clear()
      verifiedCount = verified.size
      if (verified.size === 0) return
      for (const session of sessions()) {
        const version = session.membership.version()
        if (seen.get(session.id) === version || session.status.state() !== 'ready') continue
        seen.set(session.id, version)
        for (const person of session.membership.roster().members.keys()) {
          const name = session.nameOf(person)
          const key = keyOf(session.id, person)
          const isMe = person === device.identity.person
          if (isMe || told.has(key) || verificationOf(verified, { person, name }) !== 'changed')
            continue
          told.add(key)
          tell(session.id, person, name).catch(() => told.delete(key))
        }
      }
    },
  }
}

function keyOf(group: GroupId, person: PersonId): string {
  return `namesake/${group}/${person}`
}
