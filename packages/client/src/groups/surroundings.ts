/** What else there is on this device, as one of its groups may ask. */
import type { GroupId } from '@parley/protocol'
import { candidatesIn, introductionsIn } from '../membership/candidates.ts'
import type { Forgetting } from './forgetting.ts'
import type { Surroundings } from './group.ts'
import { type Held, sessionOf } from './held-groups.ts'
import type { Session } from './session.ts'

export interface SurroundingsPorts {
  readonly sessions: ReadonlyMap<GroupId, Session>
  readonly held: ReadonlyMap<GroupId, Held>
  readonly forgetting: Forgetting
  tellDrafts(): void
}

/** People of the other groups who are not in this one, and how those groups introduce them. */
export function surroundingsOf(group: GroupId, ports: SurroundingsPorts): Surroundings {
  const { held, forgetting } = ports
  const others = () => [...held.values()].map(sessionOf).filter(({ id }) => id !== group)
  const goes = async (how: (one: Held) => Promise<void>): Promise<void> => {
    const one = held.get(group)
    if (one !== undefined) await how(one)
  }
  return {
    candidates: () => candidatesIn(ports.sessions.get(group), others()),
    introductionsOf: (person) => introductionsIn(others(), person),
    tellDrafts: () => ports.tellDrafts(),
    takeOffList: () => goes((one) => forgetting.takeOffList(one)),
    forget: () => goes((one) => forgetting.forget(one)),
  }
}
