/**
 * The question box of a class: what this person asked whoever teaches, or, for whoever teaches, what was asked.
 *
 * Everything said in it is sealed to the boxes of those who teach now and of the one who asked, so it is read by
 * them alone, and by nobody who comes to teach later. It goes out and comes in like any record. Rules GS118 to GS121.
 */
import {
  type AskedQuestion,
  type ContentRecord,
  type MessageKey,
  type OpenedConfidence,
  questionsIn,
  type Roster,
} from '@parley/group'
import {
  type Confided,
  type Confidence,
  type GroupId,
  hlcMs,
  MAX_QUESTION_BYTES,
  type PersonId,
  type RecordId,
  segmentDoc,
  utf8Length,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Derived, newDerived } from '../live.ts'
import { isAtLeast } from '../membership/rights.ts'
import type { AnswerOptions, ShownQuestion } from '../model-class.ts'
import { NotAllowed, type Standing, TextTooLong } from '../model.ts'
import { confide, openConfided } from './confiding.ts'
import type { History } from './history.ts'
import type { SeenAnswers } from './seen-answers.ts'
import { newMessageId, type Speaking } from './speaking.ts'
import { byTurns } from './turns.ts'

export interface QuestionsPorts {
  readonly device: Device
  readonly group: GroupId
  readonly speaking: Pick<Speaking, 'confide' | 'post'>
  readonly history: Pick<History, 'timeline'>
  readonly seen: SeenAnswers
  roster(): Roster
  standing(): Standing
  nameOf(person: PersonId): string
}

export interface Questions {
  readonly live: Derived<readonly ShownQuestion[]>
  ask(text: string): Promise<void>
  answer(key: MessageKey, text: string, options: AnswerOptions): Promise<void>
  settle(key: MessageKey): Promise<void>
  /** Those to own questions are on the screen. */
  sawAnswers(): void
}

/** More than a screen lists; who asks a thousand times leaves the others theirs. */
const MAX_QUESTIONS = 100
/** Of somebody who does not teach: more is not opened, because opening is dear (AT220). */
const MAX_CONFIDED = 200

export function newQuestions(ports: QuestionsPorts): Questions {
  return new QuestionBox(ports)
}

class QuestionBox implements Questions {
  readonly live: Derived<readonly ShownQuestion[]>
  readonly #ports: QuestionsPorts
  /** Opened once; what is not for the boxes of this person is looked at again when they have another. */
  readonly #opened = new Map<RecordId, Confidence | undefined>()
  #boxCount = 0

  constructor(ports: QuestionsPorts) {
    this.#ports = ports
    this.live = newDerived((last) => this.#look(last))
  }

  #look(last: readonly ShownQuestion[] | undefined): readonly ShownQuestion[] {
    const listed = byTurns(this.#asked().toReversed(), MAX_QUESTIONS, ({ person }) => person)
    const now = listed.toReversed().map((question) => this.#shown(question))
    return last !== undefined && JSON.stringify(last) === JSON.stringify(now) ? last : now
  }

  async ask(text: string): Promise<void> {
    assertFits(text)
    const { standing } = this.#ports
    if (!standing().mayReact) throw new NotAllowed()
    await this.#confide({ says: 'question', text }, [])
  }

  async answer(key: MessageKey, text: string, { toAll }: AnswerOptions): Promise<void> {
    assertFits(text)
    const { speaking, standing, roster } = this.#ports
    const { person, messageId } = this.#must(key)
    const { mayModerate, mayReact, mayPost } = standing()
    const isHeard = toAll === undefined ? roster().members.has(person) : mayPost
    if (!mayModerate || !mayReact || !isHeard) throw new NotAllowed()
    if (toAll !== undefined) await speaking.post(toAll, {})
    const said = { person, messageId, toAll: toAll !== undefined, text }
    await this.#confide({ says: 'answer', ...said }, [person])
  }

  async settle(key: MessageKey): Promise<void> {
    const { device, standing } = this.#ports
    const { person, messageId } = this.#must(key)
    const { mayModerate, mayReact } = standing()
    if (!mayReact || !(mayModerate || person === device.identity.person)) throw new NotAllowed()
    await this.#confide({ says: 'done', person, messageId }, [person])
  }

  sawAnswers(): void {
    const { device, seen } = this.#ports
    const own = this.#asked().filter(({ person }) => person === device.identity.person)
    seen.note(own.flatMap(({ answers }) => answers.map(({ id }) => id)))
  }

  /** To who teaches now, to these, and to oneself. */
  async #confide(confidence: Confidence, people: readonly PersonId[]): Promise<void> {
    const { device, group, speaking, roster } = this.#ports
    const { members } = roster()
    const me = device.identity.person
    // Before it is known who teaches, there is nobody to ask.
    if (!members.has(me)) throw new NotAllowed()
    const first = new Set([me, ...people])
    const teaching = [...members.values()].filter(
      ({ person, role }) => !first.has(person) && isAtLeast(role, 'moderator'),
    )
    const asked = [...first].flatMap((person) => members.get(person) ?? [])
    const boxes = [...asked, ...teaching].map(({ box }) => box)
    const messageId = newMessageId(device)
    const confided: Confided = confide(device, { group, messageId, boxes }, confidence)
    await speaking.confide(confided)
  }

  #must(key: MessageKey): AskedQuestion {
    const found = this.#asked().find((one) => one.key === key)
    if (found === undefined) throw new NotAllowed()
    return found
  }

