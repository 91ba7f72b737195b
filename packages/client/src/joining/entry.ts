/**
 * Coming into a group: founding one, or joining by a link.
 *
 * Both are a handful of records in one append, so that a group never exists by halves: admission
 * first, then what the new member brings along, with the admission as its head.
 */
import { joinBytes } from '@parley/gate'
import { headsFor, rankOf, type Roster } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  DEFAULT_POLICY,
  encodeActionBody,
  encodeActionHeader,
  encodeNaming,
  encodePolicy,
  type GrantBody,
  type GroupId,
  groupIdOf,
  type Hlc,
  hlcAt,
  idBytes,
  type Invitation,
  MAX_GRANT_ROWS,
  type RecordId,
  RECORD_TYPE,
  type Role,
  toDeviceKey,
  toRecordId,
} from '@parley/protocol'
import { type BoxKeyPair, boxKeyPair, deriveInvite } from '@parley/sealing'
import { type KeyPair, newKeyPair, sign } from '@parley/signing'
import type { Device } from '../device.ts'
import { introduction } from '../identity/identity.ts'
import { newEpochKey } from '../keys/epoch-keys.ts'
import { grantToFew } from '../keys/rows.ts'
import type { Said } from '../membership/last-said.ts'
import type { InviteOptions } from '../model.ts'
import type { StoreChange } from '../ports.ts'
import {
  type Draft,
  draftAction,
  draftEpoch,
  draftGrant,
  draftSealed,
  type EpochKey,
} from '../writing/drafts.ts'
import { linkNameKey } from './link-names.ts'

export interface Founding {
  readonly group: GroupId
  /** The first; `undefined` in a group that is not encrypted. */
  readonly epoch: EpochKey | undefined
  readonly drafts: readonly Draft[]
  /** Kept in the same write. */
  readonly changes?: readonly StoreChange[]
}

/** The keys that an invite link's secret gives. */
export interface LinkKeys {
  readonly sign: KeyPair
  readonly box: BoxKeyPair
  /** Seals the names that go with the link. */
  readonly nameKey32: Uint8Array
}

/** A new group: found, its first epoch and grant where it is encrypted, its name and the founder's. */
export function draftFounding(
  device: Device,
  named: {
    readonly group: string
    readonly person: string
    readonly encrypted: boolean
    readonly asClass?: boolean
  },
): Founding {
  const epoch = named.encrypted ? epochBy(device, true) : undefined
  const action: Action = {
    type: 'found',
    random: device.random(32),
    encrypted: named.encrypted,
    policy: encodePolicy({ ...DEFAULT_POLICY, asClass: named.asClass === true }),
    person: introduction(device.identity),
  }
  const header: ActionHeader = { claimedRole: 'founder', parents: [], hlc: device.ownClock.next() }
  const group = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
  const drafts = [
    draftAction(header, action),
    ...(epoch === undefined ? [] : draftFirstEpoch(device, group, epoch)),
    draftName(device, { recordType: RECORD_TYPE.about, name: named.group, epoch }),
    draftName(device, { recordType: RECORD_TYPE.profile, name: named.person, epoch }),
  ]
  return { group, epoch, drafts }
}

function draftFirstEpoch(device: Device, group: GroupId, epoch: EpochKey): readonly Draft[] {
  const boxes = [device.identity.box.publicKey]
  return [
    after(device, (head) => draftEpoch(head, { key: epoch.key, shared: true, chained: [] })),
    after(device, (head) => draftGrant(head, grantBy(device, { group, epoch }, boxes))),
  ]
}

export interface JoinBasis {
  readonly roster: Roster
  readonly epoch: EpochKey | undefined
  readonly name: string
  /** When the link was followed, by the device's own clock. */
  readonly followedAt?: number | undefined
}

/**
 * The person's admission by a link, their own row of the epoch's key, and their name. Where somebody
 * has to approve them first, they hold no key yet: the name goes to the moderators.
 */
export function draftJoin(
  device: Device,
  { group, invite, secret }: Invitation,
  held: JoinBasis,
): readonly Draft[] {
  const person = introduction(device.identity)
  const inviteSignature = sign(joinBytes(group, person), linkKeys(group, secret).sign)
  const others = headsFor(held.roster, device.identity.person).filter((id) => id !== invite)
  const header: ActionHeader = {
    claimedRole: roleOf(held.roster, invite),
    parents: [invite, ...others.slice(0, 7)],
    hlc: comingTime(device, held.followedAt),
  }
  const join = draftAction(header, { type: 'join', invite, person, inviteSignature })
  const { epoch, roster } = held
  if (roster.encrypted && epoch === undefined) {
    const asks = roster.links.get(invite)?.needsApproval === true && held.name !== ''
    return asks ? [join, ...draftNameForModerators(device, group, held)] : [join]
  }
  const named = draftName(device, { recordType: RECORD_TYPE.profile, name: held.name, epoch })
  if (epoch === undefined) return held.name === '' ? [join] : [join, named]
  return [
    join,
    after(device, (head) =>
      draftGrant(head, grantBy(device, { group, epoch }, [device.identity.box.publicKey])),
    ),
    named,
  ]
}

/**
 * A person comes when they follow the link, though their record may have to wait for a relay: what is
 * said meanwhile is not history to them. Of the own clock only the span since then counts, so that a wrong
 * one changes nothing.
 */
