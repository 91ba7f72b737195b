/** The hands of a class of the Parley in memory: one's own, and those a test raises. */
import type { Group, Hands, MessageKey, PersonId, RaisedHand } from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeLesson {
  readonly lesson: Group['lesson'] & { readonly hands: Cell<Hands> }
  /** Somebody raises a hand; gives back which. */
  raises(name: string): MessageKey
}

export function newFakeLesson(): FakeLesson {
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
