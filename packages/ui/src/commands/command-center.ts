/**
 * Who offers which command now. Parts of the screen join while they are shown; the one that joined
 * last is asked first, and one that is bound to a place is asked only from within it.
 */
import { createContext } from 'react'
import type { CommandId } from './commands.ts'

/** Does it, from where focus is; false when there is nothing to do, and the key is left to the page. */
export type CommandAct = (from: Element | null) => boolean | void
export type CommandActs = Partial<Readonly<Record<CommandId, CommandAct>>>

interface Offer {
  readonly acts: () => CommandActs
  readonly place: (() => Element | null) | undefined
}

export interface CommandCenter {
  /** Returns a way to take the offer back. */
  offer(offer: Offer): () => void
  /** Whether anybody offers it, wherever focus is. */
  offers(id: CommandId): boolean
  /** False when nobody did it. */
  run(id: CommandId, from: Element | null): boolean
}

export function newCommandCenter(): CommandCenter {
  const offers: Offer[] = []
  return {
    offer(one) {
      offers.push(one)
      return () => void offers.splice(offers.indexOf(one), 1)
    },
    offers: (id) => offers.some(({ acts }) => acts()[id] !== undefined),
    run: (id, from) =>
      offers
        .toReversed()
        .filter(({ place }) => place === undefined || place()?.contains(from) === true)
        .some(({ acts }) => {
          const act = acts()[id]
          return act !== undefined && act(from) !== false
        }),
  }
}

export const CommandsContext = createContext<CommandCenter>(newCommandCenter())
