/** The acts on messages of one conversation, and what they leave open: a mode, a question, a choice. */
import { useGroupInfo, type Group, type MessageKey, type ShownMessage } from '@parley/react'
import { useCallback, useMemo, useState, type RefObject } from 'react'
import type { MessageActs } from './acts.ts'
import { WRITE, type ComposerMode } from './composer-mode.ts'
import type { MessageListHandle } from './message-list.tsx'

interface Choosing {
  readonly key: MessageKey
  readonly beside: HTMLElement
}

interface Deleting {
  readonly message: ShownMessage
  readonly article: HTMLElement | null
}

export function useConversationActs(group: Group, list: RefObject<MessageListHandle | null>) {
  const [mode, setMode] = useState<ComposerMode>(WRITE)
  const [deleting, setDeleting] = useState<Deleting>()
  const [choosing, setChoosing] = useState<Choosing>()
  const [hasFailed, setFailed] = useState(false)

  const attempt = useCallback((act: Promise<void>) => {
    setFailed(false)
    act.catch(() => setFailed(true))
  }, [])

  const may = useMay(group)
  const acts = useMemo<MessageActs>(
    () => ({
      may,
      chooseEmoji: ({ key }, beside) => setChoosing({ key, beside }),
      toggleReaction: (key, emoji, isMine) =>
        attempt(isMine ? group.unreact(key, emoji) : group.react(key, emoji)),
      reply: (to) => setMode({ type: 'reply', to }),
      edit: (message) => setMode({ type: 'edit', message }),
      askToDelete: (message, button) =>
        setDeleting({ message, article: button.closest('article') }),
      jumpTo: (key) => list.current?.jumpTo(key),
    }),
    [group, list, attempt, may],
  )

  return {
    acts,
    mode,
    deleting,
    choosing,
    hasFailed,
    leaveMode: useCallback(() => setMode(WRITE), []),
    returnToMode: setMode,
    keepAsked: useCallback(() => setDeleting(undefined), []),
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
  return useMemo(() => ({ post, react }), [post, react])
}
