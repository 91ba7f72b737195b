/**
 * What stands in the order for a message: its posts, or once it is taken back what the first retract
 * makes in their stead. That stands where the retract says, with the time it says, held or purged:
 * everybody sees the same. Rules TL3 and TL20.
 */
import type { ContentRecord } from './message.ts'
import type { MessageState, Post } from './held-message.ts'
import { firstTaking, isEarlier } from './message-state.ts'
import type { PostOrder } from './post-order.ts'

/** Brings the order up to what is held of the message. */
export function placeMessage(state: MessageState, order: PostOrder): void {
  const before = state.placed
  const standIn = firstTaking(state.takings.values())?.standIn
  const wanted = standIn === undefined ? state.posts : [standIn]
  const kept = before.filter(({ record }) => wanted.includes(record))
  const come = wanted.filter((record) => !before.some((post) => post.record === record))
  const gone = before.filter((post) => !kept.includes(post))
  if (come.length === 0 && gone.length === 0) return
  state.placed = [...kept, ...exchanged(state, order, { gone, come })]
  showFirst(state, order)
}

function exchanged(
  state: MessageState,
  order: PostOrder,
  { gone, come }: { readonly gone: readonly Post[]; readonly come: readonly ContentRecord[] },
): readonly Post[] {
  const [out, into] = [gone[0], come[0]]
  if (gone.length === 1 && come.length === 1 && out !== undefined && into !== undefined)
    return [order.replace(out, into)]
  for (const post of gone) order.remove(post)
  return come.map((record) => order.add(record, state))
}

/** Replies follow the post that shows. */
function showFirst(state: MessageState, order: PostOrder): void {
  const before = state.shown
  let first: Post | undefined
  for (const post of state.placed)
    if (first === undefined || isEarlier(post.record, first.record)) first = post
  state.shown = first
  const isSameKey = before !== undefined && first !== undefined && before.order === first.order
  if (before !== first && before !== undefined && !isSameKey) order.noteShownChanged(state.key)
}
