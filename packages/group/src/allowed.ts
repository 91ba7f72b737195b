/**
 * Whether an act of one rank is allowed to its author there: the table of rights, applied to what
 * higher ranks had made of its target by then. Rules RO3, RO4 and RO18.
 */
import { type Action, type PersonId, ROLES } from '@parley/protocol'
import { type Bench, type Court, hasHeardOf, mayActAs, roleBefore } from './court.ts'
import { mayDo, type RuledAct } from './rights.ts'
import { introducing, rankOf, type VerifiedAction } from './verified-action.ts'

type RuledAction = Extract<Action, { type: RuledAct }>

interface Case {
  readonly one: VerifiedAction
  readonly bench: Bench
  readonly author: PersonId
}

export function isRuledAct(action: Action): action is RuledAction {
  return ['invite', 'uninvite', 'add', 'role', 'remove', 'mute', 'unmute', 'policy'].includes(
    action.type,
  )
}

export function isAllowed(court: Court, asked: Case): boolean {
  const { one, bench, author } = asked
  const role = ROLES[bench.rank]
  if (role === undefined || !isRuledAct(one.action)) return false
  if (!mayActAs(court, author, bench)) return false
  const { action } = one
  switch (action.type) {
    case 'invite':
      return mayDo('invite', role, { given: action.role })
    case 'policy':
      return mayDo('policy', role)
    case 'uninvite':
      return mayDo('uninvite', role) && mayWithdrawThere(court, asked, action)
    case 'add': {
      const person = introducing(one)?.person
      if (person === undefined || !answersJoin(court, asked, action)) return false
      return mayDo('add', role, { theirs: roleBefore(court, person, bench), given: action.role })
    }
    case 'role':
      return (
        hasHeardOf(court, action.person, bench.at) &&
        mayDo('role', role, {
          theirs: roleBefore(court, action.person, bench),
          given: action.role,
        })
      )
    default:
      return (
        hasHeardOf(court, action.person, bench.at) &&
        mayDo(action.type, role, { theirs: roleBefore(court, action.person, bench) })
      )
  }
}

/** An `add` that grants a request grants one of that person that it knows of. */
function answersJoin(
  { graph }: Court,
  { one, bench }: Case,
  { join }: Extract<Action, { type: 'add' }>,
): boolean {
  if (join === undefined) return true
  const at = graph.indexOf(join)
  const request = graph.get(join)
  if (at === undefined || request?.action.type !== 'join') return false
  return graph.builds(bench.at, at) && introducing(request)?.person === introducing(one)?.person
}

/** An invite of lower rank or an own one; a request for a role below one's own. */
function mayWithdrawThere(
  { graph, identities }: Court,
  { bench, author }: Case,
  action: Extract<Action, { type: 'uninvite' }>,
): boolean {
  const at = graph.indexOf(action.target)
  const target = graph.get(action.target)
  if (at === undefined || target === undefined || !graph.builds(bench.at, at)) return false
  if (target.action.type === 'join') {
    const invite = graph.get(target.action.invite)
    return invite?.action.type === 'invite' && rankOf(invite.action.role) < bench.rank
  }
  if (target.action.type !== 'invite') return false
  const invitedWith = rankOf(target.header.claimedRole)
  const isOwn = identities.personOf(target.device) === author
  return isOwn ? invitedWith <= bench.rank : invitedWith < bench.rank
}
