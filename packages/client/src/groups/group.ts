/** A group as the user interface holds it: live values and verbs over a session. */
import type { MessageKey } from '@parley/group'
import {
  type GroupId,
  deskLink,
  inviteLink,
  type Introduction,
  type Mention,
  type MessageId,
  parsePicture,
  type PersonId,
  type Policy,
  type RecordId,
  type Role,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { type BegunEdits, openBegunEdits } from '../drafts/begun-edits.ts'
import type { Draft } from '../drafts/drafts.ts'
import { safetyCode } from '../identity/safety-code.ts'
import { type Derived, newDerived } from '../live.ts'
import {
  type BegunEdit,
  type Candidate,
  type Coming,
  type Completeness,
  type Conversation,
  type Group,
  type GroupInfo,
  type GroupSummary,
  type Here,
  type InviteOptions,
  type Lesson,
  type Live,
  type LogEntry,
  type NewMessage,
  NotAllowed,
  type SendOptions,
  type ShownMessage,
  type Thread,
  type ThreadSummary,
  type WhoHas,
} from '../model.ts'
import { fittingLines, fittingName } from '../names.ts'
import { NotAPicture } from '../model-profiles.ts'
import { type CompletenessWatch, openCompleteness } from '../syncing/completeness.ts'
import type { Acts } from '../membership/acts.ts'
import { comingOf } from '../membership/coming.ts'
import { type Finding, newFinding } from './finding.ts'
import { type LiveInfo, newLiveInfo } from './live-info.ts'
import { newOffList } from './off-list.ts'
import { logOfSession } from './session-log.ts'
import { newSignIn } from './new-sign-in.ts'
import { newReading, type Reading } from './reading.ts'
import { talkIn } from '../support/talk-info.ts'
import type { Session } from './session.ts'
import { newTalk, type Talk } from './talk.ts'
import { openThreads, type OpenThreads } from './open-threads.ts'
import { lessonOf } from './lesson-of.ts'
import type { HeldLesson } from '../conversation/lesson.ts'

export interface HeldGroup {
  readonly group: Group
  readonly reading: Reading
  summary(): GroupSummary
  /** Something of the session changed. */
  refresh(): void
  close(): void
}

/** What else there is on this device. */
export interface Surroundings {
  /** People this person shares other groups with. */
  candidates(): readonly Candidate[]
  /** As another group introduces them. */
  introductionsOf(person: PersonId): readonly Introduction[]
  /** This person's other devices hear what was begun here. */
  tellDrafts(): void
  /** Of this group nothing stays on this device. Rejects with StorageFailed. */
  takeOffList(): Promise<void>
  /** Nor once the others know that this person has left. Rejects with StorageFailed. */
  forget(): Promise<void>
}

interface GroupParts {
  readonly complete: CompletenessWatch
  readonly edits: BegunEdits
  readonly around: Surroundings
}

export async function newGroup(
  device: Device,
  session: Session,
  around: Surroundings,
): Promise<HeldGroup> {
  const complete = await openCompleteness({
    device,
    group: session.id,
    isSynced: () => session.docs().every((doc) => doc.following()?.isSynced() === true),
    isMissing: () => session.lacking.isAny() || session.parts.judging.isWaiting(),
  })
  const edits = await openBegunEdits({
    device,
    group: session.id,
    isGone: (key) => session.parts.history.timeline().get(key)?.deleted === true,
  })
  return new SessionGroup(device, session, { complete, edits, around })
}

class SessionGroup implements HeldGroup, Group {
  readonly id: GroupId
  readonly info: Derived<GroupInfo>
  readonly conversation: Live<Conversation>
  readonly pins: Live<readonly ShownMessage[]>
  readonly threads: Live<readonly ThreadSummary[]>
  readonly draft: Live<string>
  readonly begunEdit: Live<BegunEdit | undefined>
  readonly candidates: Derived<readonly Candidate[]>
  readonly log: Derived<readonly LogEntry[]>
  readonly here: Live<Here>
  readonly completeness: Live<Completeness>
  readonly signIn: Group['signIn']
  readonly reveal: Finding['reveal']
  readonly revealDay: Finding['revealDay']
  readonly messageLink: Finding['messageLink']
  readonly reading: Reading
  readonly #lesson: HeldLesson
  readonly #device: Device
  readonly #session: Session
  readonly #draft: Draft
  readonly #edits: BegunEdits
  readonly #talk: Talk
  readonly #threads: OpenThreads
  readonly #complete: CompletenessWatch
  readonly #around: Surroundings
  readonly #offList: ReturnType<typeof newOffList>
  readonly #info: LiveInfo

  constructor(device: Device, session: Session, { complete, edits, around }: GroupParts) {
    this.#complete = complete
    this.completeness = complete.live
    const finding = newFinding(session)
    this.reveal = finding.reveal
    this.revealDay = finding.revealDay
    this.messageLink = finding.messageLink
    this.reading = newReading(device, session)
    this.#around = around
    this.#offList = newOffList({ session, me: device.identity.person, ...around })
    this.id = session.id
    this.#device = device
    this.#session = session
    this.#edits = edits
    this.signIn = newSignIn(device, session)
    this.begunEdit = edits.at(session.id).live
    this.#draft = device.drafts.at(session.id)
    this.draft = this.#draft.live
    const { history } = session.parts
    this.conversation = history.conversation
    this.pins = history.pins
    this.threads = history.threads
    this.#talk = newTalk(device, session)
    const markRead = (key: MessageKey, first?: MessageKey) => this.markRead(key, first)
    this.#threads = openThreads({
      session,
      draftOf: (root) => device.drafts.at(`${session.id}/${root}`),
      editIn: (root) => edits.at(`${session.id}/${root}`),
      leaveDraft: () => this.leaveDraft(),
      markRead,
    })
    this.#info = newLiveInfo(device, session)
    this.info = this.#info.live
    this.candidates = newDerived(() => around.candidates())
    this.log = newDerived(() => logOfSession(session))
    this.here = session.parts.presence.here
    this.#lesson = lessonOf(device, session)
  }

  get group(): Group {
    return this
  }

  get lesson(): Lesson {
    return this.#lesson.lesson
  }

  setDraft(text: string): void {
    this.#draft.set(text)
  }

  setBegunEdit(edit: BegunEdit | undefined): void {
    this.#edits.at(this.id).set(edit)
  }

  leaveDraft(): void {
    this.#around.tellDrafts()
  }

  newMessage(id?: MessageId): NewMessage {
    return this.#talk.newMessage(id)
  }

  send(text: string, options: SendOptions = {}): Promise<void> {
    return this.#talk.send(text, options)
  }

  edit(key: MessageKey, text: string, mentions?: readonly Mention[]): Promise<void> {
    return this.#talk.edit(key, text, mentions)
  }

  delete(key: MessageKey): Promise<void> {
    return this.#talk.delete(key)
  }

  react(key: MessageKey, emoji: string): Promise<void> {
    return this.#talk.react(key, emoji)
  }

  unreact(key: MessageKey, emoji: string): Promise<void> {
    return this.#talk.unreact(key, emoji)
  }

  pin(key: MessageKey): Promise<void> {
    return this.#talk.pin(key)
  }

  unpin(key: MessageKey): Promise<void> {
    return this.#talk.unpin(key)
  }

  thread(root: MessageKey): Thread {
    return this.#threads.open(root)
  }

  async inviteLink(): Promise<string> {
    return inviteLink(this.#device.appUrl, await this.#session.parts.inviting.current())
  }

  async invite(options: InviteOptions): Promise<string> {
    return inviteLink(this.#device.appUrl, await this.#session.parts.inviting.make(options))
  }

  async deskLink(): Promise<string> {
    return deskLink(this.#device.appUrl, await this.#session.parts.inviting.desk())
  }

  setTalkClosed(closed: boolean): Promise<void> {
    return this.#acts.sayOfTalk({ closed })
  }

  withdrawInvite(id: RecordId): Promise<void> {
    return this.#acts.withdrawInvite(id)
  }

  approve(request: RecordId): Promise<void> {
    return this.#acts.approve(request)
  }

  decline(request: RecordId): Promise<void> {
    return this.#acts.decline(request)
  }

  setRole(person: PersonId, role: Role): Promise<void> {
    return this.#acts.setRole(person, role)
  }

  remove(person: PersonId): Promise<void> {
    return this.#acts.remove(person)
  }

  leave(): Promise<void> {
    return this.#acts.leave()
  }

  giveUpLink(): Promise<void> {
    return this.#offList.giveUpLink()
  }

  withdrawRequest(): Promise<void> {
    return this.#offList.withdrawRequest()
  }

  forget(): Promise<void> {
    return this.#offList.forget()
  }

  mute(person: PersonId, until: number): Promise<void> {
    return this.#acts.mute(person, until)
  }

  unmute(person: PersonId): Promise<void> {
    return this.#acts.unmute(person)
  }

  setPolicy(change: Partial<Policy>): Promise<void> {
    return this.#acts.setPolicy(change)
  }

  async rename(name: string): Promise<void> {
    await this.#acts.rename(fittingName(name))
  }

  async describe(words: string): Promise<void> {
    await this.#acts.describe(fittingLines(words))
  }

  async setPicture(bytes: Uint8Array | undefined): Promise<void> {
    const picture = bytes && parsePicture(bytes)
    if (bytes !== undefined && picture === undefined) throw new NotAPicture()
    await this.#acts.setPicture(picture)
  }

  async addPerson(person: PersonId, role: Role = 'member'): Promise<void> {
    const introductions = this.#around.introductionsOf(person)
    if (introductions.length === 0)
      throw new NotAllowed('You share no group with this person on this device. Send them a link.')
    await this.#acts.add(introductions, person, role)
  }

  setQuietForMe(muted: boolean): Promise<void> {
    return this.#device.settings.set(`quiet/${this.id}`, muted ? true : undefined)
  }

  comingOf(person: PersonId): Coming | undefined {
    const { membership } = this.#session
    return comingOf(membership.roster(), person, (one) => this.#session.nameOf(one))
  }

  safetyCode(person: PersonId): Promise<string> {
    return Promise.resolve(safetyCode(this.#device.identity.person, person))
  }

  setVerified(person: PersonId, verified: boolean): Promise<void> {
    const name = this.#session.nameOf(person)
    return this.#device.settings.set(`verified/${person}`, verified ? name : undefined)
  }

  setTyping(typing: boolean): void {
    this.#session.parts.presence.setTyping(typing)
  }

  markRead(key: MessageKey, first?: MessageKey): void {
    this.reading.markRead(key, first)
  }

  seeLate(key?: MessageKey): void {
    this.reading.seeLate(key)
  }

  markAllRead(): void {
    this.reading.markAllRead()
  }

  markUnread(from?: MessageKey): Promise<void> {
    return this.reading.markUnread(from)
  }

  whoHas(key: MessageKey): Live<WhoHas | undefined> {
    return this.reading.whoHas(key)
  }

  loadOlder(): Promise<boolean> {
    return this.#session.window.showOlder()
  }

  summary(): GroupSummary {
    const { history } = this.#session.parts
    return {
      id: this.id,
      name: this.#info.name(),
      state: this.#session.status.state(),
      linkEnded: this.#session.status.endedLink() !== undefined,
      unreadCount: history.unreadCount(),
      threadsUnread: history.threadsUnread(),
      mentionsCount: history.mentions().filter(({ unread }) => unread).length,
      markedUnread: this.reading.isMarkedUnread(),
      lastMessage: history.lastMessage(),
      draft: this.#draft.live.get(),
      talk: talkIn(this.#session, this.#device.identity.person),
    }
  }

  refresh(): void {
    this.#complete.look()
    this.#edits.look()
    this.#lesson.refresh()
    this.info.invalidate()
    this.log.invalidate()
    this.candidates.invalidate()
  }

  close(): void {
    this.#info.close()
    this.#complete.close()
    this.#edits.close()
    this.#lesson.close()
  }

  get #acts(): Acts {
    return this.#session.parts.acts
  }
}