function comingTime({ clock, ownClock }: Device, followedAt: number | undefined): Hlc {
  const now = ownClock.next()
  if (followedAt === undefined) return now
  const waitedMs = Math.max(0, clock.now() - followedAt)
  const then = hlcAt(Math.max(0, ownClock.now() - waitedMs))
  return then < now ? then : now
}

/** Under a key made for this alone, that nobody else ever uses. */
function draftNameForModerators(
  device: Device,
  group: GroupId,
  { roster, name }: { readonly roster: Roster; readonly name: string },
): readonly Draft[] {
  const epoch = epochBy(device, false)
  const boxes = [...roster.members.values()]
    .filter(({ role }) => rankOf(role) >= rankOf('moderator'))
    .map(({ box }) => box)
    .slice(0, MAX_GRANT_ROWS)
  return [
    after(device, (head) => draftEpoch(head, { key: epoch.key, shared: false, chained: [] })),
    after(device, (head) => draftGrant(head, grantBy(device, { group, epoch }, boxes))),
    draftName(device, { recordType: RECORD_TYPE.profile, name, epoch }),
  ]
}

/** A new link, and the epoch's key for whoever holds it, unless somebody has to approve them. */
export function draftInvite(
  device: Device,
  group: GroupId,
  held: {
    readonly roster: Roster
    readonly role: Role
    readonly options: InviteOptions & { readonly isDesk?: true }
    readonly epoch: EpochKey | undefined
    /** As this device can say them, with the time at which they were said. */
    readonly names: { readonly group: string | undefined; readonly own: Said<string> | undefined }
  },
): { readonly secret: Uint8Array; readonly drafts: readonly Draft[] } {
  const secret = device.random(16)
  const keys = linkKeys(group, secret)
  const header: ActionHeader = {
    claimedRole: held.role,
    parents: headsFor(held.roster, device.identity.person),
    hlc: device.ownClock.next(),
  }
  const invite: Action = {
    type: 'invite',
    signPublic: keys.sign.publicKey,
    boxPublic: keys.box.publicKey,
    ...held.options,
  }
  const { epoch } = held
  const isOwed = !held.options.needsApproval && held.roster.policy.history === 'everything'
  const grant =
    isOwed &&
    epoch &&
    after(device, (head) =>
      draftGrant(head, grantBy(device, { group, epoch }, [keys.box.publicKey])),
    )
  const names = held.roster.encrypted ? draftLinkNames(device, keys.nameKey32, held.names) : []
  return { secret, drafts: [draftAction(header, invite), ...(grant ? [grant] : []), ...names] }
}

/** For whoever comes by the link, and may be able to read no others. */
function draftLinkNames(
  device: Device,
  nameKey32: Uint8Array,
  { group, own }: { readonly group: string | undefined; readonly own: Said<string> | undefined },
): readonly Draft[] {
  const epoch = linkNameKey(nameKey32, toDeviceKey(device.identity.device.publicKey))
  const named = { epoch, recordType: RECORD_TYPE.about }
  return [
    ...(group === undefined ? [] : [draftName(device, { ...named, name: group })]),
    ...(own === undefined
      ? []
      : [
          draftName(device, {
            epoch,
            recordType: RECORD_TYPE.profile,
            name: own.value,
            hlc: own.hlc,
          }),
        ]),
  ]
}

export function linkKeys(group: GroupId, secret: Uint8Array): LinkKeys {
  const link = { secret16: secret, gid32: idBytes(group) }
  const { signSeed32, boxSeed32, nameKey32 } = deriveInvite(link)
  return { sign: newKeyPair(signSeed32), box: boxKeyPair(boxSeed32), nameKey32 }
}

/** A draft whose head is the first record of its own append. */
function after(
  device: Device,
  draft: (header: { readonly hlc: bigint; readonly heads: readonly RecordId[] }) => Draft,
): Draft {
  const hlc = device.ownClock.next()
  return (place, earlier) => draft({ hlc, heads: [firstOf(earlier)] })(place, earlier)
}

function draftName(
  device: Device,
  named: {
    readonly recordType: number
    readonly name: string
    readonly epoch: EpochKey | undefined
    /** When it was first said; now, if not given. */
    readonly hlc?: Hlc
  },
): Draft {
  const { random } = device
  const content = encodeNaming({ name: named.name })
  const hlc = named.hlc ?? device.ownClock.next()
  return (place, earlier) => {
    const heads = [firstOf(earlier)]
    return draftSealed({
      recordType: named.recordType,
      hlc,
      heads,
      placesHeld: place.clock,
      epoch: named.epoch,
      content,
      random,
    })(place, earlier)
  }
}

function firstOf(earlier: readonly RecordId[]): RecordId {
  return earlier[0] ?? toRecordId(new Uint8Array(16))
}

function epochBy(device: Device, isShared: boolean): EpochKey {
  const maker = device.identity.device.publicKey
  return newEpochKey({ key: device.random(32), device: maker, isShared })
}

function grantBy(
  device: Device,
  granted: { readonly group: GroupId; readonly epoch: EpochKey },
  boxes: readonly Uint8Array[],
): GrantBody {
  return grantToFew({ ...granted, device: device.identity.device.publicKey }, boxes)
}

function roleOf(roster: Roster, invite: RecordId): Role {
  return roster.links.get(invite)?.role ?? 'member'
}
