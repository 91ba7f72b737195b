/**
 * Many heads side by side: which of them to name first. Anybody present may write devices, boxes and
 * merges of their own as often as they like, with whatever time they claim: what brings in an
 * admission or an act of power goes before that, and of what is left nobody's second goes before
 * anybody's first. Rules RO14 and RO50.
 */
import type { Action, PersonId, RecordId } from '@parley/protocol'
import type { LoggedAction } from './member.ts'
import type { Roster } from './roster.ts'
import { rankOf } from './verified-action.ts'

/** Acts that need a rank; the founding is below them all. */
const POWERS: ReadonlySet<Action['type']> = new Set<Action['type']>([
  'invite',
  'uninvite',
  'add',
  'role',
  'remove',
  'mute',
  'unmute',
  'policy',
])

const logs = new WeakMap<Roster, readonly LoggedAction[]>()

/** Every held action, those that build on it before it. Asked with every message, so it is remembered. */
export function backwards(roster: Roster): readonly LoggedAction[] {
  const log = logs.get(roster) ?? [...roster.log].reverse()
  logs.set(roster, log)
  return log
}

/** Valid actions of a kind that no other valid one of the kind builds on: the most powerful first, then by id. */
export function standingOnes(
  roster: Roster,
  isOne: (action: Action) => boolean,
): readonly RecordId[] {
  const found: LoggedAction[] = []
  const last: RecordId[] = []
  for (const one of backwards(roster)) {
    const counts = one.verdict === 'valid' && isOne(one.action)
    if (!counts || roster.isInPast(one.id, last)) continue
    found.push(one)
    last.push(one.id)
  }
  return found
    .sort((a, b) => rankOf(b.role) - rankOf(a.role) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

/**
 * All heads, the ones to be named first before the others: those that bring in the last acts of power
 * and the last joins, `most` of these at most; then the other valid ones, of each person one in turn, those
 * with the longest past first. A weighty act that only invalid heads build on stands there itself.
 */
export function byWeight(roster: Roster, most: number): readonly RecordId[] {
  const heads = new Set(roster.heads)
  const held = backwards(roster).filter(({ id }) => heads.has(id))
  const valid = inTurns(held.filter(({ verdict }) => verdict === 'valid'))
  const others = inTurns(held.filter(({ verdict }) => verdict !== 'valid'))
  const first = new Set<RecordId>()
  for (const id of weighty(roster, most)) {
    if (roster.isInPast(id, [...first])) continue
    first.add(valid.find((head) => roster.isInPast(id, [head])) ?? id)
  }
  return [...first, ...[...valid, ...others].filter((id) => !first.has(id))]
}

/** Acts of power before joins: whoever holds a link can join as many as they like. */
function weighty(roster: Roster, most: number): readonly RecordId[] {
  const last: RecordId[] = []
  const kinds = [
    (type: Action['type']) => POWERS.has(type),
    (type: Action['type']) => type === 'join',
  ]
  for (const isOne of kinds)
    for (const { id, action, verdict } of backwards(roster)) {
      if (last.length === most) return last
      if (verdict !== 'valid' || !isOne(action.type) || roster.isInPast(id, last)) continue
      last.push(id)
    }
  return last
}

function inTurns(actions: readonly LoggedAction[]): readonly RecordId[] {
  const counts = new Map<PersonId | undefined, number>()
  const turns = actions.map(({ id, person }) => {
    const turn = counts.get(person) ?? 0
    counts.set(person, turn + 1)
    return { id, turn }
  })
  return turns.sort((a, b) => a.turn - b.turn).map(({ id }) => id)
}
