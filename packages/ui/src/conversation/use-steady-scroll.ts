/**
 * Keeps the reader's place in the log.
 *
 * At the bottom it stays at the bottom. Anywhere else the message at the top of the screen stays
 * where it is, whatever is put above or below it. The virtual list holds still by itself when older
 * messages join at the start (`shift`); for one that arrives late in the middle we hold the anchor,
 * over a few frames, because sizes are only known once drawn.
 */
import type { MessageKey, ShownMessage } from '@parley/react'
import { useCallback, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'

const NEAR_BOTTOM_PX = 48
const SETTLE_FRAMES = 6

interface Anchor {
  readonly key: MessageKey
  /** From the message's top edge to the top of the screen. */
  readonly offset: number
}

export function useSteadyScroll(messages: readonly ShownMessage[], startAt: MessageKey | undefined) {
  const list = useRef<VirtualizerHandle>(null)
  const before = useRef<readonly ShownMessage[]>([])
  const anchor = useRef<Anchor>(undefined)
  const settling = useRef(0)
  const stuck = useRef(true)
  const [isAtBottom, setAtBottom] = useState(true)

  const toBottom = useCallback(() => {
    stuck.current = true
    setAtBottom(true)
    list.current?.scrollToIndex(before.current.length - 1, { align: 'end' })
  }, [])

  /** After every scroll and every change of size. */
  const onMoved = useCallback(() => {
    const handle = list.current
    if (handle === null || settling.current > 0) return
    const left = handle.scrollSize - handle.scrollOffset - handle.viewportSize
    stuck.current = left < NEAR_BOTTOM_PX
    setAtBottom(stuck.current)
    const at = handle.findItemIndex(handle.scrollOffset)
    const message = before.current[at]
    if (message === undefined) return
    anchor.current = { key: message.key, offset: handle.scrollOffset - handle.getItemOffset(at) }
  }, [])

  /** A size changed: the window's, the composer's or a message's. */
  const onResized = useCallback(() => {
    if (stuck.current && settling.current === 0) toBottom()
    else onMoved()
  }, [toBottom, onMoved])

  const settle = useCallback(
    (place: () => void) => {
      settling.current = SETTLE_FRAMES
      const frame = () => {
        place()
        settling.current--
        if (settling.current > 0) requestAnimationFrame(frame)
        else onMoved()
      }
      frame()
    },
    [onMoved],
  )

  /** Brings a message to the middle of the screen; false when it is not in the log yet. */
  const scrollTo = useCallback(
    (key: MessageKey, align: 'center' | 'start' | 'nearest') => {
      const at = before.current.findIndex((message) => message.key === key)
      if (at < 0) return false
      stuck.current = false
      settle(() => list.current?.scrollToIndex(at, { align }))
      return true
    },
    [settle],
  )

  const holdAnchor = useEffectEvent((was: readonly ShownMessage[]) => {
    const held = anchor.current
    if (held === undefined) return
    const at = messages.findIndex((message) => message.key === held.key)
    if (at < 0 || was[at]?.key === held.key) return
    settle(() => list.current?.scrollTo(list.current.getItemOffset(at) + held.offset))
  })

  const isPrepended = isPrefixAdded(before.current, messages)
  const follow = useEffectEvent(() => {
    const was = before.current
    before.current = messages
    if (messages.length === 0 || was === messages) return
    if (was.length === 0 && startAt !== undefined && scrollTo(startAt, 'start')) return
    if (stuck.current || isOwnNew(was, messages)) return toBottom()
    if (!isPrefixAdded(was, messages)) holdAnchor(was)
  })
  useLayoutEffect(() => follow(), [messages])

  return { list, isPrepended, isAtBottom, toBottom, scrollTo, onMoved, onResized }
}

/** Only older messages came, all of them above everything that was there. */
export function isPrefixAdded(
  was: readonly ShownMessage[],
  now: readonly ShownMessage[],
): boolean {
  const added = now.length - was.length
  if (added <= 0 || was.length === 0) return false
  return now[added]?.key === was[0]?.key && now.at(-1)?.key === was.at(-1)?.key
}

function isOwnNew(was: readonly ShownMessage[], now: readonly ShownMessage[]): boolean {
  const last = now.at(-1)
  return was.length > 0 && last?.isMine === true && last.key !== was.at(-1)?.key && now.length > was.length
}
