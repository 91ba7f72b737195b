/**
 * Keyboard use of the log: one message is in the order of the Tab key, the arrow keys, or J and K,
 * move to its neighbours. Starts with the newest.
 */
import type { MessageKey, ShownMessage } from '@parley/react'
import { commandOf, type CommandId } from '../commands/commands.ts'
import { isApple } from '../commands/key-places.ts'
import { focusedElement } from '../controls/focused.ts'
import { useState, type KeyboardEvent, type RefObject } from 'react'

const FOCUS_FRAMES = 60

export function useActiveMessage(
  messages: readonly ShownMessage[],
  log: RefObject<HTMLElement | null>,
  scrollTo: (key: MessageKey, align: 'nearest') => boolean,
) {
  const [chosen, setChosen] = useState<MessageKey>()
  const active = chosen ?? messages.at(-1)?.key

  function onArrow(event: KeyboardEvent): void {
    const article = event.target instanceof Element && event.target.closest('article')
    if (!article) return
    const asked = commandOf(event, isApple())?.command.id
    const at = messages.findIndex(({ key }) => key === article.dataset['key'])
    const next = messages[neighbour(asked, at, messages.length)]
    if (next === undefined) return
    event.preventDefault()
    setChosen(next.key)
    scrollTo(next.key, 'nearest')
    focusWhenDrawn(log, next.key)
  }

  return { active, setActive: setChosen, onArrow }
}

function neighbour(asked: CommandId | undefined, at: number, count: number): number {
  if (asked === 'previousMessage') return at - 1
  if (asked === 'nextMessage') return at + 1
  if (asked === 'firstMessage') return 0
  return asked === 'lastMessage' ? count - 1 : -1
}

/**
 * A virtual list draws a message only once it is scrolled to, and hides it until it is measured: what
 * is hidden takes no focus, so this asks until it did.
 */
export function focusWhenDrawn(log: RefObject<HTMLElement | null>, key: MessageKey): void {
  let left = FOCUS_FRAMES
  const frame = () => {
    const article = log.current?.querySelector<HTMLElement>(
      `article[data-key="${CSS.escape(key)}"]`,
    )
    article?.focus({ preventScroll: true })
    const isDone = focusedElement() === article
    if (!isDone && left-- > 0) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}
