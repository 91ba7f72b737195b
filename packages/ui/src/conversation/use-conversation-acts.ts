/** The acts on messages of one conversation, and what they leave open: a mode, a question, a choice. */
import { useGroupInfo, type Group, type MessageKey, type ShownMessage } from '@parley/react'
import { use, useCallback, useMemo, useState } from 'react'
import { useMessageReading } from '../catching-up/use-message-reading.ts'
import { AloneContext } from '../shell/places.ts'
import type { MessageActs } from './acts.ts'
import { WRITE, type ComposerMode } from './composer-mode.ts'
import { useFurtherActs } from './use-further-acts.ts'
import { useOutcome } from './use-outcome.ts'
import { type ListRef, useWays } from './use-ways.ts'

interface Choosing {
  readonly key: MessageKey
  readonly beside: HTMLElement
}

/** Everything one can do with a message, asked for beside this element. */
interface Showing {
  readonly message: ShownMessage
  readonly beside: HTMLElement
}

interface Deleting {
  readonly message: ShownMessage
  readonly article: HTMLElement | null
}

export type ConversationActs = ReturnType<typeof useConversationActs>

interface Here {
  /** What its composer begins with. */
  beginning(): ComposerMode
  /** Of the thread whose messages these are. */
  readonly root?: MessageKey
}

export function useConversationActs(group: Group, list: ListRef, { beginning, root }: Here) {
  const ways = useWays(group, list, root)
  const [mode, setMode] = useState(beginning)
  const [deleting, setDeleting] = useState<Deleting>()
  const [choosing, setChoosing] = useState<Choosing>()
  const [showing, setShowing] = useState<Showing>()
  const outcome = useOutcome()
  const { attempt } = outcome
  const further = useFurtherActs(group, outcome)
  const may = useMay(group)
  const reading = useMessageReading(group, attempt)
  const acts = useMemo<MessageActs>(
    () => ({
      may,
      chooseEmoji: ({ key }, beside) => setChoosing({ key, beside }),
      toggleReaction: (key, emoji, isMine) =>
        attempt(isMine ? group.unreact(key, emoji) : group.react(key, emoji)),
      reply: (to) => setMode({ type: 'reply', to }),
      edit: (message) => setMode({ type: 'edit', message }),
      ...reading.acts,
      ...further.acts,
      showAll: (message, beside) => setShowing({ message, beside }),
      askToDelete: (message, button) =>
        setDeleting({ message, article: button.closest('article') }),
      ...ways,
    }),
    [group, ways, attempt, may, reading.acts, further.acts],
  )

  return {
    acts,
    mode,
    deleting,
    choosing,
    showing,
    who: reading.who,
    leaveWho: reading.leaveWho,
    ...further.open,
    hasFailed: outcome.hasFailed,
    said: outcome.said,
    say: outcome.say,
    leaveMode: useCallback(() => setMode(WRITE), []),
    returnToMode: setMode,
    keepAsked: useCallback(() => setDeleting(undefined), []),
    leaveAll: useCallback(() => setShowing(undefined), []),
    leaveChoice: useCallback(() => setChoosing(undefined), []),
    deleteAsked(): void {
      if (deleting === undefined) return
      attempt(group.delete(deleting.message.key))
      setDeleting(undefined)
      // After the dialog gave focus back to a button that is about to go.
      requestAnimationFrame(() => deleting.article?.focus({ preventScroll: true }))
    },
    chooseEmoji(emoji: string): void {
      if (choosing !== undefined) attempt(group.react(choosing.key, emoji))
      setChoosing(undefined)
    },
  }
}

/** While somebody is not yet let in, or slow mode makes them wait, what they write waits too. */
function useMay(group: Group): MessageActs['may'] {
  const { state, me, linkFault } = useGroupInfo(group)
  const isComing = state === 'joining' && linkFault === undefined
  const post = isComing || (state === 'ready' && (me.mayPost || me.bar === 'slow'))
  const react = isComing || (state === 'ready' && me.mayReact)
  const isIn = state === 'ready'
  const { inThreads } = me
  const thread = isComing || (isIn && (inThreads.mayPost || inThreads.bar === 'slow'))
  const pin = isIn && (me.mayPost || me.bar === 'slow')
  const leave = !use(AloneContext)
  return useMemo(() => ({ post, react, thread, pin, leave }), [post, react, thread, pin, leave])
}
