/**
 * Keeps talks in line with their teams: who comes to the team comes to its talks, who goes from it goes.
 *
 * The visitor's device does so, and that of everybody who answers, as far as they may: at once where it was
 * its own person's doing or nobody else answers for it, otherwise after a while, if it was left undone.
 */
import type { Roster } from '@parley/group'
import type { GroupId, PersonId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import type { Membership } from '../membership/membership.ts'
import type { Stop } from '../ports.ts'
import { changesFor, type TalkChange } from './agents.ts'

/** What this device knows of a team, by being in it or at its desk. */
export interface Team {
  readonly membership: Membership
  /** All that a relay has of it is here. */
  isFresh(): boolean
}

export interface KeepingPorts {
  readonly device: Device
  talks(): readonly (readonly [Session, GroupId])[]
  team(id: GroupId): Team | undefined
}

export interface Keeping {
  /** Something of a talk or of a team may have changed. */
  look(): void
  close(): void
}

const LOOK_MS = 500
const LEAST_WAIT_MS = 5_000
const MORE_WAIT_MS = 25_000

export function newKeeping(ports: KeepingPorts): Keeping {
  return new KeepingInTurn(ports)
}

class KeepingInTurn implements Keeping {
  readonly #ports: KeepingPorts
  readonly #waiting = new Map<GroupId, Stop>()
  /** What was looked at last of each talk: nothing is worked out twice. */
  readonly #seen = new Map<GroupId, string>()
  #looking: Stop | undefined
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(ports: KeepingPorts) {
    this.#ports = ports
  }

  look(): void {
    this.#looking ??= this.#ports.device.clock.after(LOOK_MS, () => {
      this.#looking = undefined
      for (const [talk, team] of this.#ports.talks()) this.#consider(talk, team)
    })
  }

  close(): void {
    this.#isClosed = true
    this.#looking?.()
    for (const stop of this.#waiting.values()) stop()
  }

  #consider(talk: Session, teamId: GroupId): void {
    const team = this.#ports.team(teamId)
    if (team?.isFresh() !== true || !mayAct(talk)) return
    const seen = `${team.membership.version()} ${talk.membership.version()}`
    if (this.#seen.get(talk.id) === seen || this.#waiting.has(talk.id)) return
    this.#seen.set(talk.id, seen)
    const changes = this.#changes(talk, team)
    if (changes.length === 0) return
    if (changes.some((change) => this.#isOwn(change, talk, team))) return this.#begin(talk, team)
    const [jitter = 0] = this.#ports.device.random(1)
    const waitMs = LEAST_WAIT_MS + (MORE_WAIT_MS * jitter) / 255
    const stop = this.#ports.device.clock.after(waitMs, () => {
      this.#waiting.delete(talk.id)
      this.#begin(talk, team)
    })
    this.#waiting.set(talk.id, stop)
  }

  #begin(talk: Session, team: Team): void {
    this.#turn = this.#turn.then(() => this.#act(talk, team))
  }

  /** One act after the other; whatever could not be done is looked at again when something changes. */
  async #act(talk: Session, team: Team): Promise<void> {
    for (const change of this.#changes(talk, team)) {
      if (this.#isClosed) return
      await this.#do(change, talk, team).catch(() => this.#seen.delete(talk.id))
    }
  }

  async #do(change: TalkChange, talk: Session, { membership }: Team): Promise<void> {
    const { acts } = talk.parts
    const { person } = change
    if (change.type === 'remove') return acts.remove(person)
    if (change.type === 'raise') return acts.setRole(person, change.role)
    await acts.add(membership.introductionsOf(person), person, change.role)
  }

  #changes(talk: Session, { membership }: Team): readonly TalkChange[] {
    return changesFor(membership.roster(), talk.membership.roster(), this.#me())
  }

  #isOwn({ type, person }: TalkChange, talk: Session, { membership }: Team): boolean {
    const me = this.#me()
    if (talk.membership.roster().members.get(me)?.role === 'founder') return true
    const team = membership.roster()
    if (type === 'remove') return team.departed.get(person)?.by === me
    return admitterOf(team, person) === me
  }

  #me(): PersonId {
    return this.#ports.device.identity.person
  }
}

/** What is known of a talk must be all of it: an act on half a roster may do what was done already. */
function mayAct(talk: Session): boolean {
  const isFresh = talk.groupDoc.following()?.isSynced() === true
  return isFresh && talk.membership.isWhole() && talk.status.state() === 'ready'
}

function admitterOf({ members, log }: Roster, person: PersonId): PersonId | undefined {
  const admission = members.get(person)?.admittedBy
  return log.find(({ id }) => id === admission)?.person
}
