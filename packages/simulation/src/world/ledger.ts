/**
 * What people did in a world and what they were promised: the measure of what must be shown.
 *
 * An act whose promise was kept must have its effect everywhere; one that was under way when its tab
 * crashed may have it or not, but everywhere alike.
 */
import type { MessageKey } from '@parley/client'

type Outcome = 'kept' | 'refused' | 'unknown'

export interface Act {
  readonly type: 'post' | 'edit' | 'delete' | 'react' | 'unreact' | 'pin' | 'unpin'
  readonly author: string
  /** Which of all posts it is about. */
  readonly post: number
  /** Of a post or an edit: what it says. Of a reaction: the emoji. */
  readonly says: string
  outcome: Outcome
  refusedWith?: string
}

const POST_NUMBER = /#(\d+)#/u

export class Ledger {
  readonly acts: Act[] = []
  /** Everything that a relay must never be able to read. */
  readonly secrets: string[] = []
  readonly #posts = new Map<MessageKey, number>()
  readonly #actsOn = new Map<number, Act[]>()
  #postsCount = 0

  /** A text that says which post it is, also after it was edited. */
  newPost(author: string, to = 'all'): { readonly post: number; readonly text: string } {
    const post = this.#postsCount++
    return { post, text: `${author} writes #${post}# to ${to}` }
  }

  /** The number of a shown message; `undefined` when it was never seen before it was deleted. */
  postOf(key: MessageKey, text: string): number | undefined {
    const [, number] = POST_NUMBER.exec(text) ?? []
    if (number !== undefined) this.#posts.set(key, Number(number))
    return this.#posts.get(key)
  }

  note(act: Omit<Act, 'outcome'>, perform: () => Promise<void>): void {
    const noted: Act = { ...act, outcome: 'unknown' }
    this.acts.push(noted)
    const same = this.#actsOn.get(act.post)
    if (same === undefined) this.#actsOn.set(act.post, [noted])
    else same.push(noted)
    if (act.type === 'post' || act.type === 'edit') this.secrets.push(act.says)
    void settle(noted, perform)
  }

  refusals(): readonly Act[] {
    return this.acts.filter(({ outcome }) => outcome === 'refused')
  }

  actsOn(post: number, ...types: Act['type'][]): readonly Act[] {
    return this.#actsOn.get(post)?.filter(({ type }) => types.includes(type)) ?? []
  }

  /** In the order they were typed. */
  posts(): readonly Act[] {
    return this.acts.filter(({ type }) => type === 'post')
  }
}

async function settle(act: Act, perform: () => Promise<void>): Promise<void> {
  try {
    await perform()
    act.outcome = 'kept'
  } catch (error) {
    act.outcome = 'refused'
    act.refusedWith = String(error)
  }
}
