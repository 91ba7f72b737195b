/**
 * What a user interface sees of Parley: people, messages and honest ticks.
 *
 * No key, epoch, segment or conflict appears here. Every `Live` value keeps its reference until it
 * changes, so that a view may compare by reference.
 */
import type { MessageKey } from '@parley/group'
import type {
  GroupId,
  InvitationFault,
  Mention,
  MessageId,
  PersonId,
  Policy,
  RecordId,
  Role,
} from '@parley/protocol'
import type { Lesson } from './model-class.ts'
import type { OwnDevices } from './model-devices.ts'
import type { Files } from './model-files.ts'
import type { Live } from './model-live.ts'
import type { Storage } from './model-storage.ts'
import type { TalkInfo } from './model-support.ts'
import type {
  Candidate,
  Coming,
  GroupInfo,
  GroupState,
  Here,
  InviteOptions,
  LogEntry,
  SignInAnswer,
} from './model-people.ts'
import type { Conversation, LastMessage, ShownMessage } from './model-messages.ts'
import type { Profiles } from './model-profiles.ts'
import type { CatchUp, Completeness, WhoHas } from './model-reading.ts'
import type {
  DayReveal,
  MentionEntry,
  NewMessage,
  Reveal,
  SendOptions,
  Thread,
  ThreadSummary,
  WritingPlace,
} from './model-threads.ts'

export * from './model-class.ts'
export * from './model-devices.ts'
export * from './model-files.ts'
export * from './model-live.ts'
export * from './model-messages.ts'
export * from './model-people.ts'
export * from './model-profiles.ts'
export * from './model-reading.ts'
export * from './model-storage.ts'
export * from './model-support.ts'
export * from './model-threads.ts'
export type { GroupId, InvitationFault, Mention, MessageId, MessageKey, PersonId, Role }

export interface Parley {
  readonly me: PersonId
  /** `undefined` until this person has said a name. */
  readonly name: Live<string | undefined>
  setName(name: string): Promise<void>
  /** Newest activity first. */
  readonly groups: Live<readonly GroupSummary[]>
  readonly connection: Live<Connection>
  readonly notices: Live<readonly Notice[]>
  dismissNotice(id: string): void
  /** Encrypted unless said otherwise; that can never be changed. `asClass`: a class, with hands and words of school. */
  newGroup(
    name: string,
    options?: { readonly encrypted?: boolean; readonly asClass?: boolean },
  ): Promise<GroupId>
  /** Takes a whole link or its code; kept when offline, and completes by itself. */
  join(linkText: string): Promise<JoinOutcome>
  /** The same object each time; `undefined` for a group this device is not in. */
  openGroup(id: GroupId): Group | undefined
  /** Their messages are folded away on this person's devices; nobody is told. */
  block(person: PersonId): Promise<void>
  unblock(person: PersonId): Promise<void>
  readonly blocked: Live<readonly PersonId[]>
  readonly own: OwnDevices
  readonly profiles: Profiles
  /** Messages of others that name this person, newest first: at most 200, of what this device holds. */
  readonly mentions: Live<readonly MentionEntry[]>
  readonly storage: Storage
  readonly files: Files
  /** What is unread in all groups. */
  readonly catchUp: Live<CatchUp>
  /** In every group. */
  markAllRead(): void
  /** Whether others are shown that this person is here or typing. */
  readonly presence: Live<boolean>
  setPresence(shown: boolean): Promise<void>
  close(): Promise<void>
}

export type JoinOutcome =
  | { readonly ok: true; readonly group: GroupId }
  | { readonly ok: false; readonly broke: InvitationFault }

export interface Connection {
  readonly state: 'connected' | 'connecting' | 'offline'
  /** When the relay was last heard from, epoch milliseconds. */
  readonly heardAt: number | undefined
  /** The address this page dialled, as browsers show it, when the relay says it is none of its own. */
  readonly unknownOrigin?: string | undefined
}

