/**
 * Acts of membership and moderation: checked against the rules as this device knows them, signed, and
 * kept on this device. None waits for a relay.
 *
 * Strictly in turn, so that each builds on the one before. An act on somebody who is gone already, or
 * that changes nothing, is done without a record.
 */
import { gatheringOf, headsFor, isSilenced, mayDo, mayWithdraw, type Member } from '@parley/group'
import {
  type Action,
  type ActionHeader,
  type Cut,
  encodePolicy,
  type GroupId,
  type Introduction,
  type Naming,
  type PersonId,
  type Picture,
  type Policy,
  type RecordId,
  RECORD_TYPE,
  type Role,
  toDeviceKey,
  type Writer,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Keys } from '../keys/keys.ts'
import { NotAllowed } from '../model-people.ts'
import { draftNaming, draftPicture, type Saying } from '../profiles/draft-naming.ts'
import { type Draft, draftAction } from '../writing/drafts.ts'
import { catchUpWithTabs, keepTime } from '../writing/kept-time.ts'
import { type Cuts, draftsWithCut } from './cuts.ts'
import { requestOf } from '../joining/departures.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Membership } from './membership.ts'
import { isSameSaid, overSaid } from './last-said.ts'
import type { SaidProfile } from './said-names.ts'
import { isAtLeast, mayAdmit, mayModerate } from './rights.ts'

export interface Acts {
  withdrawInvite(id: RecordId): Promise<void>
  approve(request: RecordId): Promise<void>
  decline(request: RecordId): Promise<void>
  /** `introductions`: how another group knows them, once for each device. */
  add(introductions: readonly Introduction[], person: PersonId, role: Role): Promise<void>
  setRole(person: PersonId, role: Role): Promise<void>
  remove(person: PersonId): Promise<void>
  leave(): Promise<void>
  /** What this person asked for, and nobody has answered. */
  withdrawRequest(): Promise<void>
  mute(person: PersonId, until: number): Promise<void>
  unmute(person: PersonId): Promise<void>
  setPolicy(change: Partial<Policy>): Promise<void>
  /** `token`: checked, and signed by the site of the policy. */
  signIn(token: string): Promise<void>
  /** The group goes by another name. */
  rename(name: string): Promise<void>
  /** '' for none. */
  describe(words: string): Promise<void>
  setPicture(picture: Picture | undefined): Promise<void>
  /** Of a support talk: where its founder is, or whether it is closed. */
  sayOfTalk(naming: Pick<Naming, 'talk' | 'closed'>): Promise<void>
}

export interface ActsPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly keys: Keys
  readonly cuts: Cuts
  doc(): LiveDoc
}

export function newActs(ports: ActsPorts): Acts {
  return new ActsInTurn(ports)
}

