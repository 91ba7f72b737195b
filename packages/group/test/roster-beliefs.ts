/**
 * What a careless member would make of a group: actions one after another, as they were written.
 * Worlds use it to write acts that are likely to be allowed; no test believes it.
 */
import { introducedDevice, type PersonId, type RecordId, toDeviceKey } from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import type { Key, RosterWorld } from './roster-world.ts'
import { PEOPLE } from './roster-world.ts'
import { personOfRoot, rank } from './twin-facts.ts'

export interface Beliefs {
  /** Ranks of the people thought present, by number. */
  readonly ranks: ReadonlyMap<number, number>
  readonly keys: readonly Key[]
  readonly invites: readonly VerifiedAction[]
  readonly joins: readonly VerifiedAction[]
  /** Acts that have a cut. */
  readonly ends: readonly VerifiedAction[]
}

const numbers = new Map<PersonId, number>(PEOPLE.map(({ id, number }) => [id, number]))
const keysByDevice = new Map(PEOPLE.flatMap(({ keys }) => keys.map((key) => [key.device, key])))
const devices = new WeakMap<object, string>()

export function believe(world: RosterWorld, known: ReadonlySet<VerifiedAction>): Beliefs {
  const ranks = new Map<number, number>()
  const keys = new Set<Key>()
  const invites: VerifiedAction[] = []
  const joins: VerifiedAction[] = []
  const ends: VerifiedAction[] = []
  for (const one of world.actions) {
    if (!known.has(one)) continue
    const { action, header, device } = one
    const author = keysByDevice.get(device)
    const authorRank = (author && ranks.get(author.owner)) ?? -1
    const may = rank(header.claimedRole) <= authorRank
    switch (action.type) {
      case 'found':
        ranks.set(0, 5)
        break
      case 'invite':
        invites.push(one)
        break
      case 'join':
        joins.push(one)
        if (letsIn(world, action.invite))
          raise(action.person.root, inviteRank(world, action.invite))
        break
      case 'add':
        if (may) raise(action.person.root, rank(action.role))
        break
      case 'role':
        if (may && (targetRank(action.person) ?? 9) < authorRank)
          ranks.set(numberOf(action.person), rank(action.role))
        break
      case 'remove':
        if (may && (targetRank(action.person) ?? 9) < authorRank)
          ranks.delete(numberOf(action.person))
        break
      case 'leave':
        if (author !== undefined) ranks.delete(author.owner)
        break
      case 'undevice': {
        const key = keysByDevice.get(action.device)
        if (key !== undefined && key.owner === author?.owner) keys.delete(key)
        break
      }
      default:
        break
    }
    if ('cut' in action && action.type !== 'cut') ends.push(one)
    if ('person' in action && typeof action.person === 'object') {
      const key = keysByDevice.get(deviceOf(action.person) as Key['device'])
      if (key !== undefined) keys.add(key)
    }
  }
  return { ranks, keys: [...keys], invites, joins, ends }

  function raise(root: Uint8Array, to: number): void {
    const number = numbers.get(personOfRoot(root)) ?? 0
    ranks.set(number, Math.max(ranks.get(number) ?? -1, to))
  }
  function targetRank(person: PersonId): number | undefined {
    return ranks.get(numberOf(person))
  }
}

function numberOf(person: PersonId): number {
  return numbers.get(person) ?? 0
}

function letsIn(world: RosterWorld, id: RecordId): boolean {
  const action = world.get(id)?.action
  return action?.type === 'invite' && !action.needsApproval
}

function inviteRank(world: RosterWorld, id: RecordId): number {
  const action = world.get(id)?.action
  return action?.type === 'invite' ? rank(action.role) : -1
}

function deviceOf(introduction: Parameters<typeof introducedDevice>[0]): string {
  const known = devices.get(introduction) ?? toDeviceKey(introducedDevice(introduction))
  devices.set(introduction, known)
  return known
}
