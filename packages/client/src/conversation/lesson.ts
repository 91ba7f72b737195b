/**
 * A class beside its conversation: who has a hand up, in which order, and who has the word.
 *
 * A hand is a record like a reaction, so it survives a phone's sleep and a relay's restart and goes up
 * offline. It goes down by the clock of whoever looks: two hours after it went up nobody means it.
 */
import { type Call, type Hand, messageKey, type MessageKey } from '@parley/group'
import {
  CALL_LASTS_MS,
  HAND_LASTS_MS,
  hlcMs,
  MAX_CLOCK_LEAD_MS,
  type PersonId,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Draft } from '../drafts/drafts.ts'
import { type Derived, newDerived } from '../live.ts'
import type {
  Announcement,
  AnswerOptions,
  CalledOn,
  Hands,
  Lesson,
  RaisedHand,
} from '../model-class.ts'
import { NotAllowed, type Standing } from '../model.ts'
import type { Stop } from '../ports.ts'
import { findAnnouncements } from './announcements.ts'
import type { History } from './history.ts'
import type { Questions } from './questions.ts'
import type { Speaking } from './speaking.ts'
import type { Waiting, WaitingAct } from './waiting.ts'

export interface LessonPorts {
  readonly device: Device
  readonly speaking: Pick<Speaking, 'raise' | 'lower' | 'withdraw'>
  readonly waiting: Waiting
  readonly questions: Questions
  /** Of a question. */
  readonly draft: Draft
  answerDraft(question: MessageKey): Draft
  readonly history: Pick<History, 'timeline' | 'shown' | 'unreadMessages'>
  standing(): Standing
  isPresent(person: PersonId): boolean
  nameOf(person: PersonId): string
  /** What was just done has been read. */
  caughtUp(): Promise<void>
  /** Views of the group look again. */
  refresh(): void
}

export interface HeldLesson {
  readonly lesson: Lesson
  refresh(): void
  close(): void
}

export function newLesson(ports: LessonPorts): HeldLesson {
  return new GroupLesson(ports)
}

class GroupLesson implements HeldLesson, Lesson {
  readonly hands: Derived<Hands>
  readonly announcements: Derived<readonly Announcement[]>
  readonly questions: Questions['live']
  readonly draft: Draft['live']
  readonly #ports: LessonPorts
  #cancelLook: Stop | undefined

  constructor(ports: LessonPorts) {
    this.#ports = ports
    this.questions = ports.questions.live
    this.draft = ports.draft.live
    this.hands = newDerived((last) => this.#look(last))
    this.announcements = newDerived((last) => findAnnouncements(ports.history, last))
  }

  get lesson(): Lesson {
    return this
  }

  refresh(): void {
    this.hands.invalidate()
    this.announcements.invalidate()
    this.questions.invalidate()
  }

  close(): void {
    this.#cancelLook?.()
  }

  setDraft(text: string): void {
    this.#ports.draft.set(text)
  }

  answerDraft(question: MessageKey): Draft['live'] {
    return this.#ports.answerDraft(question).live
  }

  setAnswerDraft(question: MessageKey, text: string): void {
    this.#ports.answerDraft(question).set(text)
  }

  ask(text: string): Promise<void> {
    return this.#shown(() => this.#ports.questions.ask(text))
  }

  async answerQuestion(key: MessageKey, text: string, options: AnswerOptions = {}): Promise<void> {
    await this.#shown(() => this.#ports.questions.answer(key, text, options))
    this.setAnswerDraft(key, '')
  }

  async settleQuestion(key: MessageKey): Promise<void> {
    await this.#shown(() => this.#ports.questions.settle(key))
    this.setAnswerDraft(key, '')
  }

  sawAnswers(): void {
    this.#ports.questions.sawAnswers()
    this.questions.invalidate()
  }

  async raiseHand(): Promise<void> {
    const { standing, speaking } = this.#ports
    await this.#shown(async () => {
      if (!standing().mayReact) throw new NotAllowed()
      if (this.#up().every(({ isMe }) => !isMe)) await speaking.raise()
    })
  }

  async lowerHand(key: MessageKey): Promise<void> {
    await this.#shown(() => this.#lower(key, false))
  }

