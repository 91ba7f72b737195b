/** A group in which people do things to each other: short verbs in, verified actions out. */
import {
  type Action,
  type Cut,
  encodePolicy,
  DEFAULT_POLICY,
  type Introduction,
  type PersonId,
  type Policy,
  type RecordId,
  type Role,
  toDeviceKey,
} from '@parley/protocol'
import { type Act, headsFor, type Roster, type VerifiedAction } from '../src/index.ts'
import { bytesOf, GroupWorld, type TestPerson } from './group-world.ts'
import { wordOf } from './root-words.ts'

export interface How {
  readonly onto?: readonly (VerifiedAction | RecordId)[]
  readonly as?: Role
}

type Rooted = true | Uint8Array

export const NOBODY_CHECKED = bytesOf(16, ...Array<number>(16).fill(0))

/** Another device of the same person, certified by the first one or by the root. */
export function deviceOf(person: TestPerson, number: number, by?: TestPerson): TestPerson {
  const devicePublic = bytesOf(32, 2, number & 0xff, number >> 8)
  const link = { devicePublic, signature: bytesOf(64, 3) }
  const introduction: Introduction = {
    ...person.introduction,
    chain: by === undefined ? [link] : [...by.introduction.chain, link],
  }
  return { id: person.id, device: toDeviceKey(devicePublic), introduction }
}

/** What stands inside: one writer of a segment, up to a clock. */
export function cutTo(clock: number, writer = 7, segment = 0, digest = NOBODY_CHECKED): Cut {
  return [{ segment, writer, clock, digest }]
}

export class MemberWorld extends GroupWorld {
  add(by: TestPerson, whom: TestPerson, role: Role, how: How & { join?: RecordId } = {}) {
    const person = whom.introduction
    return this.#do(by, { type: 'add', person, role, join: how.join }, how)
  }
  role(by: TestPerson, whom: TestPerson, role: Role, how: How & { cut?: Cut } = {}) {
    return this.#do(by, { type: 'role', person: whom.id, role, cut: how.cut ?? [] }, how)
  }
  remove(by: TestPerson, whom: TestPerson, how: How & { cut?: Cut } = {}) {
    return this.#do(by, { type: 'remove', person: whom.id, cut: how.cut ?? [] }, how)
  }
  mute(by: TestPerson, whom: TestPerson, how: How & { cut?: Cut; until?: number } = {}) {
    const { until = 0, cut = [] } = how
    return this.#do(by, { type: 'mute', person: whom.id, until, cut }, how)
  }
  unmute(by: TestPerson, whom: TestPerson, how: How = {}) {
    return this.#do(by, { type: 'unmute', person: whom.id }, how)
  }
  leave(by: TestPerson, how: How & { cut?: Cut } = {}) {
    return this.#do(by, { type: 'leave', cut: how.cut ?? [] }, how)
  }
  uninvite(by: TestPerson, target: VerifiedAction, how: How = {}) {
    return this.#do(by, { type: 'uninvite', target: target.id }, how)
  }
  policy(by: TestPerson, change: Partial<Policy>, how: How = {}) {
    const policy = encodePolicy({ ...DEFAULT_POLICY, ...change })
    return this.#do(by, { type: 'policy', policy }, how)
  }
  cut(by: TestPerson, of: VerifiedAction, cut: Cut, how: How = {}) {
    return this.#do(by, { type: 'cut', of: of.id, cut }, how)
  }
  device(by: TestPerson, how: How & { rooted?: boolean } = {}) {
    const rootSignature = how.rooted === true ? wordOf(by.introduction.root) : undefined
    return this.#do(by, { type: 'device', person: by.introduction, rootSignature }, how)
  }
  /** `rooted`: by the signer's own root, or by the one given. */
  undevice(by: TestPerson, whose: TestPerson, how: How & { cut?: Cut; rooted?: Rooted } = {}) {
    const root = how.rooted === true ? by.introduction.root : how.rooted
    const rootSignature = root && wordOf(root)
    const { device } = whose
    return this.#do(by, { type: 'undevice', device, rootSignature, cut: how.cut ?? [] }, how)
  }
  box(by: TestPerson, generation: number, how: How = {}) {
    const boxPublic = bytesOf(32, 40, generation)
    const ephemeral = bytesOf(32, 41)
    return this.#do(by, { type: 'box', generation, boxPublic, ephemeral, rows: [] }, how)
  }
  invited(by: TestPerson, role: Role, how: How & { needsApproval?: boolean; isDesk?: true } = {}) {
    const { needsApproval = false, isDesk } = how
    const parents = idsOf(how.onto) ?? this.heads
    return this.invite(by, how.as ?? this.#roleOf(by), role, {
      parents,
      needsApproval: needsApproval || isDesk === true,
      ...(isDesk && { isDesk }),
    })
  }
  joined(by: TestPerson, invite: VerifiedAction, how: How = {}) {
    return this.join(by, invite.id, idsOf(how.onto) ?? [invite.id])
  }

  verdicts(...actions: readonly VerifiedAction[]) {
    const { verdictOf } = this.roster
    return actions.map(({ id }) => verdictOf(id))
  }
  roles(...people: readonly TestPerson[]) {
    const { members } = this.roster
    return people.map(({ id }) => members.get(id)?.role)
  }
  /** Why a record of theirs does not count; from newest heads and outside any cut unless told. */
  bar(by: TestPerson, said: Said = {}) {
    const { roster } = this
    const { clock = 100, act = 'post', heads = headsFor(roster, by.id), digestOf } = said
    return roster.whyNot({
      device: by.device,
      heads,
      act,
      place: { segment: 0, writer: 7, clock },
      digestOf,
    })
  }

  #do(by: TestPerson, action: Action, { onto, as }: How): VerifiedAction {
    const parents = idsOf(onto) ?? this.heads
    return this.write({ by, action, parents, claims: as ?? this.#roleOf(by) })
  }
  #roleOf({ id }: { readonly id: PersonId }): Role {
    return this.roster.members.get(id)?.role ?? 'member'
  }
}

interface Said {
  readonly clock?: number
  readonly act?: Act
  readonly heads?: readonly RecordId[]
  readonly digestOf?: Parameters<Roster['judge']>[0]['digestOf']
}

function idsOf(onto: How['onto']): readonly RecordId[] | undefined {
  return onto?.map((one) => (typeof one === 'string' ? one : one.id))
}
