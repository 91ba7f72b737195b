/** A group as the user interface holds it: live values and verbs over a session. */
import type { Message, MessageKey } from '@parley/group'
import { type GroupId, inviteLink } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newDerived, newSettable, type Settable } from '../live.ts'
import type { Group, GroupInfo, GroupSummary } from '../model.ts'
import { currentInvitation } from './inviting.ts'
import type { Session } from './session.ts'

export interface HeldGroup {
  readonly group: Group
  summary(): GroupSummary
  /** Something of the session changed. */
  refresh(): void
  close(): void
}

const SAVE_DRAFT_AFTER_MS = 400

export async function newGroup(device: Device, session: Session): Promise<HeldGroup> {
  const { id, membership, belonging } = session
  const { history, speaking, marks, waiting } = session.parts
  const drafts = await openDraft(device, id)
  const info = newDerived<GroupInfo>(() => ({ name: groupName(), state: session.state(), people: people() }))

  function groupName(): string {
    return membership.groupName() ?? belonging.entry().name ?? ''
  }

  function people(): GroupInfo['people'] {
    const me = device.identity.person
    return [...membership.roster().members.values()]
      .map(({ person, role }) => ({ person, role, name: session.nameOf(person), isMe: person === me }))
      .sort((left, right) => left.name.localeCompare(right.name))
  }

  function mustHave(key: MessageKey): Message {
    const message = history.timeline().get(key)
    if (message === undefined) throw new Error('This message is not here any more.')
    return message
  }

  function waitingAct(key: MessageKey) {
    return waiting.list().find(({ content }) => content.kind === 'post' && key === `${device.identity.person}/${content.messageId}`)
  }

  async function done(work: Promise<void>): Promise<void> {
    try {
      await work
    } finally {
      await session.idle()
      history.refresh()
    }
  }

  async function amend(key: MessageKey, text: string, otherwise: (message: Message) => Promise<void>): Promise<void> {
    const act = waitingAct(key)
    return done(act === undefined ? otherwise(mustHave(key)) : speaking.amend(act, text))
  }

  const group: Group = {
    id,
    info,
    conversation: history.conversation,
    draft: drafts.live,
    setDraft: drafts.set,
    async send(text, replyTo) {
      const parent = replyTo === undefined ? undefined : history.timeline().get(replyTo)
      const ref = parent && { segment: parent.segment, person: parent.person, messageId: parent.messageId }
      await done(speaking.post(text, ref))
    },
    edit: (key, text) => amend(key, text, (message) => speaking.edit(message, text)),
    delete: (key) => amend(key, '', (message) => speaking.retract(message)),
    react: async (key, emoji) => done(speaking.react(mustHave(key), emoji)),
    unreact: async (key, emoji) => done(speaking.unreact(mustHave(key), emoji)),
    async inviteLink() {
      const ports = { device, group: id, membership, ownInvitation: () => belonging.invitation(), doc: () => session.groupDoc }
      return inviteLink(device.appUrl, await currentInvitation(ports))
    },
    markRead(key) {
      const vector = history.vectorTo(key)
      if (!marks.addRead(vector)) return
      device.tabs.post({ type: 'read', group: id, vector })
      session.refresh()
    },
    seeLate: (key) => history.seeLate(key),
    loadOlder: () => session.showOlder(),
  }

  return {
    group,
    refresh: info.invalidate,
    close: drafts.close,
    summary: () => ({
      id,
      name: groupName(),
      state: session.state(),
      unreadCount: history.unreadCount(),
      lastMessage: history.lastMessage(),
      draft: drafts.live.get(),
    }),
  }
}

interface KeptDraft {
  readonly live: Settable<string>
  set(text: string): void
  close(): void
}

/** Saved a moment after the last key, and when the group is closed. */
async function openDraft(device: Device, group: GroupId): Promise<KeptDraft> {
  const key = `draft/${group}`
  const kept = await device.store.get(key)
  const live = newSettable(typeof kept === 'string' ? kept : '')
  let cancel: (() => void) | undefined

  function save(): void {
    cancel = undefined
    device.store.write([{ type: 'put', key, value: live.get() }]).catch(() => device.notices.tell('storage-failing', group))
  }

  return {
    live,
    set(text) {
      live.set(text)
      cancel?.()
      // An emptied draft was sent: it must not come back after a crash.
      if (text === '') save()
      else cancel = device.clock.after(SAVE_DRAFT_AFTER_MS, save)
    },
    close() {
      if (cancel === undefined) return
      cancel()
      save()
    },
  }
}
