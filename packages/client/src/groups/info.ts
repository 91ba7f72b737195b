/**
 * Who is in a group, who asks to be, and by which links: as one person sees it, computed when somebody looks.
 */
import type { LiveLink, Member, Roster } from '@parley/group'
import { type GroupId, hlcMs, inviteLink, type PersonId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type {
  Departure,
  GroupInfo,
  GroupPerson,
  InviteInfo,
  JoinRequestInfo,
  Standing,
  Verification,
} from '../model-people.ts'
import { type Inviting, isUsedUp } from './inviting.ts'
import type { Status } from './status.ts'
import { actsOn, assignable, isAtLeast, mayModerate } from './rights.ts'

export interface InfoPorts {
  readonly device: Device
  readonly group: GroupId
  readonly inviting: Inviting
  roster(): Roster
  readonly status: Status
  name(): string
  nameOf(person: PersonId): string
  /** As its sender said it; `undefined` when that cannot be read here. */
  saidNameOf(person: PersonId): string | undefined
}

/** From this size on a group is asked to have a second owner. */
const SECOND_OWNER_FROM = 5

export function infoOf(ports: InfoPorts): GroupInfo {
  const { device, group } = ports
  const roster = ports.roster()
  const state = ports.status.state()
  const me = ports.status.standing()
  const departure = departureOf(ports)
  return {
    name: ports.name(),
    state,
    encrypted: roster.encrypted,
    people: peopleOf(ports),
    me,
    policy: roster.policy,
    requests: requestsOf(ports),
    invites: invitesOf(ports, me),
    ...(departure === undefined ? {} : { departure }),
    wantsSecondOwner: wantsSecondOwner(roster, me),
    usesNewer: roster.usesUnknown,
    waitsForKey: state === 'ready' && ports.status.waitsForKey(),
    mutedForMe: device.settings.get(`quiet/${group}`) === true,
  }
}

function departureOf({ status, nameOf }: InfoPorts): Departure | undefined {
  const gone = status.departure()
  return gone && { type: gone.type, by: nameOf(gone.by), at: hlcMs(gone.hlc) }
}

function peopleOf(ports: InfoPorts): readonly GroupPerson[] {
  const { device, nameOf } = ports
  const { members } = ports.roster()
  const mine = members.get(device.identity.person)?.role
  const now = device.ownClock.now()
  const verified = verifiedNames(ports)
  return [...members.values()]
    .map((member): GroupPerson => {
      const { person, role } = member
      const isMe = person === device.identity.person
      const mutedUntil = muteIn(member, now)
      const name = nameOf(person)
      return {
        person,
        name,
        role,
        isMe,
        mutedUntil,
        devicesCount: member.devices.length,
        blocked: device.settings.get(`blocked/${person}`) === true,
        verified: isMe ? 'yes' : verificationOf(verified, { person, name }),
        may: isMe ? [] : actsOn(mine, { role, isMuted: mutedUntil !== undefined }),
        assignable: isMe ? [] : assignable(mine, role),
      }
    })
    .sort((left, right) => left.name.localeCompare(right.name))
}

/** Until when, while it lasts. */
function muteIn({ mute }: Member, now: number): number | undefined {
  return mute !== undefined && (mute.until === 0 || mute.until > now) ? mute.until : undefined
}

/** Whom this person has compared codes with, by the name they went by then. */
function verifiedNames({ device: { settings } }: InfoPorts): ReadonlyMap<string, string> {
  return new Map(
    settings.keys('verified/').flatMap((key) => {
      const name = settings.get(key)
      return typeof name === 'string' ? [[key.slice('verified/'.length), name] as const] : []
    }),
  )
}

/** Somebody new under the name of a person whose code was compared: a changed identity, or a deceit. */
function verificationOf(
  verified: ReadonlyMap<string, string>,
  { person, name }: { readonly person: PersonId; readonly name: string },
): Verification {
  if (verified.has(person)) return 'yes'
  return [...verified.values()].includes(name) ? 'changed' : 'no'
}

function requestsOf({ roster, saidNameOf }: InfoPorts): readonly JoinRequestInfo[] {
  return [...roster().requests.values()]
    .map(({ join, person, role, hlc }) => ({
      id: join,
      person,
      name: saidNameOf(person) ?? '',
      role,
      at: hlcMs(hlc),
    }))
    .sort((left, right) => left.at - right.at)
}

function invitesOf(ports: InfoPorts, me: Standing): readonly InviteInfo[] {
  const now = ports.device.ownClock.now()
  return [...ports.roster().links.values()]
    .filter((link) => !isUsedUp(link, now))
    .sort((left, right) => (left.hlc > right.hlc ? -1 : 1))
    .map((link) => inviteInfo(ports, me, link))
}

function inviteInfo(ports: InfoPorts, me: Standing, link: LiveLink): InviteInfo {
  const { device, group, inviting, nameOf } = ports
  const { invite, role, needsApproval, expiresAt, usesCount, joinsCount, author } = link
  const secret = inviting.secretOf(invite)
  const mine = author === device.identity.person
  const theirs = ports.roster().members.get(author)?.role
  return {
    id: invite,
    role,
    needsApproval,
    expiresAt,
    usesCount,
    joinsCount,
    by: nameOf(author),
    mine,
    link: secret && inviteLink(device.appUrl, { group, invite, secret }),
    mayWithdraw: mine || (theirs !== undefined && mayModerate(me.role, theirs)),
  }
}

function wantsSecondOwner({ members }: Roster, { role }: Standing): boolean {
  if (members.size < SECOND_OWNER_FROM || !isAtLeast(role, 'owner')) return false
  return [...members.values()].filter((member) => isAtLeast(member.role, 'owner')).length === 1
}
