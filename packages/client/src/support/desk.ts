/** One desk, for who came to it: who answers there, and the own talk, begun when there is something to say. */
import { type GroupId, type Invitation, type SupportTalk } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Session } from '../groups/session.ts'
import type { GroupEntry } from '../joining/group-entry.ts'
import { newDerived } from '../live.ts'
import type { Desk, DeskInfo, TalkOrigin } from '../model-support.ts'
import type { Membership } from '../membership/membership.ts'
import type { Stop } from '../ports.ts'
import { StorageFailed } from '../stores/storage-failed.ts'
import { agentsOf, roleInTalk } from './agents.ts'
import { type DeskDoc, openDeskDoc } from './desk-doc.ts'
import { type Agent, draftTalk } from './founding.ts'
import { fittingOrigin } from './origin.ts'
import type { SupportPorts } from './support-ports.ts'

export interface DeskPorts extends SupportPorts {
  sessionOf(group: GroupId): Session | undefined
  onChange(): void
}

/** How long somebody who is online waits for the news of the team before what was known does. */
const NEWS_WAIT_MS = 8_000

const keyOf = (team: GroupId): string => `talk/${team}`

/** The talk begun at that desk from this browser, if any. */
export async function keptTalk(device: Device, team: GroupId): Promise<GroupId | undefined> {
  const kept = await device.store.get(keyOf(team))
  return typeof kept === 'string' ? (kept as GroupId) : undefined
}

export class OpenDesk implements Desk {
  readonly team: GroupId
  readonly info = newDerived(() => this.#info())
  readonly #ports: DeskPorts
  readonly #invitation: Invitation
  readonly #waiting = new Set<() => void>()
  #doc: DeskDoc | undefined
  #talk: GroupId | undefined
  #beginning: Promise<GroupId> | undefined
  #isPatient = true
  #stopWaiting: Stop | undefined

  constructor(ports: DeskPorts, invitation: Invitation) {
    this.#ports = ports
    this.#invitation = invitation
    this.team = invitation.group
  }

  async open(talk: GroupId | undefined): Promise<void> {
    const { device, sessionOf } = this.#ports
    if (talk !== undefined && sessionOf(talk) === undefined) await this.#ports.openToo(talk)
    this.#talk = talk
    // Who is in the team themselves has its document already.
    if (sessionOf(this.team) !== undefined) return
    this.#doc = await openDeskDoc(device, this.#invitation, () => this.look())
    this.#stopWaiting = device.clock.after(NEWS_WAIT_MS, () => {
      this.#isPatient = false
      this.look()
    })
  }

  get membership(): Membership {
    const session = this.#ports.sessionOf(this.team)
    const membership = session?.membership ?? this.#doc?.membership
    if (membership === undefined) throw new Error('The desk is not open yet.')
    return membership
  }

  isFresh(): boolean {
    return this.#doc?.isFresh() ?? true
  }

  async begin(origin: TalkOrigin): Promise<GroupId> {
    const talk: SupportTalk = { team: this.team, ...fittingOrigin(origin) }
    this.#beginning ??= this.#begin(talk)
    this.#beginning.catch(() => (this.#beginning = undefined))
    const group = await this.#beginning
    this.#tellPage(group, talk)
    return group
  }

  /** While it opens, what is on disk comes already. */
  get isOpen(): boolean {
    return this.#doc !== undefined || this.#ports.sessionOf(this.team) !== undefined
  }

  look(group?: GroupId): void {
    if (!this.isOpen) return
    if (group !== undefined && group !== this.team && group !== this.#talk) return
    this.info.invalidate()
    this.#ports.onChange()
    if (!this.#isReady()) return
    for (const go of this.#waiting) go()
    this.#waiting.clear()
  }

  /** Its watchers go by themselves; the next visit finds it as it is. */
  close(): void {
    this.#waiting.clear()
  }

  async shut(): Promise<void> {
    this.close()
    this.#stopWaiting?.()
    await this.#doc?.close()
  }

  async #begin(talk: SupportTalk): Promise<GroupId> {
    if (this.#talk !== undefined) return this.#talk
    await this.#whenReady()
    const { device, myName, found, openToo } = this.#ports
    const founding = draftTalk(device, { name: myName(), talk, agents: this.#agents() })
    const { group } = founding
    const entry: GroupEntry = {
      state: 'member',
      invite: undefined,
      secret: undefined,
      name: myName(),
    }
    try {
      const changes = [{ type: 'add', key: keyOf(this.team), value: group }] as const
      await found(entry, { ...founding, changes })
      this.#talk = group
    } catch (error) {
      if (!(error instanceof StorageFailed) || error.reason !== 'taken') throw error
      // Another tab was first.
      this.#talk = await keptTalk(device, this.team)
      if (this.#talk === undefined) throw error
      await openToo(this.#talk)
    }
    this.look()
    return this.#talk
  }

  /** Where they are when they write again. What cannot be said is said at the next visit. */
  #tellPage(group: GroupId, talk: SupportTalk): void {
    const session = this.#ports.sessionOf(group)
    session?.parts.acts.sayOfTalk({ talk }).catch(() => undefined)
  }

  /** Offline what is known does; online the news of the team is waited for, so long. */
  #isReady(): boolean {
    const { membership } = this
    if (!membership.isWhole() || this.#agents().length === 0 || this.#end() !== undefined)
      return false
    const isOffline = this.#ports.device.link.state().state === 'offline'
    return this.isFresh() || isOffline || !this.#isPatient
  }

  #whenReady(): Promise<void> {
    if (this.#isReady()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.add(resolve))
  }

  #agents(): readonly Agent[] {
    const { membership } = this
    const { members } = membership.roster()
    return agentsOf(membership.roster()).flatMap((person) => {
      const role = roleInTalk(members.get(person))
      const introductions = membership.introductionsOf(person)
      return role === undefined || introductions.length === 0 ? [] : [{ introductions, role }]
    })
  }

  #end() {
    return this.#doc?.end()
  }

  #info(): DeskInfo {
    const { membership } = this
    const isKnown = membership.roster().founded
    return {
      team: membership.groupName() ?? '',
      agentsCount: isKnown ? agentsOf(membership.roster()).length : undefined,
      end: this.#end(),
      talk: this.#talk,
    }
  }
}
