/**
 * What was sent lands: its message is in the list, which draws it a frame or two later, first unseen to
 * measure it, then below the edge until the log has been scrolled. So long the text that was shown from the
 * key press on stands over its place; nobody sees it go and come.
 */
import type { Group, MessageKey } from '@parley/react'
import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { landInHand } from './in-hand.ts'

/** Then it goes all the same. */
const MOST_FRAMES = 30
const EDGE_PX = 2

interface Landing {
  readonly group: Group
  readonly thread: MessageKey | undefined
  /** The last of the list, in its order. */
  readonly keys: readonly MessageKey[]
  /** Where in the list the first of them is. */
  readonly firstAt: number
  /** Where they are shown meanwhile. */
  readonly below: RefObject<HTMLElement | null>
  readonly log: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  /** Who is at the end of the log stays there, as its length becomes known. */
  readonly onResize: () => void
}

export function useLanding(props: Landing): void {
  const { group, thread, keys, firstAt, below, log, list } = props
  const onResize = useEffectEvent(props.onResize)
  const landing = keys.join()
  useLayoutEffect(() => {
    const [place, around] = [below.current, log.current]
    const landed = landing.split(',') as MessageKey[]
    if (landing === '' || place === null || around === null) return undefined
    const hidden = new Set<HTMLElement>()
    let framesCount = 0
    let frame = 0
    const look = (): void => {
      const drawn = landed.map((key) => articleOf(around, key))
      const isDone = ++framesCount > MOST_FRAMES || drawn.every((one) => isPlaced(around, one))
      if (isDone) return landInHand(group, thread, landed)
      for (const one of drawn) if (one !== null) hide(one, hidden)
      place.style.setProperty('--under', `${heightOf(list.current, firstAt, landed.length)}px`)
      onResize()
      frame = requestAnimationFrame(look)
    }
    look()
    return () => {
      cancelAnimationFrame(frame)
      place.style.removeProperty('--under')
      for (const one of hidden) one.style.removeProperty('visibility')
    }
  }, [landing, firstAt, group, thread, below, log, list])
}

/** As the list reckons, which may not have measured them yet. Of all together it says no less than its window. */
function heightOf(list: VirtualizerHandle | null, firstAt: number, count: number): number {
  const lastAt = firstAt + count - 1
  if (list === null) return 0
  return list.getItemOffset(lastAt) + list.getItemSize(lastAt) - list.getItemOffset(firstAt)
}

function articleOf(log: HTMLElement, key: MessageKey): HTMLElement | null {
  return log.querySelector(`article[data-key="${CSS.escape(key)}"]`)
}

/** Or it would be seen twice for a moment, and not quite in the same place. */
function hide(article: HTMLElement, hidden: Set<HTMLElement>): void {
  article.style.visibility = 'hidden'
  hidden.add(article)
}

/** The list has measured it, and it is on the screen; where nobody looks it never is. */
function isPlaced(log: HTMLElement, article: HTMLElement | null): boolean {
  const row = article?.parentElement
  if (!row?.checkVisibility({ visibilityProperty: true })) return false
  return row.getBoundingClientRect().bottom <= log.getBoundingClientRect().bottom + EDGE_PX
}