class ActsInTurn implements Acts {
  readonly #ports: ActsPorts
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: ActsPorts) {
    this.#ports = ports
  }

  withdrawInvite(id: RecordId): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#roster().links.has(id)) return
      if (!mayWithdraw(this.#roster(), this.#me(), id)) throw new NotAllowed()
      await this.#sign({ type: 'uninvite', target: id })
    })
  }

  approve(request: RecordId): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#roster().requests.get(request)
      if (asked === undefined) return
      if (!mayAdmit(this.#role(), asked.role)) throw new NotAllowed()
      const { introduction: person, role } = asked
      await this.#sign({ type: 'add', person, role, join: request })
    })
  }

  decline(request: RecordId): Promise<void> {
    return this.#inTurn(async () => {
      const asked = this.#roster().requests.get(request)
      if (asked === undefined) return
      if (!mayAdmit(this.#role(), asked.role)) throw new NotAllowed()
      // Two tabs that followed a link at once asked twice.
      const all = [...this.#roster().requests.values()].filter(
        ({ person, role }) => person === asked.person && mayAdmit(this.#role(), role),
      )
      const refusals = all.map(({ join }): Action => ({ type: 'uninvite', target: join }))
      await this.#append(refusals, (header) => refusals.map((one) => draftAction(header, one)))
    })
  }

  add(introductions: readonly Introduction[], person: PersonId, role: Role): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#roster().members.has(person)) return
      if (!mayAdmit(this.#role(), role)) throw new NotAllowed()
      const adds = introductions.map((one): Action => ({
        type: 'add',
        person: one,
        role,
        join: undefined,
      }))
      await this.#append(adds, (header) => adds.map((one) => draftAction(header, one)))
    })
  }

  setRole(person: PersonId, role: Role): Promise<void> {
    return this.#onMember(person, async (member) => {
      if (member.role === role) return
      const mine = this.#role()
      if (mine === undefined || !mayDo('role', mine, { theirs: member.role, given: role }))
        throw new NotAllowed()
      const isLowered = !isAtLeast(role, member.role)
      const cut = isLowered ? await this.#cutOf(person) : []
      await this.#signWithCut(cut, (part) => ({ type: 'role', person, role, cut: part }))
    })
  }

  remove(person: PersonId): Promise<void> {
    return this.#onMember(person, async (member) => {
      if (!mayModerate(this.#role(), member.role)) throw new NotAllowed()
      const cut = await this.#cutOf(person)
      const remove = (part: Cut): Action => ({ type: 'remove', person, cut: part })
      const ends = this.#endsOfLinks()
      await this.#append([remove(cut)], (header) => [
        ...draftsWithCut(header, cut, remove),
        ...ends.map((end) => draftAction(header, end)),
      ])
    })
  }

  leave(): Promise<void> {
    const person = this.#me()
    return this.#onMember(person, async ({ role }) => {
      if (role === 'founder')
        throw new NotAllowed(
          'Whoever founded a group stays in it: somebody must be able to lead it.',
        )
      const cut = await this.#cutOf(person)
      await this.#signWithCut(cut, (part) => ({ type: 'leave', cut: part }))
    })
  }

  /** A leave, by who is not in: it builds on the request, and what knows of it answers nothing. */
  withdrawRequest(): Promise<void> {
    return this.#inTurn(async () => {
      const asked = requestOf(this.#roster(), this.#me())
      if (asked === undefined) return
      const leave: Action = { type: 'leave', cut: [] }
      await this.#append([leave], (header) => [draftAction(header, leave)], asked.role)
    })
  }

  mute(person: PersonId, until: number): Promise<void> {
    return this.#onMember(person, async (member) => {
      if (!mayModerate(this.#role(), member.role)) throw new NotAllowed()
      const cut = until === 0 ? await this.#cutOf(person) : []
      await this.#signWithCut(cut, (part) => ({ type: 'mute', person, until, cut: part }))
    })
  }

  unmute(person: PersonId): Promise<void> {
    return this.#onMember(person, async (member) => {
      if (member.mute === undefined) return
      if (!mayModerate(this.#role(), member.role)) throw new NotAllowed()
      await this.#sign({ type: 'unmute', person })
    })
  }

  setPolicy(change: Partial<Policy>): Promise<void> {
    return this.#inTurn(async () => {
      if (!isAtLeast(this.#role(), 'owner')) throw new NotAllowed()
      const policy = encodePolicy({ ...this.#roster().policy, ...change })
      await this.#sign({ type: 'policy', policy })
    })
  }

  signIn(token: string): Promise<void> {
    return this.#inTurn(() => this.#sign({ type: 'signin', token }))
  }

  rename(name: string): Promise<void> {
    const isNews = ({ name: said }: SaidProfile) => said?.value !== name
    return this.#say('name', isNews, (saying) => [draftNaming(this.#ports, saying, { name })])
  }

  describe(words: string): Promise<void> {
    const isNews = ({ words: said }: SaidProfile) => (said?.value ?? '') !== words
    return this.#say('words', isNews, (saying) => [draftNaming(this.#ports, saying, { words })])
  }

  setPicture(picture: Picture | undefined): Promise<void> {
    const isNews = ({ picture: said }: SaidProfile) =>
      picture !== undefined || (said?.value ?? 'none') !== 'none'
    return this.#say('picture', isNews, (saying) => draftPicture(this.#ports, saying, picture))
  }

  sayOfTalk({ talk, closed }: Pick<Naming, 'talk' | 'closed'>): Promise<void> {
    const isNews = (said: SaidProfile) =>
      (talk !== undefined && !isSameSaid(said.talk?.value, talk)) ||
      (closed !== undefined && (closed || said.closed?.value === true))
    const naming = { ...(talk && { talk }), ...(closed !== undefined && { closed }) }
    return this.#say('closed', isNews, (saying) => [draftNaming(this.#ports, saying, naming)])
  }

  /** Something of the group, for everybody: admins may. */
  #say(
    what: keyof SaidProfile,
    isNews: (said: SaidProfile) => boolean,
    drafts: (saying: Saying) => readonly Draft[],
  ): Promise<void> {
    return this.#inTurn(async () => {
      const { device, membership, doc } = this.#ports
      if (!isAtLeast(this.#role(), 'admin')) throw new NotAllowed()
      const { group: said } = membership.saidNames(this.#me())
      if (!isNews(said)) return
      const isPrepared = await this.#ports.keys.prepare()
      const epoch = membership.epochKey()
      if (!isPrepared || (epoch === undefined && this.#roster().encrypted))
        throw new NotAllowed('The key of this group is still on its way to this device.')
      await catchUpWithTabs(device.store, device.ownClock)
      const hlc = device.ownClock.next()
      const about = drafts({ recordType: RECORD_TYPE.about, hlc, ...overSaid(said[what], hlc) })
      await doc().appender.append(about, [keepTime(hlc)])
    })
  }

  /** Links that make moderators or more: a removal at equal rank would not end them. */
  #endsOfLinks(): readonly Action[] {
    const roster = this.#roster()
    return [...roster.links.values()]
      .filter(
        ({ invite, role }) =>
          isAtLeast(role, 'moderator') && mayWithdraw(roster, this.#me(), invite),
      )
      .map(({ invite }) => ({ type: 'uninvite', target: invite }))
  }

  #roster() {
    return this.#ports.membership.roster()
  }

  #me(): PersonId {
    return this.#ports.device.identity.person
  }

  /** `undefined` also for who is muted until somebody unmutes: no act of theirs counts. */
  #role(): Role | undefined {
    const roster = this.#roster()
    return isSilenced(roster, this.#me()) ? undefined : roster.members.get(this.#me())?.role
  }

  #onMember(person: PersonId, act: (member: Member) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const member = this.#roster().members.get(person)
      if (member !== undefined) await act(member)
    })
  }

  #cutOf(person: PersonId): Promise<Cut> {
    const { membership, cuts } = this.#ports
    const isTheirs = (writer: Writer) =>
      membership
        .devicesOf(writer)
        .some((device) => this.#roster().personOf(toDeviceKey(device)) === person)
    return cuts.cutOf(isTheirs)
  }

  #sign(action: Action): Promise<void> {
    return this.#append([action], (header) => [draftAction(header, action)])
  }

  #signWithCut(cut: Cut, act: (cut: Cut) => Action): Promise<void> {
    return this.#append([act(cut)], (header) => draftsWithCut(header, cut, act))
  }

  /** `askedFor`: by who only asks to be let in, and as what. */
  async #append(
    acts: readonly Action[],
    drafts: (header: ActionHeader) => readonly Draft[],
    askedFor?: Role,
  ): Promise<void> {
    const { device, doc } = this.#ports
    await catchUpWithTabs(device.store, device.ownClock)
    const claimedRole = askedFor ?? this.#roster().members.get(this.#me())?.role
    if (claimedRole === undefined) throw new NotAllowed()
    if (askedFor === undefined) await this.#gather(claimedRole)
    const hlc = device.ownClock.next()
    const parents = headsFor(this.#roster(), device.identity.person, acts)
    await doc().appender.append(drafts({ claimedRole, parents, hlc }), [keepTime(hlc)])
  }

  /** What an act does not build on, it may undo: everybody who came in beside a removal asks again. */
  async #gather(claimedRole: Role): Promise<void> {
    const { device, doc } = this.#ports
    const merges = gatheringOf(this.#roster()).map((heads): Draft => {
      const hlc = device.ownClock.next()
      return (place, earlier) => {
        const header = { claimedRole, parents: [...earlier.slice(-1), ...heads], hlc }
        return draftAction(header, { type: 'merge' })(place, earlier)
      }
    })
    if (merges.length > 0) await doc().appender.append(merges)
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}
