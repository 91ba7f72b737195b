/** A group for tests: people with made-up keys, and actions as a verifier would hand them over. */
import {
  type Action,
  type ActionHeader,
  type DeviceKey,
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupIdOf,
  introducedDevice,
  type Introduction,
  newWriter,
  type PersonId,
  personIdOf,
  type RecordId,
  recordIdOf,
  type Role,
  toDeviceKey,
  unsignedRecord,
  actionRecordType,
  writerPrefix,
} from '@parley/protocol'
import { reduceRoster, type Roster, type VerifiedAction } from '../src/index.ts'
import { rootSigned } from './root-words.ts'

export interface TestPerson {
  readonly id: PersonId
  readonly device: DeviceKey
  readonly introduction: Introduction
}

export function bytesOf(length: number, ...seed: readonly number[]): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => seed[at] ?? (at * 7 + (seed[0] ?? 0)) & 0xff)
}

export function personNumber(number: number, device = number): TestPerson {
  const root = bytesOf(32, 1, number & 0xff, number >> 8)
  const devicePublic = bytesOf(32, 2, device & 0xff, device >> 8)
  const introduction = {
    root,
    chain: [{ devicePublic, signature: bytesOf(64, 3) }],
    box: bytesOf(32, 4, number & 0xff, number >> 8),
  }
  return { id: personIdOf(root), device: toDeviceKey(devicePublic), introduction }
}

export interface Written {
  readonly by: TestPerson
  readonly action: Action
  readonly parents?: readonly RecordId[]
  readonly claims?: Role
  readonly hlc?: bigint
}

export class GroupWorld {
  readonly founder: TestPerson
  readonly found: VerifiedAction
  readonly group: GroupId
  readonly actions: VerifiedAction[] = []
  #clock = 0
  #reduced: { readonly count: number; readonly roster: Roster } | undefined

  constructor(encrypted = true) {
    this.founder = personNumber(0)
    const action: Action = {
      type: 'found',
      random: bytesOf(32, 9),
      encrypted,
      policy: [],
      person: this.founder.introduction,
    }
    const header: ActionHeader = { claimedRole: 'founder', parents: [], hlc: 1n }
    this.group = groupIdOf(encodeActionHeader(header), encodeActionBody(action))
    this.found = this.write({ by: this.founder, action, parents: [], claims: 'founder', hlc: 1n })
  }

  /** Writes an action on top of everything, unless told its parents. */
  write({ by, action, parents = this.heads, claims = 'guest', hlc }: Written): VerifiedAction {
    const clock = this.#clock++
    const header: ActionHeader = { claimedRole: claims, parents, hlc: hlc ?? BigInt(clock + 1) }
    const device =
      action.type === 'found' || action.type === 'join' || action.type === 'device'
        ? introducedDevice(action.person)
        : introducedDevice(by.introduction)
    const writer = newWriter(writerPrefix(this.group, device), clock & 0xffff)
    const bytes = unsignedRecord(
      actionRecordType(action),
      encodeActionHeader(header),
      encodeActionBody(action),
    )
    const id = recordIdOf({ doc: this.group, writer, clock }, bytes)
    const written = {
      id,
      device: toDeviceKey(device),
      writer,
      header,
      action,
      ...rootSigned(action),
    }
    this.actions.push(written)
    return written
  }

  invite(by: TestPerson, claims: Role, role: Role, more: Partial<InviteOptions> = {}) {
    const seed = this.#clock
    const action: Action = {
      type: 'invite',
      signPublic: bytesOf(32, 5, seed & 0xff, seed >> 8),
      boxPublic: bytesOf(32, 6, seed & 0xff, seed >> 8),
      role,
      needsApproval: more.needsApproval ?? false,
      ...(more.isDesk && { isDesk: more.isDesk }),
      expiresAt: 0,
      usesCount: 0,
    }
    return this.write({ by, action, claims, ...(more.parents && { parents: more.parents }) })
  }

  join(by: TestPerson, invite: RecordId, parents: readonly RecordId[] = [invite]) {
    const action: Action = {
      type: 'join',
      invite,
      person: by.introduction,
      inviteSignature: bytesOf(64, 7),
    }
    return this.write({ by, action, parents })
  }

  unknown(by: TestPerson, parents?: readonly RecordId[]) {
    const action: Action = { type: 'unknown', recordType: 30, body: bytesOf(3, 8) }
    return this.write({ by, action, ...(parents && { parents }) })
  }

  /** The founder invites, the person joins. */
  admit(by: TestPerson, role: Role): VerifiedAction {
    return this.join(by, this.invite(this.founder, 'founder', role).id)
  }

  get heads(): readonly RecordId[] {
    const built = new Set(this.actions.flatMap(({ header }) => header.parents))
    return this.actions
      .filter(({ id }) => !built.has(id))
      .map(({ id }) => id)
      .slice(-8)
  }

  get roster(): Roster {
    const count = this.actions.length
    if (this.#reduced?.count !== count)
      this.#reduced = { count, roster: reduceRoster(this.group, this.actions) }
    return this.#reduced.roster
  }
}

interface InviteOptions {
  readonly needsApproval: boolean
  readonly isDesk: true
  readonly parents: readonly RecordId[]
}