  async callOn(key: MessageKey): Promise<void> {
    await this.#shown(() => this.#lower(key, true))
  }

  async lowerAll(): Promise<void> {
    await this.#shown(async () => {
      for (const { key } of this.#up()) await this.#lower(key, false)
    })
  }

  /** Whoever has several up, from two devices, has them all lowered with the one that shows. */
  async #lower(key: MessageKey, called: boolean): Promise<void> {
    const { device, speaking, standing } = this.#ports
    const waits = this.#waiting().find((act) => this.#keyOf(act) === key)
    if (waits !== undefined && (await speaking.withdraw(waits))) return
    const standingHands = this.#standing()
    const hand = standingHands.find((one) => one.key === key)
    if (hand === undefined) return
    const { mayModerate, mayReact } = standing()
    const isOwnAct = hand.person === device.identity.person && !called
    if (!(mayModerate || (isOwnAct && mayReact))) throw new NotAllowed()
    const others = standingHands.filter(({ person }) => person === hand.person)
    for (const one of others) await speaking.lower(one, called && one.key === key)
  }

  #look(last: Hands | undefined): Hands {
    const up = this.#up()
    const called = this.#called()
    const ends = [
      ...up.map(({ at }) => at + HAND_LASTS_MS),
      ...(called === undefined ? [] : [called.at + CALL_LASTS_MS]),
    ]
    this.#lookAgain(Math.min(...ends))
    const now: Hands = { up, called }
    return last !== undefined && isSame(last, now) ? last : now
  }

  #lookAgain(at: number): void {
    const { device, refresh } = this.#ports
    this.#cancelLook?.()
    this.#cancelLook = Number.isFinite(at)
      ? device.clock.after(Math.max(0, at - device.ownClock.now()) + 1, () => {
          this.refresh()
          refresh()
        })
      : undefined
  }

  /** Not lowered, not of yesterday, and of who is here. */
  #standing(): readonly Hand[] {
    const { device, history, isPresent } = this.#ports
    const now = device.ownClock.now()
    return history
      .timeline()
      .hands()
      .filter(({ hlc, person }) => lastsAt(now, hlcMs(hlc), HAND_LASTS_MS) && isPresent(person))
  }

  #up(): readonly RaisedHand[] {
    const me = this.#ports.device.identity.person
    const sent = new Map<PersonId, RaisedHand>()
    for (const { key, person, hlc } of this.#standing())
      if (!sent.has(person)) sent.set(person, this.#shownHand(key, person, hlcMs(hlc)))
    const [waits] = this.#waiting()
    if (waits !== undefined && !sent.has(me))
      sent.set(me, this.#shownHand(this.#keyOf(waits), me, waits.writtenAt))
    return [...sent.values()]
  }

  #shownHand(key: MessageKey, person: PersonId, at: number): RaisedHand {
    const { device, nameOf } = this.#ports
    return { key, person, name: nameOf(person), isMe: person === device.identity.person, at }
  }

  #called(): CalledOn | undefined {
    const { device, history, nameOf, isPresent } = this.#ports
    const now = device.ownClock.now()
    const call: Call | undefined = history.timeline().lastCall(now + MAX_CLOCK_LEAD_MS)
    if (call === undefined || !isPresent(call.person)) return undefined
    if (!lastsAt(now, hlcMs(call.hlc), CALL_LASTS_MS)) return undefined
    const { person, by, hlc } = call
    const isMe = person === device.identity.person
    return { person, name: nameOf(person), isMe, by: nameOf(by), at: hlcMs(hlc) }
  }

  #waiting(): readonly WaitingAct[] {
    return this.#ports.waiting.list().filter(({ content }) => content.kind === 'hand')
  }

  #keyOf({ content }: WaitingAct): MessageKey {
    return messageKey(this.#ports.device.identity.person, content.messageId)
  }

  async #shown(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } finally {
      await this.#ports.caughtUp()
      this.#ports.refresh()
    }
  }
}

function isSame(a: Hands, b: Hands): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What claims a time that no honest clock can have yet is as good as over. */
function lastsAt(now: number, saidAt: number, lastsMs: number): boolean {
  return now - saidAt < lastsMs && saidAt - now <= MAX_CLOCK_LEAD_MS
}
