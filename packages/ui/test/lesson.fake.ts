/** The hands of a class of the Parley in memory: one's own, and those a test raises. */
import type {
  Announcement,
  Conversation,
  Group,
  Hands,
  MessageKey,
  PersonId,
  RaisedHand,
} from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeLesson {
  readonly lesson: Group['lesson'] & { readonly hands: Cell<Hands> }
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
  const lower = (key: MessageKey) =>
    hands.change(({ up, called }) => ({ up: up.filter((one) => one.key !== key), called }))
  return {
    raises,
    lesson: {
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
