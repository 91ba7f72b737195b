/** Kinds of links, as a person chooses them, and the link of a kind that already exists. */
import type { InviteInfo, InviteOptions } from '@parley/react'

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

/** What one press gives: a link for members that lasts. */
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

/** A link that can be handed out again: this device knows it, and it is neither used up nor over. */
export function isHandedOut(invite: InviteInfo, now: number): boolean {
  const { link, expiresAt, usesCount, joinsCount } = invite
  if (link === undefined) return false
  const isOver = expiresAt !== 0 && expiresAt <= now
  return !isOver && (usesCount === 0 || joinsCount < usesCount)
}

/** Links to this computer itself lead nowhere from anybody else's. */
export function isLocalLink(link: string): boolean {
  if (!URL.canParse(link)) return false
  const { hostname } = new URL(link)
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}
