/** A group as the user interface holds it: live values and verbs over a session. */
import { type Message, messageKey, type MessageKey } from '@parley/group'
import { DEFAULT_POLICY, type GroupId, type Invitation, inviteLink, type PlaceVector } from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Derived, newDerived, newSettable, type Settable } from '../live.ts'
import type {
  Candidate,
  Conversation,
  Group,
  GroupInfo,
  GroupPerson,
  GroupSummary,
  HerePerson,
  Live,
  LogEntry,
} from '../model.ts'
import { currentInvitation } from './inviting.ts'
import type { Session } from './session.ts'
import type { Target } from './speaking.ts'
import { type WaitingAct, waitingReaction } from './waiting.ts'

export interface HeldGroup {
  readonly group: Group
  summary(): GroupSummary
  /** Something of the session changed. */
  refresh(): void
  close(): void
}

const SAVE_DRAFT_EVERY_MS = 400

export async function newGroup(device: Device, session: Session): Promise<HeldGroup> {
  return new SessionGroup(device, session, await openDraft(device, session.id))
}

class SessionGroup implements HeldGroup, Group {
  readonly id: GroupId
  readonly info: Derived<GroupInfo>
  readonly conversation: Live<Conversation>
  readonly draft: Live<string>
  readonly candidates: Live<readonly Candidate[]>
  readonly log: Live<readonly LogEntry[]>
  readonly here: Live<readonly HerePerson[]>
  readonly #device: Device
  readonly #session: Session
  readonly #draft: KeptDraft
  #inviting: Promise<Invitation> | undefined

  constructor(device: Device, session: Session, draft: KeptDraft) {
    this.id = session.id
    this.#device = device
    this.#session = session
    this.#draft = draft
    this.draft = draft.live
    this.conversation = session.parts.history.conversation
    this.info = newDerived(() => this.#info())
    this.candidates = newSettable<readonly Candidate[]>([])
    this.log = newSettable<readonly LogEntry[]>([])
    this.here = newSettable<readonly HerePerson[]>([])
  }

  get group(): Group {
    return this
  }

  setDraft(text: string): void {
    this.#draft.set(text)
  }

  async send(text: string, replyTo?: MessageKey): Promise<void> {
    const { speaking, segments } = this.#session.parts
    const parent = replyTo === undefined ? undefined : this.#target(replyTo)
    const ref = parent && {
      segment: parent.segment ?? segments.current(),
      person: parent.person,
      messageId: parent.messageId,
    }
    await this.#shown(() => speaking.post(text, ref))
  }

  edit(key: MessageKey, text: string): Promise<void> {
    const { speaking } = this.#session.parts
    return this.#shown(async () => {
      const act = this.#waitingPost(key)
      if (act !== undefined && (await speaking.amend(act, text))) return
      await this.#session.caughtUp()
      await speaking.edit(this.#must(key), text)
    })
  }

