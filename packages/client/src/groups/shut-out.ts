/** What a relay's closing of a group's document means here, and what is done about it. */
import { CLOSE_CODE, type GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Belonging } from '../joining/belonging.ts'
import type { Membership } from '../membership/membership.ts'
import type { Stop } from '../ports.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'

export interface ShutOut {
  /** `segment`: `undefined` for the group document. */
  closed(code: number, segment: number | undefined): void
  /** The relay founds groups for who was invited, and this one is new there. */
  isUninvited(): boolean
  /** Looks whether the relay lets the group in by now. */
  look(): void
  /** The relay took something of the group document. */
  taken(): void
  readonly stop: Stop
}

export interface ShutOutPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly belonging: Belonging
  doc(): LiveDoc | undefined
  onClosed(segment: number | undefined): void
}

export function newShutOut(ports: ShutOutPorts): ShutOut {
  const { device, group, membership, belonging, doc } = ports
  const { notices, link, identity } = device
  /** All was sent in this session: a relay that still does not know us then will not by more of it. */
  let isRefilled = false
  let isUninvited = false
  const stop = link.onState(() => {
    if (link.state().state !== 'connected') isRefilled = false
  })

  function letIn(): void {
    if (!isUninvited) return
    isUninvited = false
    ports.onClosed(undefined)
  }

  /** A relay that lost its disk, and got the group back from somebody who never met us, does not know us. */
  function refill(): void {
    // A linked device is let in by what it says of itself, before it can read who is here.
    if (!membership.roster().members.has(identity.person)) return doc()?.sendOutbox()
    if (isRefilled) return
    isRefilled = true
    doc()?.sendAll()
  }

  return {
    stop,
    isUninvited: () => isUninvited,
    // A document that is refused is shut again at once: what stays open was let in, by whomever.
    look() {
      if (doc()?.following()?.isSynced() === true) letIn()
    },
    taken: letIn,
    closed(code, segment) {
      if (segment === undefined) belonging.turnAway()
      if (code === CLOSE_CODE.uninvited && segment === undefined) isUninvited = true
      if (code === CLOSE_CODE.removed || code === CLOSE_CODE.gone) belonging.shut()
      if (code === CLOSE_CODE.fatal) notices.tell('sync-stopped', group)
      if (code === CLOSE_CODE.forbidden && segment === undefined) refill()
      ports.onClosed(segment)
    },
  }
}
