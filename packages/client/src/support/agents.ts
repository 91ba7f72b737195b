/**
 * Who answers at a desk, and as what: the members of its team, as the team's own signed records say.
 *
 * Guests of the team do not. Whoever leads the team leads its talks, below the visitor who founded them.
 */
import { type Member, mayDo, rankOf, type Roster } from '@parley/group'
import { type PersonId, personIdOf, type Role } from '@parley/protocol'

/** Of a group's people, what matters here. */
export type Present = Pick<Roster, 'founded' | 'members' | 'departed' | 'log' | 'hlcOf'>

export type RoleInTalk = 'owner' | 'admin' | 'moderator'

/** `undefined`: does not answer. */
export function roleInTalk(member: Member | undefined): 'owner' | 'admin' | undefined {
  if (member === undefined || rankOf(member.role) < rankOf('member')) return undefined
  return rankOf(member.role) >= rankOf('owner') ? 'owner' : 'admin'
}

export function agentsOf({ members }: Pick<Roster, 'members'>): readonly PersonId[] {
  return [...members.values()]
    .filter((member) => roleInTalk(member) !== undefined)
    .map(({ person }) => person)
}

/** Withdrawn or not: talks that were begun there go on. */
export function hasKeptDesk({ log }: Pick<Roster, 'log'>): boolean {
  return log.some(
    ({ action, verdict }) =>
      action.type === 'invite' && action.isDesk === true && verdict === 'valid',
  )
}

export type TalkChange =
  | { readonly type: 'add' | 'raise'; readonly person: PersonId; readonly role: Role }
  | { readonly type: 'remove'; readonly person: PersonId }

/** What a person may do to bring a talk in line with its team. Of what they may not, others take care. */
export function changesFor(team: Present, talk: Present, me: PersonId): readonly TalkChange[] {
  const mine = talk.members.get(me)?.role
  if (!team.founded || !talk.founded || mine === undefined) return []
  return [...team.members.values(), ...team.departed.keys()].flatMap(
    (one): readonly TalkChange[] => {
      const change =
        typeof one === 'string' ? removal(team, talk, one) : coming(team, talk, one, mine)
      if (change === undefined || change.person === me) return []
      const theirs = talk.members.get(change.person)?.role
      if (change.type === 'remove') return mayDo('remove', mine, { theirs }) ? [change] : []
      const act = change.type === 'add' ? 'add' : 'role'
      return mayDo(act, mine, { theirs, given: change.role }) ? [change] : []
    },
  )
}

function coming(team: Present, talk: Present, one: Member, mine: Role): TalkChange | undefined {
  const { person } = one
  const wanted = roleInTalk(one)
  const there = talk.members.get(person)
  if (wanted === undefined) return removal(team, talk, person)
  const role = highestOf(wanted, mine)
  if (there !== undefined)
    return rankOf(there.role) < rankOf(role) ? { type: 'raise', person, role } : undefined
  // Who went from a talk comes back to it only by coming to the team anew.
  if (talk.departed.has(person) && team.hlcOf(one.admittedBy) <= lastWordOn(talk, person))
    return undefined
  return { type: 'add', person, role }
}

/** Whoever founded a talk stays, whatever they are to the team. */
function removal(team: Present, talk: Present, person: PersonId): TalkChange | undefined {
  const there = talk.members.get(person)
  if (there === undefined || there.role === 'founder') return undefined
  const answers = roleInTalk(team.members.get(person)) !== undefined
  return answers ? undefined : { type: 'remove', person }
}

/** What is given stays below what it is given with. */
function highestOf(wanted: RoleInTalk, mine: Role): RoleInTalk {
  if (rankOf(mine) > rankOf(wanted)) return wanted
  return rankOf(mine) > rankOf('admin') ? 'admin' : 'moderator'
}

/**
 * When a talk heard last of somebody's coming or going. Its visitor may claim any time: what they did can put
 * this later, which keeps people away from their own talk, and never earlier than what the person did
 * themselves, or a device of the team. So nobody is brought back twice by one coming to the team.
 */
function lastWordOn({ log, members }: Present, person: PersonId): bigint {
  let last = 0n
  for (const { action, person: by, hlc, verdict } of log) {
    if (verdict !== 'valid' || hlc <= last) continue
    const isOfVisitor = by !== undefined && members.get(by)?.role === 'founder'
    const isAbout =
      (action.type === 'leave' && by === person) ||
      (action.type === 'remove' && action.person === person) ||
      (action.type === 'add' && !isOfVisitor && personIdOf(action.person.root) === person)
    if (isAbout) last = hlc
  }
  return last
}