  delete(key: MessageKey): Promise<void> {
    const { speaking } = this.#session.parts
    return this.#shown(async () => {
      const act = this.#waitingPost(key)
      if (act !== undefined && (await speaking.withdraw(act))) return
      await this.#session.caughtUp()
      await speaking.retract(this.#must(key))
    })
  }

  react(key: MessageKey, emoji: string): Promise<void> {
    const { speaking, waiting } = this.#session.parts
    return this.#shown(async () => {
      if (waitingReaction(waiting.list(), key, emoji) === undefined)
        await speaking.react(this.#target(key) ?? this.#must(key), emoji)
    })
  }

  unreact(key: MessageKey, emoji: string): Promise<void> {
    const { speaking, waiting } = this.#session.parts
    return this.#shown(async () => {
      const act = waitingReaction(waiting.list(), key, emoji)
      if (act !== undefined && (await speaking.withdraw(act))) return
      await this.#session.caughtUp()
      await speaking.unreact(this.#must(key), emoji)
    })
  }

  async inviteLink(): Promise<string> {
    const { membership, belonging } = this.#session
    const ports = {
      device: this.#device,
      group: this.id,
      membership,
      ownInvitation: () => belonging.invitation(),
      doc: () => this.#session.groupDoc,
    }
    // Asked twice at once it is still one link.
    this.#inviting ??= currentInvitation(ports).finally(() => (this.#inviting = undefined))
    return inviteLink(this.#device.appUrl, await this.#inviting)
  }

  invite = notBuilt
  withdrawInvite = notBuilt
  approve = notBuilt
  decline = notBuilt
  setRole = notBuilt
  remove = notBuilt
  leave = notBuilt
  mute = notBuilt
  unmute = notBuilt
  setPolicy = notBuilt
  rename = notBuilt
  addPerson = notBuilt
  setMutedForMe = notBuilt
  safetyCode = notBuilt
  setVerified = notBuilt
  setTyping(): void {}

  markRead(key: MessageKey): void {
    this.#read(this.#session.parts.history.vectorTo(key))
  }

  seeLate(key?: MessageKey): void {
    const vector = this.#session.parts.history.seeLate(key)
    this.#device.tabs.post({ type: 'late', group: this.id, key })
    this.#read(vector)
  }

  loadOlder(): Promise<boolean> {
    return this.#session.showOlder()
  }

  summary(): GroupSummary {
    const { history } = this.#session.parts
    return {
      id: this.id,
      name: this.#name(),
      state: this.#session.state(),
      unreadCount: history.unreadCount(),
      lastMessage: history.lastMessage(),
      draft: this.#draft.live.get(),
    }
  }

  refresh(): void {
    this.info.invalidate()
  }

  close(): void {
    this.#draft.close()
  }

  #read(vector: PlaceVector): void {
    if (!this.#session.parts.marks.addRead(vector)) return
    this.#device.tabs.post({ type: 'read', group: this.id, vector })
    this.#session.refresh()
  }

  #name(): string {
    return this.#session.membership.groupName() ?? this.#session.belonging.entry().name ?? ''
  }

  #info(): GroupInfo {
    const { encrypted } = this.#session.membership.roster()
    const state = this.#session.state()
    const people = this.#people()
    const isIn = state === 'ready'
    return {
      name: this.#name(),
      state,
      encrypted,
      people,
      me: {
        role: people.find(({ isMe }) => isMe)?.role,
        mayPost: isIn,
        mayReact: isIn,
        bar: undefined,
        until: undefined,
        mayInvite: false,
        mayModerate: false,
        mayAdminister: false,
        mayOwn: false,
      },
      policy: DEFAULT_POLICY,
      requests: [],
      invites: [],
      wantsSecondOwner: false,
      usesNewer: false,
      waitsForKey: false,
      mutedForMe: false,
    }
  }

  #people(): readonly GroupPerson[] {
    const me = this.#device.identity.person
    return [...this.#session.membership.roster().members.values()]
      .map(({ person, role }) => ({
        person,
        role,
        name: this.#session.nameOf(person),
        isMe: person === me,
        mutedUntil: undefined,
        devicesCount: 1,
        blocked: false,
        verified: 'no' as const,
        may: [],
        assignable: [],
      }))
      .sort((left, right) => left.name.localeCompare(right.name))
  }

  #must(key: MessageKey): Message {
    const message = this.#session.parts.history.timeline().get(key)
    if (message === undefined) throw new Error('This message is not on this device.')
    return message
  }

  /** A message of the conversation, sent or still waiting. */
  #target(key: MessageKey): Target | undefined {
    const messageId = this.#waitingPost(key)?.content.messageId
    const person = this.#device.identity.person
    return messageId === undefined
      ? this.#session.parts.history.timeline().get(key)
      : { person, messageId, segment: undefined }
  }

  #waitingPost(key: MessageKey): WaitingAct | undefined {
    const { waiting } = this.#session.parts
    return waiting
      .list()
      .find(
        ({ content }) =>
          content.kind === 'post' &&
          key === messageKey(this.#device.identity.person, content.messageId),
      )
  }

  /** Resolves when what was done is in the conversation too. */
  async #shown(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } finally {
      await this.#session.caughtUp()
      this.#session.refresh()
    }
  }
}

function notBuilt(): Promise<never> {
  return Promise.reject(new Error('not built yet'))
}

interface KeptDraft {
  readonly live: Settable<string>
  set(text: string): void
  close(): void
}

/** Saved with the first key, then every moment while more are pressed, and when the group is closed. */
async function openDraft(device: Device, group: GroupId): Promise<KeptDraft> {
  const key = `draft/${group}`
  const kept = await device.store.get(key)
  const live = newSettable(typeof kept === 'string' ? kept : '')
  let resting: (() => void) | undefined
  let isSaved = true

  function save(): void {
    isSaved = true
    resting?.()
    resting = device.clock.after(SAVE_DRAFT_EVERY_MS, () => {
      resting = undefined
      if (!isSaved) save()
    })
    device.store
      .write([{ type: 'put', key, value: live.get() }])
      .catch(() => device.notices.tell('storage-failing', group))
  }

  return {
    live,
    set(text) {
      live.set(text)
      isSaved = false
      // An emptied draft was sent: it must not come back after a crash. A paste is saved at once.
      if (text === '' || resting === undefined) save()
    },
    close() {
      if (!isSaved) save()
      resting?.()
      resting = undefined
    },
  }
}
