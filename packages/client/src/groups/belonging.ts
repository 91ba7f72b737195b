/**
 * How this device belongs to a group: coming in by its link, saying its name, being shut out.
 *
 * Each step is taken when it has become possible, and only once; until the own join is on the relay
 * the link is what opens the group there.
 */
import { headsFor } from '@parley/group'
import { encodeNaming, groupDoc, type GroupId, type Invitation, RECORD_TYPE } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Stop, StoreChange } from '../ports.ts'
import { draftSealed } from '../writing/drafts.ts'
import { draftJoin, linkKeys } from './entry.ts'
import { entryChange, type GroupEntry, invitationOf } from './group-entry.ts'
import type { LiveDoc } from './live-doc.ts'
import type { Membership } from './membership.ts'

export interface BelongingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly entry: GroupEntry
  readonly membership: Membership
  myName(): string
  doc(): LiveDoc
  isReady(): boolean
}

export interface Belonging {
  entry(): GroupEntry
  /** The entry, to be kept as part of another write. */
  change(): StoreChange
  invitation(): Invitation | undefined
  /** Joins, when the link's invite is held. Rejects with StorageFailed. */
  enter(): Promise<void>
  /** Tells the group this person's name when it knows another one. */
  sayName(): Promise<void>
  proveLink(): void
  forgetLinkWhenIn(): void
  /** The relay says: for good. */
  shut(): void
  close(): void
}

export function newBelonging(ports: BelongingPorts): Belonging {
  const { device, group, membership } = ports
  const me = device.identity.person
  let entry = ports.entry
  let isEntering = false
  let isNaming = false
  let forgetLink: Stop | undefined

  async function keep(next: GroupEntry): Promise<void> {
    entry = next
    await device.store.write([entryChange(group, entry)])
  }

  function isIn(): boolean {
    return entry.state === 'member' && device.outbox.recordsOf(groupDoc(group)).length === 0
  }

  async function join(invitation: Invitation): Promise<void> {
    const joined: GroupEntry = { ...entry, state: 'member' }
    const held = { roster: membership.roster(), epoch: membership.epochKey(), name: ports.myName() }
    await ports.doc().appender.append(draftJoin(device, invitation, held), [entryChange(group, joined)])
    entry = joined
  }

  return {
    entry: () => entry,
    change: () => entryChange(group, entry),
    invitation: () => invitationOf(group, entry),
    async enter() {
      const invitation = invitationOf(group, entry)
      const roster = membership.roster()
      if (entry.state !== 'joining' || isEntering) return
      if (roster.members.has(me)) return keep({ ...entry, state: 'member' })
      if (invitation === undefined || !roster.links.has(invitation.invite)) return
      const isKeyComing = roster.encrypted && membership.epochKey() === undefined
      if (isKeyComing && ports.doc().following()?.isSynced() !== true) return
      isEntering = true
      try {
        await join(invitation)
      } finally {
        isEntering = false
      }
    },
    async sayName() {
      const name = ports.myName()
      const groupName = membership.groupName()
      if (groupName !== undefined && groupName !== entry.name) await keep({ ...entry, name: groupName })
      if (isNaming || name === '' || !ports.isReady() || membership.nameOf(me) === name) return
      isNaming = true
      try {
        await ports.doc().appender.append([
          draftSealed({
            recordType: RECORD_TYPE.profile,
            hlc: device.ownClock.next(),
            heads: headsFor(membership.roster(), me),
            placesHeld: ports.doc().records().placesCount(),
            epoch: membership.epochKey(),
            content: encodeNaming({ name }),
            random: device.random,
          }),
        ])
      } finally {
        isNaming = false
      }
    },
    proveLink() {
      const invitation = invitationOf(group, entry)
      if (invitation === undefined || isIn()) return
      const { sign } = linkKeys(group, invitation.secret)
      const prove = (message: Uint8Array) => device.signer(message, sign)
      forgetLink = device.link.proveLink({ group, invite: invitation.invite, sign: prove })
    },
    forgetLinkWhenIn() {
      if (!isIn()) return
      forgetLink?.()
      forgetLink = undefined
    },
    shut() {
      // If this is not kept, the relay will say so again.
      keep({ ...entry, state: 'closed' }).catch(() => undefined)
    },
    close() {
      forgetLink?.()
    },
  }
}
