/**
 * Groups that go from this device: all that it keeps of them, in all tabs. Rules GS43, GS50, GS51, GS122.
 *
 * Whoever has left is still owed that the others hear of it: then the group goes from the list at once
 * and from the disk when a relay has their word. This person's other devices keep what they have.
 */
import { type GroupId, groupDoc, parseDocName, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import { eraseDocs, eraseGroup } from '../joining/erasing.ts'
import { groupKey, notedGroups } from '../own/noted-groups.ts'
import type { Notes } from '../own/notes.ts'
import type { Held } from './held-groups.ts'
import type { Session } from './session.ts'

export interface Forgetting {
  /** Nothing is owed to anybody: off the list when resolved. Rejects with StorageFailed. */
  takeOffList(held: Held): Promise<void>
  /** This person is out, or alone. Rejects with StorageFailed. */
  forget(held: Held): Promise<void>
  /** Something about a group has changed. */
  look(held: Held): void
}

export interface ForgettingPorts {
  readonly device: Device
  readonly notes: Notes
  /** Closes what is open of it in this tab. */
  drop(group: GroupId): Promise<void>
  /** Another list of groups is to be shown. */
  onChange(): void
}

export function newForgetting(ports: ForgettingPorts): Forgetting {
  const { device, notes } = ports
  const going = new Set<GroupId>()

  async function takeOffList({ session }: Held): Promise<void> {
    const { id } = session
    if (going.has(id)) return
    going.add(id)
    try {
      const docs = docsOf(device, session)
      await eraseGroup(device, id, docs)
      device.tabs.post({ type: 'off-list', group: id })
      // Nobody waits for what is no longer looked at; what closing wrote goes too.
      void ports
        .drop(id)
        .then(() => eraseGroup(device, id, docs))
        .catch(() => undefined)
        .then(() => eraseDocs(device, docs))
    } finally {
      going.delete(id)
    }
  }

  return {
    takeOffList,
    async forget(held) {
      const { session } = held
      // Or this person's other devices, which may not have heard of it, would bring it back.
      const noted = notedGroups(notes).get(session.id)
      if (noted?.isIn === true) await notes.set(groupKey(session.id), { ...noted, isIn: false })
      if (!owesWord(device, session)) return takeOffList(held)
      await session.belonging.setForgotten(true)
      device.tabs.post({ type: 'forgotten', group: session.id })
      ports.onChange()
    },
    look(held) {
      const { session } = held
      if (!isForgotten(held)) return
      const state = session.status.state()
      // What fails is tried again when something changes, or at the next start.
      if (state === 'ready' || state === 'waiting')
        void session.belonging.setForgotten(false).catch(() => undefined)
      else if ((state === 'left' || state === 'removed') && !owesWord(device, session))
        void takeOffList(held).catch(() => undefined)
    },
  }
}

export function isForgotten({ session }: Held): boolean {
  return session.belonging.entry().isForgotten === true
}

/** Of whoever was put out nobody waits for a word, nor are messages taken of who has left. */
function owesWord({ outbox }: Pick<Device, 'outbox'>, { id, status }: Session): boolean {
  return status.state() === 'left' && outbox.recordsOf(groupDoc(id)).length > 0
}

/** Those that were opened at some time, and those with something unsent. */
function docsOf({ outbox }: Pick<Device, 'outbox'>, { id, parts }: Session): readonly string[] {
  const count = parts.segments.newest() + 1
  const known = Array.from({ length: count }, (_, segment) => segmentDoc(id, segment))
  const opened = [...parts.segments.opened().keys()].map((segment) => segmentDoc(id, segment))
  const unsent = outbox.docs().filter((doc) => parseDocName(doc)?.group === id)
  return [...new Set([groupDoc(id), ...known, ...opened, ...unsent])]
}
