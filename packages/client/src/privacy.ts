/** What this person keeps to themselves: whom they do not hear, and whether others see them here. */
import type { PersonId } from '@parley/protocol'
import type { Device } from './device.ts'
import { type Derived, newDerived } from './live.ts'

const BLOCKED = 'blocked/'
const PRESENCE = 'presence'

export interface Privacy {
  readonly blocked: Derived<readonly PersonId[]>
  readonly presence: Derived<boolean>
  setBlocked(person: PersonId, isBlocked: boolean): Promise<void>
  setPresence(shown: boolean): Promise<void>
  /** The settings changed. */
  refresh(): void
}

/** What is folded away calls nobody. */
export function isBlocked({ settings }: Pick<Device, 'settings'>, person: PersonId): boolean {
  return settings.get(BLOCKED + person) === true
}

export function newPrivacy({ settings }: Pick<Device, 'settings'>): Privacy {
  const presence = newDerived(() => settings.get(PRESENCE) !== false)
  const blocked = newDerived(() =>
    settings.keys(BLOCKED).map((key) => key.slice(BLOCKED.length) as PersonId),
  )
  return {
    blocked,
    presence,
    setBlocked: (person, isBlocked) => settings.set(BLOCKED + person, isBlocked ? true : undefined),
    setPresence: (shown) => settings.set(PRESENCE, shown ? undefined : false),
    refresh() {
      blocked.invalidate()
      presence.invalidate()
    },
  }
}