export type NoticeType =
  | 'storage-failing'
  | 'storage-full'
  | 'doc-rebuilt'
  | 'not-sent'
  | 'sync-stopped'
  | 'relay-misbehaved'
  | 'not-shown'
  | 'not-done'
  | 'identity-changed'
  | 'uses-newer'
  /** Another of this person's devices removed this one. */
  | 'device-removed'
  /** A copy of this browser profile writes as this device. */
  | 'profile-copied'

export interface Notice {
  readonly id: string
  readonly type: NoticeType
  readonly group?: GroupId
  /** For `not-sent` and `not-shown`: what was written and is kept here. */
  readonly text?: string
  /** For the same: what the thread hangs from that it was written in. */
  readonly thread?: MessageKey
  /** For `not-sent`: it was written in the question box, for few, and belongs nowhere else. */
  readonly box?: 'question' | 'answer'
  /** For `not-shown`: who removed, muted or lowered this person meanwhile; for `identity-changed`: who. */
  readonly by?: string
  /** For `identity-changed`: the one whose code is to be compared. */
  readonly person?: PersonId
}

export interface GroupSummary {
  readonly id: GroupId
  readonly name: string
  readonly state: GroupState
  /** Joining, by a link that has ended. */
  readonly linkEnded: boolean
  /** Of the main conversation. */
  readonly unreadCount: number
  /** Unread messages of all threads. */
  readonly threadsUnread: number
  /** Unread messages that name this person, wherever they stand. */
  readonly mentionsCount: number
  /** This person said that it is to be read again. */
  readonly markedUnread: boolean
  /** Of the main conversation. */
  readonly lastMessage: LastMessage | undefined
  readonly draft: string
  /** It is a support talk. */
  readonly talk: TalkInfo | undefined
}

