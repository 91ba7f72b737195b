/**
 * The message whose buttons and words are shown without pointing at it: by a finger on it, or by Enter.
 */
import type { MessageKey } from '@parley/react'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'

export function useOpenMessage() {
  const [open, setOpen] = useState<MessageKey>()
  return {
    open,
    setOpen,
    onClick: (event: MouseEvent) => setOpen((was) => touchedKey(event, was)),
    onEnter: (event: KeyboardEvent) => setOpen((was) => pressedKey(event, was)),
  }
}

/** A finger on a message shows its buttons; using one, a second touch or one elsewhere hides them. */
function touchedKey(event: MouseEvent, was: MessageKey | undefined): MessageKey | undefined {
  if (!(event.target instanceof Element)) return was
  if (event.target.closest('[role="group"]')) return undefined
  if (event.target.closest('button, a')) return was
  const isTouch =
    event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch'
  const key = keyOf(event.target.closest('article'))
  return isTouch && key !== was ? key : undefined
}

/** On a message itself, not on something in it. */
function pressedKey(
  { target }: KeyboardEvent,
  was: MessageKey | undefined,
): MessageKey | undefined {
  if (!(target instanceof HTMLElement) || !target.matches('article')) return was
  const key = keyOf(target)
  return key === was ? undefined : key
}

function keyOf(article: HTMLElement | null): MessageKey | undefined {
  return article?.dataset['key'] as MessageKey | undefined
}
