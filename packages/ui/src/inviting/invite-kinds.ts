/** Kinds of links, as a person chooses them, and the link of a kind that already exists. */
import type { GroupInfo, InviteInfo, InviteOptions, MadeInvite } from '@parley/react'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const SPANS = {
  never: 0,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
} as const

export const USES = [0, 1, 5, 10, 30, 100] as const

export interface InviteKind {
  readonly role: InviteOptions['role']
  readonly needsApproval: boolean
  readonly span: keyof typeof SPANS
  readonly usesCount: (typeof USES)[number]
}

/** Chosen already where nothing else was: a link for members that lasts. */
export const USUAL: InviteKind = {
  role: 'member',
  needsApproval: false,
  span: 'never',
  usesCount: 0,
}

export function optionsOf(kind: InviteKind, now: number): InviteOptions {
  const { role, needsApproval, span, usesCount } = kind
  return { role, needsApproval, usesCount, expiresAt: span === 'never' ? 0 : now + SPANS[span] }
}

/** What this person chose for their last link here, as far as they may still choose it. */
export function lastKind({ lastInvite, me }: GroupInfo): InviteKind {
  if (lastInvite === undefined || !rolesToGive(me).includes(lastInvite.role)) return USUAL
  const { role, needsApproval, usesCount, lifeMs } = lastInvite
  return {
    role,
    needsApproval,
    span: spanOf(lifeMs),
    usesCount: USES.find((n) => n === usesCount) ?? USUAL.usesCount,
  }
}

/** Lowest first. */
export function rolesToGive({
  mayAdminister,
  mayOwn,
}: GroupInfo['me']): readonly InviteOptions['role'][] {
  return [
    'guest',
    'member',
    ...(mayAdminister ? (['moderator'] as const) : []),
    ...(mayOwn ? (['admin'] as const) : []),
  ]
}

export function isUsual(kind: InviteKind): boolean {
  const { role, needsApproval, span, usesCount } = kind
  return role === USUAL.role && !needsApproval && span === USUAL.span && usesCount === 0
}

/** The nearest: clocks of one's devices may differ by a little. */
function spanOf(lifeMs: MadeInvite['lifeMs']): InviteKind['span'] {
  if (lifeMs === 0) return 'never'
  const spans = ['hour', 'day', 'week', 'month'] as const
  const away = (span: (typeof spans)[number]) => Math.abs(SPANS[span] - lifeMs)
  return spans.reduce((nearest, span) => (away(span) < away(nearest) ? span : nearest))
}

/** A link that can be handed out again: this device knows it, and it is neither used up nor over. */
export function isHandedOut(invite: InviteInfo, now: number): boolean {
  const { link, expiresAt, usesCount, joinsCount } = invite
  if (link === undefined) return false
  const isOver = expiresAt !== 0 && expiresAt <= now
  return !isOver && (usesCount === 0 || joinsCount < usesCount)
}

/** The last link while it can be handed out; for who has made none, a usual one that they know. */
export function linkInUse(info: GroupInfo, now: number): string | undefined {
  const known = info.invites.filter((invite) => isHandedOut(invite, now))
  if (!isUsual(lastKind(info))) return known.find(({ id }) => id === info.lastInvite?.id)?.link
  return known.find(
    ({ role, needsApproval, expiresAt, usesCount }) =>
      role === USUAL.role && !needsApproval && expiresAt === 0 && usesCount === 0,
  )?.link
}

/** Links to this computer itself lead nowhere from anybody else's. */
export function isLocalLink(link: string): boolean {
  if (!URL.canParse(link)) return false
  const { hostname } = new URL(link)
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