export interface Group extends WritingPlace {
  readonly id: GroupId
  readonly info: Live<GroupInfo>
  readonly conversation: Live<Conversation>
  /** What the next message, or the one of this id, will be called: its id is for `send`. */
  newMessage(id?: MessageId): NewMessage
  /** Resolves when the message is kept on this device. Rejects with `TextTooLong` or `StorageFailed`. */
  send(text: string, options?: SendOptions): Promise<void>
  /** Without `mentions` those it had, as far as they still stand in the text. */
  edit(key: MessageKey, text: string, mentions?: readonly Mention[]): Promise<void>
  delete(key: MessageKey): Promise<void>
  react(key: MessageKey, emoji: string): Promise<void>
  unreact(key: MessageKey, emoji: string): Promise<void>
  /** Whoever may post may pin, and take away anybody's pin. */
  pin(key: MessageKey): Promise<void>
  unpin(key: MessageKey): Promise<void>
  /** Newest pin first: at most 100, of what this device holds. */
  readonly pins: Live<readonly ShownMessage[]>
  /** The thread under a message of the main conversation; the same object each time. */
  thread(root: MessageKey): Thread
  /** Newest activity first. */
  readonly threads: Live<readonly ThreadSummary[]>
  /** Opens what is older until the message is there. `segmentHint`: where it stood when a link to it was made. */
  reveal(key: MessageKey, segmentHint?: number): Promise<Reveal>
  /** The first message of the main conversation from that moment on, epoch milliseconds. */
  revealDay(dayAt: number): Promise<DayReveal>
  /** The fragment of a link that opens at this message; `undefined` while it is on this device only. */
  messageLink(key: MessageKey): string | undefined
  /** Works offline. The same link for members until it is withdrawn. */
  inviteLink(): Promise<string>
  /** A new link. Works offline, like every act below; each rejects with `NotAllowed` or `StorageFailed`. */
  invite(options: InviteOptions): Promise<string>
  /** By which strangers begin a support talk with this group's members, and come into nothing: the newest, or a new one. */
  deskLink(): Promise<string>
  /** Of a support talk; whatever is said in it opens it again. Admins and above. */
  setTalkClosed(closed: boolean): Promise<void>
  withdrawInvite(id: RecordId): Promise<void>
  approve(request: RecordId): Promise<void>
  decline(request: RecordId): Promise<void>
  setRole(person: PersonId, role: Role): Promise<void>
  remove(person: PersonId): Promise<void>
  leave(): Promise<void>
  /**
   * A link that has ended: the group goes off the list, or is what it was for who was here before.
   * Another link to it may be followed all the same. Rejects with `NotAllowed` or `StorageFailed`.
   */
  giveUpLink(): Promise<void>
  /**
   * Takes back what waits for an answer. The group goes off the list, or is what it was for who was here
   * before. Rejects with `NotAllowed` or `StorageFailed`.
   */
  withdrawRequest(): Promise<void>
  /**
   * Left, removed, or its founder and alone: the group and what was said in it go from this device, not from
   * this person's others. A link or an invitation brings it back. Rejects with `NotAllowed` or `StorageFailed`.
   */
  forget(): Promise<void>
  /** Until that moment, epoch milliseconds; 0: until somebody unmutes. */
  mute(person: PersonId, until: number): Promise<void>
  unmute(person: PersonId): Promise<void>
  setPolicy(change: Partial<Policy>): Promise<void>
  /** A JWT by the site that the policy names. Rejects with `StorageFailed`, or when P-256 cannot be fetched. */
  signIn(token: string): Promise<SignInAnswer>
  rename(name: string): Promise<void>
  /** What the group is about, in lines; '' for none. Admins and above, as for its name. */
  describe(words: string): Promise<void>
  /** A small still WebP or JPEG; `undefined` takes it away. Also rejects with `NotAPicture`. */
  setPicture(bytes: Uint8Array | undefined): Promise<void>
  /** As a member unless another role is named. */
  addPerson(person: PersonId, role?: Role): Promise<void>
  /** People of shared groups who are not in this one. */
  readonly candidates: Live<readonly Candidate[]>
  /** On this person's devices only. */
  setQuietForMe(muted: boolean): Promise<void>
  /** Newest first. */
  readonly log: Live<readonly LogEntry[]>
  /** Six groups of five digits, the same on both sides. */
  safetyCode(person: PersonId): Promise<string>
  /** How somebody came in; `undefined` of whoever is not here. */
  comingOf(person: PersonId): Coming | undefined
  setVerified(person: PersonId, verified: boolean): Promise<void>
  /** Others who are present now. */
  readonly here: Live<Here>
  setTyping(typing: boolean): void
  /**
   * Everything down to this message has been on screen, as far up as nothing else was read before; and
   * from `first` on in any case: what came in between is read where it stands.
   */
  markRead(key: MessageKey, first?: MessageKey): void
  /** Late messages have been seen: one, or all. */
  seeLate(key?: MessageKey): void
  /** Whatever of it this device holds: conversation, threads and late messages. */
  markAllRead(): void
  /**
   * A sign for this person's own devices that it is to be read again, from that message on, until it is
   * opened. What was read stays read. Rejects with `StorageFailed`.
   */
  markUnread(from?: MessageKey): Promise<void>
  /** Of an own message; `undefined` where people are not told, as in groups of more than fifty. */
  whoHas(key: MessageKey): Live<WhoHas | undefined>
  readonly completeness: Live<Completeness>
  /** An older segment joins the conversation; false when this is its beginning. */
  loadOlder(): Promise<boolean>
  /** Hands, where the group is a class. */
  readonly lesson: Lesson
}

/** The text of a message, an edit or a name is over its limit. */
export class TextTooLong extends Error {
  readonly limitBytes: number
  readonly bytes: number

  constructor(limitBytes: number, bytes: number) {
    super(`The text takes ${bytes} bytes; the limit is ${limitBytes}. Shorten it and send again.`)
    this.name = 'TextTooLong'
    this.limitBytes = limitBytes
    this.bytes = bytes
  }
}
