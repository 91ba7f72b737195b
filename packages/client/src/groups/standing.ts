/**
 * What this person may do in a group now: the roster's rules, and the two that go by the clock (a mute
 * for a time, slow mode), which honest devices keep to by themselves and relays enforce.
 */
import { headsFor, type Roster } from '@parley/group'
import { type PersonId, toDeviceKey } from '@parley/protocol'
import type { Identity } from '../identity/identity.ts'
import type { Bar, GroupState, Standing } from '../model-people.ts'
import { isAtLeast } from '../membership/rights.ts'

export interface StandingBasis {
  readonly roster: Roster
  readonly identity: Pick<Identity, 'person' | 'device'>
  readonly state: GroupState
  /** Epoch milliseconds. */
  readonly now: number
  /** Of the own newest post, epoch milliseconds; asked in slow mode only. */
  lastPostAt(): number
}

const BARRED: Record<Bar, string> = {
  muted: 'You are muted in this group.',
  announcements: 'In this group only some people post.',
  hushed: 'It is quiet in this group: for now nobody but its moderators writes.',
  locked: 'This group is locked: for now nobody but its moderators writes here.',
  'locked-out': 'This group is locked: you are let in when it is unlocked.',
  guest: 'Guests read along in this group.',
  slow: 'This group is in slow mode: wait a little before the next message.',
}

export function textOfBar({ role, bar }: Pick<Standing, 'role' | 'bar'>): string {
  if (bar !== undefined) return BARRED[bar]
  return role === undefined ? 'You are not in this group any more.' : 'This group is closed.'
}

export function standingIn(basis: StandingBasis): Standing {
  const { roster, identity, state } = basis
  const role = roster.members.get(identity.person)?.role
  const { bar, until } = barOf('post', basis)
  const reply = barOf('reply', basis)
  const isOpen = state === 'ready' || state === 'joining' || state === 'waiting'
  return {
    role,
    mayPost: isOpen && bar === undefined,
    mayReact:
      isOpen && (bar === 'slow' || barFor('react', basis) === undefined) && !isMutedNow(basis),
    bar: isOpen ? bar : undefined,
    until: isOpen ? until : undefined,
    inThreads: {
      mayPost: isOpen && reply.bar === undefined,
      bar: isOpen ? reply.bar : undefined,
      until: isOpen ? reply.until : undefined,
    },
    mayInvite: isAtLeast(role, 'moderator'),
    mayModerate: isAtLeast(role, 'moderator'),
    mayAdminister: isAtLeast(role, 'admin'),
    mayOwn: isAtLeast(role, 'owner'),
  }
}

/** Why this person's next post would not do, and until when. */
export function barOf(
  act: 'post' | 'reply',
  basis: StandingBasis,
): {
  readonly bar: Bar | undefined
  readonly until: number | undefined
} {
  const { roster, identity, now } = basis
  const member = roster.members.get(identity.person)
  if (member === undefined) return { bar: undefined, until: undefined }
  if (isMutedNow(basis)) return { bar: 'muted', until: member.mute?.until || undefined }
  const bar = barFor(act, basis)
  if (bar !== undefined) return { bar, until: undefined }
  const freeAt = slowUntil(basis, member.person)
  return freeAt > now ? { bar: 'slow', until: freeAt } : { bar: undefined, until: undefined }
}

function isMutedNow({ roster, identity, now }: StandingBasis): boolean {
  const mute = roster.members.get(identity.person)?.mute
  return mute !== undefined && (mute.until === 0 || mute.until > now)
}

function barFor(
  act: 'post' | 'reply' | 'react',
  { roster, identity }: StandingBasis,
): Bar | undefined {
  const bar = roster.whyNot({
    device: toDeviceKey(identity.device.publicKey),
    heads: headsFor(roster, identity.person),
    act,
  })
  switch (bar) {
    case 'muted':
    case 'announcements':
    case 'hushed':
    case 'locked':
    case 'guest':
      return bar
    default:
      return undefined
  }
}

function slowUntil({ roster, lastPostAt }: StandingBasis, person: PersonId): number {
  const { slowModeSeconds } = roster.policy
  if (slowModeSeconds === 0 || isAtLeast(roster.members.get(person)?.role, 'moderator')) return 0
  return lastPostAt() + slowModeSeconds * 1_000
}
