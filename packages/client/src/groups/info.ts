/**
 * Who is in a group, who asks to be, and by which links: as one person sees it, computed when somebody looks.
 */
import { assignableRoles, type LiveLink, mayWithdraw, type Roster } from '@parley/group'
import {
  deskLink,
  groupDoc,
  type GroupId,
  hlcMs,
  inviteLink,
  type PersonId,
  type Policy,
  type RecordId,
  type Role,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { cleanName } from '../names.ts'
import { isBlocked } from '../privacy.ts'
import { isOnlyHere } from '../writing/only-here.ts'
import type {
  Departure,
  GroupInfo,
  GroupPerson,
  InviteInfo,
  InviteOptions,
  JoinRequestInfo,
  MadeInvite,
  SignedIn,
  Standing,
} from '../model-people.ts'
import type { TalkInfo } from '../model-support.ts'
import { verificationOf, verifiedNames } from '../own/verification.ts'
import { type Inviting, isUsedUp } from '../joining/inviting.ts'
import type { Status } from './status.ts'
import { actsOn, isAtLeast, mutedUntil } from '../membership/rights.ts'

export interface InfoPorts {
  readonly device: Device
  readonly group: GroupId
  readonly inviting: Inviting
  roster(): Roster
  readonly status: Status
  name(): string
  description(): string
  nameOf(person: PersonId): string
  /** As the site that signed them in says it. */
  siteNameOf(person: PersonId): string | undefined
  /** '' for none. */
  statusOf(person: PersonId): string
  /** As its sender said it; `undefined` when that cannot be read here. */
  saidNameOf(person: PersonId): string | undefined
  /** Of this person, on this device. */
  hasWaitingPost(): boolean
  talk(): TalkInfo | undefined
}

/** From this size on a group is asked to have a second owner. */
const SECOND_OWNER_FROM = 5

export function infoOf(ports: InfoPorts): GroupInfo {
  const { device, group } = ports
  const roster = ports.roster()
  const state = ports.status.state()
  const me = standingOf(ports)
  const departure = departureOf(ports)
  const talk = ports.talk()
  const lastInvite = me.mayInvite ? lastInviteOf(ports) : undefined
  const linkFault = ports.status.endedLink()
  return {
    name: ports.name(),
    description: ports.description(),
    state,
    encrypted: roster.encrypted,
    people: peopleOf(ports, talk !== undefined),
    comers: roster.comers,
    me,
    postWaits: me.bar === 'slow' && ports.hasWaitingPost(),
    policy: shownPolicy(roster.policy, talk !== undefined),
    requests: requestsOf(ports),
    invites: invitesOf(ports, (link) => !link.isDesk),
    desks: invitesOf(ports, (link) => link.isDesk),
    ...(talk === undefined ? {} : { talk }),
    ...(lastInvite === undefined ? {} : { lastInvite }),
    ...(departure === undefined ? {} : { departure }),
    ...(linkFault === undefined ? {} : { linkFault }),
    ...(ports.status.isUninvited() ? { isUninvited: true } : {}),
    wantsSecondOwner: wantsSecondOwner(roster, me),
    usesNewer: roster.usesUnknown,
    waitsForKey: state === 'ready' && ports.status.waitsForKey(),
    quietForMe: device.settings.get(`quiet/${group}`) === true,
  }
}

/** Epoch milliseconds; Infinity when nothing shown ends by itself. */
export function nextChangeOf({ me, people, invites }: GroupInfo): number {
  const ends = [
    me.until,
    ...people.map(({ mutedUntil }) => mutedUntil || undefined),
    ...invites.map(({ expiresAt }) => expiresAt || undefined),
  ]
  return ends.reduce<number>((next, at) => Math.min(next, at ?? Infinity), Infinity)
}

/** The own coming in by a link, or asking to: while it is on no relay, nobody else knows of it. */
const COMING: ReadonlySet<string> = new Set(['join'])

/** Also of a request: a locked group hears of none, so no moderator can answer it. */
function standingOf({ device, group, roster, status }: InfoPorts): Standing {
  const me = status.standing()
  const isShut = me.bar === 'locked' || (me.role === undefined && roster().policy.locked)
  return isShut && isOnlyHere(device, groupDoc(group), COMING) ? { ...me, bar: 'locked-out' } : me
}

function departureOf({ status, nameOf }: InfoPorts): Departure | undefined {
  const gone = status.departure()
  if (gone === undefined) return undefined
  // Who was never let in cannot read the names of who is.
  const by = gone.type === 'declined' || gone.type === 'withdrawn' ? '' : nameOf(gone.by)
  return { type: gone.type, by, at: hlcMs(gone.hlc) }
}

function peopleOf(ports: InfoPorts, isTalk: boolean): readonly GroupPerson[] {
  const { device, nameOf, statusOf } = ports
  const roster = ports.roster()
  const { members } = roster
  const me = device.identity.person
  const mine = members.get(me)?.role
  const now = device.ownClock.now()
  const verified = verifiedNames(ports.device.settings)
  return [...members.values()]
    .map((member): GroupPerson => {
      const { person, role } = member
      const isMe = person === me
      const until = mutedUntil(member, now)
      const name = nameOf(person)
      const blocked = isBlocked(device, person)
      return {
        person,
        name,
        status: blocked ? '' : statusOf(person),
        role,
        isMe,
        mutedUntil: until,
        devicesCount: member.devices.length,
        blocked,
        ...(!isTalk &&
          member.signedIn && { signedIn: knownBy(member.signedIn, ports.siteNameOf(person)) }),
        verified: isMe ? 'yes' : verificationOf(verified, { person, name }),
        may: actsOn(roster, me, { person, isMuted: until !== undefined }),
        assignable: isMe || mine === undefined ? [] : assignableRoles(mine, role),
      }
    })
    .sort((left, right) => left.name.localeCompare(right.name))
}

/** A talk is its visitor's: a site of theirs would verify whomever they like, in the name of the team (AT224). */
function shownPolicy(policy: Policy, isTalk: boolean): Policy {
  const { site } = policy
  if (site === undefined) return policy
  return { ...policy, site: isTalk ? undefined : { ...site, name: cleanName(site.name) } }
}

function knownBy(
  { site, subject }: Pick<SignedIn, 'site' | 'subject'>,
  name: string | undefined,
): SignedIn {
  return { site: cleanName(site), subject, names: name === undefined ? 'person' : 'site' }
}

function requestsOf({ roster, saidNameOf }: InfoPorts): readonly JoinRequestInfo[] {
  const { requests } = roster()
  // Two tabs that follow a link at once ask twice.
  const newest = new Map([...requests.values()].map((request) => [request.person, request]))
  return [...newest.values()]
    .map(({ join, person, role, hlc }) => ({
      id: join,
      person,
      name: saidNameOf(person) ?? '',
      role,
      at: hlcMs(hlc),
    }))
    .sort((left, right) => left.at - right.at)
}

function invitesOf(ports: InfoPorts, isWanted: (link: LiveLink) => boolean): readonly InviteInfo[] {
  const now = ports.device.ownClock.now()
  const roster = ports.roster()
  const came = cameBy(roster)
  return [...roster.links.values()]
    .filter((link) => isWanted(link) && !isUsedUp(link, now))
    .sort((left, right) => (left.hlc > right.hlc ? -1 : 1))
    .map((link) => inviteInfo(ports, link, came.get(link.invite) ?? new Set()))
}

function lastInviteOf({ device, roster }: InfoPorts): MadeInvite | undefined {
  const me = device.identity.person
  const made = roster().log.flatMap(({ id, person, hlc, action }) => {
    if (person !== me || action.type !== 'invite' || !isOffered(action.role)) return []
    if (action.isDesk) return []
    const { role, needsApproval, expiresAt, usesCount } = action
    const lifeMs = expiresAt === 0 ? 0 : Math.max(1, expiresAt - hlcMs(hlc))
    return [{ hlc, invite: { id, role, needsApproval, usesCount, lifeMs } }]
  })
  return made.toSorted((left, right) => (left.hlc < right.hlc ? -1 : 1)).at(-1)?.invite
}

function isOffered(role: Role): role is InviteOptions['role'] {
  return role !== 'founder' && role !== 'owner'
}

/** A link → who followed it. */
function cameBy({ log }: Roster): ReadonlyMap<RecordId, ReadonlySet<PersonId>> {
  const came = new Map<RecordId, Set<PersonId>>()
  for (const { person, action, verdict } of log) {
    if (action.type !== 'join' || person === undefined || verdict !== 'valid') continue
    came.set(action.invite, (came.get(action.invite) ?? new Set()).add(person))
  }
  return came
}

function inviteInfo(ports: InfoPorts, link: LiveLink, came: ReadonlySet<PersonId>): InviteInfo {
  const { device, group, inviting, nameOf } = ports
  const { invite, role, needsApproval, expiresAt, usesCount, joinsCount, author } = link
  const secret = inviting.secretOf(invite)
  const mine = author === device.identity.person
  const { members, requests } = ports.roster()
  const asking = [...requests.values()].filter((request) => request.invite === invite)
  return {
    id: invite,
    role,
    needsApproval,
    expiresAt,
    usesCount,
    joinsCount,
    inCount: [...came].filter((person) => members.has(person)).length,
    askingCount: new Set(asking.map(({ person }) => person)).size,
    by: nameOf(author),
    mine,
    link: secret && linkOf(link)(device.appUrl, { group, invite, secret }),
    mayWithdraw: mayWithdraw(ports.roster(), device.identity.person, invite),
  }
}

function linkOf({ isDesk }: LiveLink) {
  return isDesk ? deskLink : inviteLink
}

/** Only a founder makes owners: others could do nothing about it. */
function wantsSecondOwner({ members }: Roster, { role }: Standing): boolean {
  if (members.size < SECOND_OWNER_FROM || role !== 'founder') return false
  return [...members.values()].filter((member) => isAtLeast(member.role, 'owner')).length === 1
}