  /** Whoever does not teach has their own questions alone, whatever was sealed to them once. */
  #asked(): readonly AskedQuestion[] {
    const { device, history, standing } = this.#ports
    const { boxes, person: me } = device.identity
    if (boxes.length !== this.#boxCount) this.#opened.clear()
    this.#boxCount = boxes.length
    const opened = newestOfEach(history.timeline().confided()).flatMap(
      (record): readonly OpenedConfidence[] => {
        const confidence = this.#open(record)
        if (confidence === undefined) return []
        const { id, person, hlc, content, byModerator = false } = record
        return [{ id, person, messageId: content.messageId, hlc, byModerator, confidence }]
      },
    )
    const { mayModerate } = standing()
    return questionsIn(opened).filter(({ person }) => mayModerate || person === me)
  }

  #open(record: ContentRecord): Confidence | undefined {
    const { device, group } = this.#ports
    if (!this.#opened.has(record.id))
      this.#opened.set(record.id, openConfided(group, record, device.identity.boxes))
    return this.#opened.get(record.id)
  }

  #shown({ key, person, id, hlc, text, answers, isDone }: AskedQuestion): ShownQuestion {
    const { device, nameOf, roster, seen } = this.#ports
    const me = device.identity.person
    return {
      key,
      person,
      name: nameOf(person),
      isMine: person === me,
      isHere: roster().members.has(person),
      text,
      at: hlcMs(hlc),
      isSent: person !== me || !this.#isInOutbox(id),
      answers: answers.map(({ by, id: answer, hlc: saidAt, text: said, toAll }) => {
        const isNew = person === me && by !== me && seen.isNew(answer)
        return { by: nameOf(by), isMine: by === me, at: hlcMs(saidAt), text: said, toAll, isNew }
      }),
      isDone,
    }
  }

  #isInOutbox(id: RecordId): boolean {
    const { device, group, history } = this.#ports
    const found = history
      .timeline()
      .confided()
      .find((record) => record.id === id)
    if (found === undefined) return false
    const { segment, writer, clock } = found
    return device.outbox.holds({ doc: segmentDoc(group, segment), writer, clock })
  }
}

/** What takes a question back is newer than it, so none comes back by this. */
function newestOfEach(records: readonly ContentRecord[]): readonly ContentRecord[] {
  const byPerson = new Map<PersonId, ContentRecord[]>()
  for (const record of records) {
    if (record.byModerator === true) continue
    const theirs = byPerson.get(record.person) ?? []
    byPerson.set(record.person, theirs)
    theirs.push(record)
  }
  const tooMany = [...byPerson.values()].filter(({ length }) => length > MAX_CONFIDED)
  if (tooMany.length === 0) return records
  const left = new Set(tooMany.flatMap((all) => all.toSorted(newestFirst).slice(MAX_CONFIDED)))
  return records.filter((record) => !left.has(record))
}

function newestFirst(a: ContentRecord, b: ContentRecord): number {
  if (a.hlc !== b.hlc) return a.hlc > b.hlc ? -1 : 1
  return a.id > b.id ? -1 : 1
}

function assertFits(text: string): void {
  const bytes = utf8Length(text)
  if (bytes > MAX_QUESTION_BYTES) throw new TextTooLong(MAX_QUESTION_BYTES, bytes)
}
