/**
 * The roster's rules as slow, obvious sentences: sets for pasts, recursion for ranks. For comparing
 * with the real reducer, on small worlds.
 */
import {
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupIdOf,
  introducedDevice,
  type PersonId,
  personIdOf,
  type RecordId,
  ROLES,
  type Role,
  toDeviceKey,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'

export function naiveRoles(group: GroupId, given: readonly VerifiedAction[]) {
  const byId = new Map(given.map((action) => [action.id, action]))
  const pastOf = (id: RecordId): Set<RecordId> | undefined => {
    const past = new Set<RecordId>()
    const queue = [...(byId.get(id)?.header.parents ?? [])]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (past.has(next)) continue
      const action = byId.get(next)
      if (action === undefined) return undefined
      past.add(next)
      queue.push(...action.header.parents)
    }
    return past
  }
  const pasts = new Map(given.map(({ id }) => [id, pastOf(id)]))
  const held = [...byId.values()].filter(({ id }) => pasts.get(id) !== undefined)
  const isBefore = (a: RecordId, b: RecordId) => pasts.get(b)?.has(a) === true

  const rankOf = (role: Role) => ROLES.indexOf(role)
  const inviteOf = (one: VerifiedAction) => {
    const invite = one.action.type === 'join' ? byId.get(one.action.invite) : undefined
    return invite?.action.type === 'invite' && pasts.get(invite.id) ? invite : undefined
  }
  const actingRank = (one: VerifiedAction): number => {
    if (one.action.type === 'found') return 6
    return rankOf((inviteOf(one) ?? one).header.claimedRole)
  }
  const claimOf = (one: VerifiedAction): PersonId | undefined => {
    const { action } = one
    if (action.type !== 'found' && action.type !== 'join') return undefined
    if (toDeviceKey(introducedDevice(action.person)) !== one.device) return undefined
    return personIdOf(action.person.root)
  }
  const personOf = (device: string): PersonId | undefined => {
    const claims = held.filter((one) => one.device === device && claimOf(one) !== undefined)
    const first = claims.filter((one) => !claims.some((other) => isBefore(other.id, one.id)))
    const lowest = first.sort((a, b) => (a.id < b.id ? -1 : 1))[0]
    return lowest && claimOf(lowest)
  }

  const memo = new Map<RecordId, boolean>()
  const isValid = (one: VerifiedAction): boolean => {
    const known = memo.get(one.id) ?? decide(one)
    memo.set(one.id, known)
    return known
  }
  const decide = (one: VerifiedAction): boolean => {
    const { action, header, id, device } = one
    if (action.type === 'found') {
      const gid = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
      return gid === group && claimOf(one) !== undefined
    }
    const rank = actingRank(one)
    if (action.type === 'invite') {
      const author = personOf(device)
      if (author === undefined || rank < 2 || rankOf(action.role) >= rank) return false
      return (roleOf(author, { before: id, above: rank }) ?? -1) >= rank
    }
    if (action.type !== 'join') return false
    const invite = inviteOf(one)
    const person = claimOf(one)
    if (invite === undefined || person === undefined || personOf(device) !== person) return false
    if (!isBefore(invite.id, id) || !isValid(invite)) return false
    return (roleOf(person, { before: id, above: rank }) ?? -1) < rank
  }
  const admits = (one: VerifiedAction, person: PersonId): boolean => {
    const invite = inviteOf(one)
    const isRequest = invite?.action.type === 'invite' && invite.action.needsApproval
    return claimOf(one) === person && !isRequest && isValid(one)
  }
  const givenRole = (one: VerifiedAction): number => {
    const invite = inviteOf(one)
    return invite?.action.type === 'invite' ? rankOf(invite.action.role) : 5
  }
  const roleOf = (
    person: PersonId,
    { before, above = -1 }: { before?: RecordId; above?: number } = {},
  ): number | undefined => {
    const all = held.filter(
      (one) =>
        actingRank(one) > above &&
        (before === undefined || isBefore(one.id, before)) &&
        admits(one, person),
    )
    const newest = all.filter((one) => !all.some((other) => isBefore(one.id, other.id)))
    const rank = Math.max(...newest.map(actingRank))
    const roles = newest.filter((one) => actingRank(one) === rank).map(givenRole)
    return roles.length === 0 ? undefined : Math.min(...roles)
  }

  const people = new Set(held.flatMap((one) => claimOf(one) ?? []))
  const roles = [...people].flatMap((person): [PersonId, Role][] => {
    const role = ROLES[roleOf(person) ?? -1]
    return role === undefined ? [] : [[person, role]]
  })
  const verdicts = held.map(({ id }): [RecordId, string] => {
    const one = byId.get(id)
    if (one?.action.type === 'unknown') return [id, 'ignored']
    return [id, one !== undefined && isValid(one) ? 'valid' : 'invalid']
  })
  return { roles: new Map(roles), verdicts: new Map(verdicts) }
}
