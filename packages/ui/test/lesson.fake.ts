/** The hands of a class of the Parley in memory: one's own, and those a test raises. */
import type {
  Announcement,
  Conversation,
  Group,
  Hands,
  MessageKey,
  PersonId,
  RaisedHand,
  ShownQuestion,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeLesson {
  readonly lesson: Group['lesson'] & {
    readonly hands: Cell<Hands>
    readonly questions: Cell<readonly ShownQuestion[]>
  }
  /** Somebody asks whoever teaches; gives back which question it is. */
  asks(name: string, text: string, more?: Partial<ShownQuestion>): MessageKey
  /** Somebody raises a hand; gives back which. */
  raises(name: string): MessageKey
}

export function newFakeLesson(conversation: Cell<Conversation>): FakeLesson {
  const hands = newCell<Hands>({ up: [], called: undefined })
  const handOf = (name: string): RaisedHand => ({
    key: `${name}/hand` as MessageKey,
    person: name as PersonId,
    name,
    isMe: name === 'Nora',
    at: Date.now(),
  })
  const raises = (name: string): MessageKey => {
    const hand = handOf(name)
    hands.change(({ up, called }) => ({ up: [...up, hand], called }))
    return hand.key
  }
  const questions = newCell<readonly ShownQuestion[]>([])
  const draft = newCell('')
  const answerDrafts = new Map<MessageKey, Cell<string>>()
  const answerDraft = (key: MessageKey) => {
    const cell = answerDrafts.get(key) ?? newCell('')
    answerDrafts.set(key, cell)
    return cell
  }
  const asks: FakeLesson['asks'] = (name, text, more = {}) => {
    const key = `${name}/question ${questions.get().length}` as MessageKey
    const person = name as PersonId
    const question: ShownQuestion = {
      ...{ key, person, name, text, isMine: name === 'Nora', isHere: true, at: Date.now() },
      ...{ isSent: true, answers: [], isDone: false, ...more },
    }
    questions.change((all) => [...all, question])
    return key
  }
  const change = (key: MessageKey, to: (was: ShownQuestion) => Partial<ShownQuestion>) =>
    questions.change((all) => all.map((one) => (one.key === key ? { ...one, ...to(one) } : one)))
  const lower = (key: MessageKey) =>
    hands.change(({ up, called }) => ({ up: up.filter((one) => one.key !== key), called }))
  return {
    raises,
    asks,
    lesson: {
      questions,
      draft,
      setDraft: (text) => draft.set(text),
      answerDraft,
      setAnswerDraft: (key, text) => answerDraft(key).set(text),
      ask: async (text) => void asks('Nora', text),
      async answerQuestion(key, text, { toAll } = {}) {
        const answer = {
          by: 'Nora',
          isMine: true,
          at: Date.now(),
          text,
          toAll: toAll !== undefined,
          isNew: false,
        }
        change(key, ({ answers }) => ({ answers: [...answers, answer] }))
        answerDraft(key).set('')
      },
      async settleQuestion(key) {
        const one = questions.get().find((question) => question.key === key)
        if (one?.isMine === true) questions.change((all) => all.filter((other) => other !== one))
        else change(key, () => ({ isDone: true }))
      },
      sawAnswers: () =>
        questions.change((all) =>
          all.map((one) => ({
            ...one,
            answers: one.answers.map((answer) => ({ ...answer, isNew: false })),
          })),
        ),
      hands,
      announcements: announcedIn(conversation),
      async raiseHand() {
        raises('Nora')
      },
      lowerHand: async (key) => lower(key),
      async callOn(key) {
        const hand = hands.get().up.find((one) => one.key === key)
        lower(key)
        if (hand !== undefined)
          hands.change((was) => ({ ...was, called: { ...hand, by: 'Nora', at: Date.now() } }))
      },
      lowerAll: async () => hands.set({ up: [], called: hands.get().called }),
    },
  }
}

/** Of what is said: unread from the line of the first unread message on. */
function announcedIn(conversation: Cell<Conversation>): Group['lesson']['announcements'] {
  let seen: Conversation | undefined
  let announced: readonly Announcement[] = []
  return {
    subscribe: conversation.subscribe,
    get() {
      const now = conversation.get()
      if (now === seen) return announced
      seen = now
      const first = now.messages.findIndex(({ key }) => key === now.firstUnread)
      announced = now.messages
        .map((message, at) => ({ message, unread: first >= 0 && at >= first && !message.isMine }))
        .filter(({ message }) => message.announcement)
        .toReversed()
      return announced
    },
  }
}
