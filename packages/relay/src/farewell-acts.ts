/**
 * What a farewell is about: the act that ended somebody's stay, or the first act that stands against a
 * coming that let nobody in. Rule RE43.
 */
import { type LoggedAction, rankOf, type Roster } from '@parley/group'
import type { DeviceKey, RecordId } from '@parley/protocol'
import { type Coming, isDeparted, newestComing } from './access.ts'

/** The acts that a farewell of this device is about; what is told is these and their whole past. */
export function farewellActs(roster: Roster, device: DeviceKey): readonly RecordId[] {
  const person = roster.personOf(device)
  if (person === undefined) return []
  const { log } = roster
  if (!isDeparted(roster, device)) {
    const coming = newestComing(roster, person)
    return coming === undefined ? [] : actsAgainst(roster, log, coming)
  }
  const takenOut = log.find(
    ({ action, verdict }) =>
      verdict === 'valid' && action.type === 'undevice' && action.device === device,
  )
  const departure = roster.departed.get(person)?.action
  const acts = [takenOut?.id, departure].flatMap((id) => id ?? [])
  return [...new Set(acts)]
}

/** What can stand against a coming, the plainest first. */
const AGAINST = [
  'turned-down',
  'withdrawn-before',
  'removal-beside',
  'maker-left',
  'maker-lowered',
  'withdrawn-since',
  'removal-since',
] as const
type Against = (typeof AGAINST)[number]

/**
 * The first act that says why a coming let nobody in. A refusal alone does not, where a removal has made
 * a request of it that the refusal does not know: then that removal too.
 */
function actsAgainst(
  roster: Roster,
  log: readonly LoggedAction[],
  coming: Coming,
): readonly RecordId[] {
  const made = log.find(({ id }) => id === coming.invite)
  if (made === undefined) return []
  const first = new Map<Against, RecordId>()
  const removals: RecordId[] = []
  for (const one of log) {
    const why = isNewTo(roster, one, coming) ? against(roster, one, { coming, made }) : undefined
    if (why !== undefined && !first.has(why)) first.set(why, one.id)
    if (why === 'removal-beside') removals.push(one.id)
  }
  const refusal = first.get('turned-down')
  if (refusal === undefined) return AGAINST.flatMap((why) => first.get(why) ?? []).slice(0, 1)
  const needsNoMore =
    (made.action.type === 'invite' && made.action.needsApproval) ||
    removals.some((id) => roster.isInPast(id, [refusal]))
  const older = removals.find((id) => !roster.isInPast(refusal, [id]))
  return needsNoMore || older === undefined ? [refusal] : [refusal, older]
}

/** Valid, and known neither to the link nor to who came by it. */
function isNewTo(roster: Roster, { id, verdict }: LoggedAction, coming: Coming): boolean {
  return verdict === 'valid' && !roster.isInPast(id, [coming.invite, coming.id])
}

function against(
  roster: Roster,
  { id, action, person: by }: LoggedAction,
  { coming, made }: { readonly coming: Coming; readonly made: LoggedAction },
): Against | undefined {
  const isSince = (): boolean => roster.isInPast(coming.id, [id])
  switch (action.type) {
    case 'remove':
      return isSince() ? 'removal-since' : 'removal-beside'
    case 'uninvite':
      if (action.target === coming.id) return 'turned-down'
      if (action.target !== coming.invite) return undefined
      return isSince() ? 'withdrawn-since' : 'withdrawn-before'
    case 'leave':
      return by !== undefined && by === made.person ? 'maker-left' : undefined
    case 'role': {
      const isLower = rankOf(action.role) < rankOf(made.role)
      return isLower && action.person === made.person ? 'maker-lowered' : undefined
    }
    default:
      return undefined
  }
}
