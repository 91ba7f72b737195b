/**
 * Invite links: those this device made, and the one it came by. Making one works offline.
 *
 * A link's secret is kept on this device only; other devices see that the link is there, not the link.
 */
import { type LiveLink, mayDo } from '@parley/group'
import type { GroupId, Invitation, RecordId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { type InviteOptions, NotAllowed } from '../model-people.ts'
import { mayMakeKeys } from '../keys/handing.ts'
import { draftInvite } from './entry.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Membership } from '../membership/membership.ts'
import { isAtLeast } from '../membership/rights.ts'

export interface Inviting {
  /** When this device knows it. */
  secretOf(invite: RecordId): Uint8Array | undefined
  /** Rejects with NotAllowed or StorageFailed. */
  make(options: InviteOptions): Promise<Invitation>
  /** A link for members without conditions: the newest known here that still admits, or a new one. */
  current(): Promise<Invitation>
  /** The newest desk known here that is kept, or a new one. */
  desk(): Promise<Invitation>
}

export interface InvitingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  /** The link this device joined by. */
  ownInvitation(): Invitation | undefined
  doc(): LiveDoc
  /** A link can be shown from now on. */
  onKnown(): void
}

const FOR_MEMBERS: InviteOptions = {
  role: 'member',
  needsApproval: false,
  expiresAt: 0,
  usesCount: 0,
}

/** As little as a link can offer: by a desk nobody comes in anyway. */
const FOR_DESK = { ...FOR_MEMBERS, role: 'guest', needsApproval: true, isDesk: true } as const

export async function openInviting(ports: InvitingPorts): Promise<Inviting> {
  const inviting = new KeptInviting(ports)
  await inviting.open()
  return inviting
}

class KeptInviting implements Inviting {
  readonly #ports: InvitingPorts
  readonly #prefix: string
  readonly #secrets = new Map<RecordId, Uint8Array>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ports: InvitingPorts) {
    this.#ports = ports
    this.#prefix = `link/${ports.group}/`
  }

  async open(): Promise<void> {
    const { store, tabs } = this.#ports.device
    for (const [key, secret] of await store.list(this.#prefix))
      this.#hold(key.slice(this.#prefix.length), secret)
    tabs.onMessage(({ type, group, invite, secret }) => {
      if (type !== 'link' || group !== this.#ports.group) return
      this.#hold(invite, secret)
      this.#ports.onKnown()
    })
  }

  secretOf(invite: RecordId): Uint8Array | undefined {
    const own = this.#ports.ownInvitation()
    return this.#secrets.get(invite) ?? (own?.invite === invite ? own.secret : undefined)
  }

  make(options: InviteOptions): Promise<Invitation> {
    return this.#inTurn(() => this.#makeNow(options))
  }

  /** Asked twice at once it is still one link. */
  current(): Promise<Invitation> {
    return this.#inTurn(() => this.#newest(isForMembers) ?? this.#makeNow(FOR_MEMBERS))
  }

  #newest(isWanted: (link: LiveLink) => boolean): Promise<Invitation> | undefined {
    const { group, membership } = this.#ports
    for (const link of [...membership.roster().links.values()].reverse()) {
      const secret = isWanted(link) ? this.secretOf(link.invite) : undefined
      if (secret !== undefined) return Promise.resolve({ group, invite: link.invite, secret })
    }
    return undefined
  }

  desk(): Promise<Invitation> {
    return this.#inTurn(() => this.#newest(({ isDesk }) => isDesk) ?? this.#makeNow(FOR_DESK))
  }

  async #makeNow(options: InviteOptions & { readonly isDesk?: true }): Promise<Invitation> {
    const { device, group, membership } = this.#ports
    const roster = membership.roster()
    const role = roster.members.get(device.identity.person)?.role
    if (role === undefined || !isAtLeast(role, 'moderator'))
      throw new NotAllowed(
        'Only a moderator can make an invite link for this group. Ask one for it.',
      )
    if (!mayDo('invite', role, { given: options.role })) throw new NotAllowed()
    const { secret, drafts } = draftInvite(device, group, {
      roster,
      role,
      options,
      epoch: mayMakeKeys(this.#ports) ? membership.epochKey() : undefined,
      names: {
        group: membership.groupName(),
        own: membership.saidNames(device.identity.person).own.name,
      },
    })
    const [invite] = await this.#ports.doc().appender.append(drafts)
    if (invite === undefined) throw new Error('The invite link was not made. Try again.')
    await device.store.write([{ type: 'put', key: this.#prefix + invite.id, value: secret }])
    this.#hold(invite.id, secret)
    this.#ports.onKnown()
    device.tabs.post({ type: 'link', group, invite: invite.id, secret })
    return { group, invite: invite.id, secret }
  }

  #hold(invite: unknown, secret: unknown): void {
    if (typeof invite === 'string' && secret instanceof Uint8Array)
      this.#secrets.set(invite as RecordId, secret)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}

function isForMembers({ role, needsApproval, expiresAt, usesCount }: LiveLink): boolean {
  return role === 'member' && !needsApproval && expiresAt === 0 && usesCount === 0
}

/** What this device knows of a link's end; relays count for themselves. */
export function isUsedUp(link: LiveLink, now: number): boolean {
  const isOver = link.expiresAt !== 0 && link.expiresAt <= now
  return isOver || (link.usesCount !== 0 && link.joinsCount >= link.usesCount)
}
