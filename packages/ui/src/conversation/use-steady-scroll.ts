/**
 * Keeps the reader's place in the log.
 *
 * At the bottom it stays at the bottom. Anywhere else the message at the top of the screen stays
 * where it is, whatever is put above or below it. The virtual list holds still by itself when older
 * messages join at the start (`shift`); for one that arrives late in the middle we hold the anchor,
 * over a few frames, because sizes are only known once drawn.
 */
import type { MessageKey, ShownMessage } from '@parley/react'
import {
  type RefObject,
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { VirtualizerHandle } from 'virtua'

const NEAR_BOTTOM_PX = 48
/** Sizes are no whole numbers: less than this is nothing. */
const HIDDEN_PX = 1
const SETTLE_FRAMES = 6

/** Near the end the log stays at its end; something is out of sight there all the same. */
type Where = 'end' | 'near' | 'further up'

interface Anchor {
  readonly key: MessageKey
  /** From the message's top edge to the top of the screen. */
  readonly offset: number
}

export function useSteadyScroll(
  messages: readonly ShownMessage[],
  startAt: MessageKey | undefined,
  below: RefObject<HTMLElement | null>,
) {
  const isPrepended = usePrepended(messages)
  const place = useScrollPlace(below)
  const { draw, held, toBottom, scrollTo, settle, onMoved, list } = place

  const holdAnchor = useEffectEvent((was: readonly ShownMessage[]) => {
    const anchor = held()
    if (anchor === undefined || anchor === 'bottom') return
    const at = messages.findIndex((message) => message.key === anchor.key)
    if (at < 0 || was[at]?.key === anchor.key) return
    settle(() => list.current?.scrollTo(list.current.getItemOffset(at) + anchor.offset), onMoved)
  })
  const follow = useEffectEvent(() => {
    const was = draw(messages)
    if (messages.length === 0 || was === messages) return
    if (was.length === 0 && startAt !== undefined && scrollTo(startAt, 'start')) return
    if (held() === 'bottom' || isOwnNew(was, messages)) return toBottom()
    if (!isPrefixAdded(was, messages)) holdAnchor(was)
  })
  useLayoutEffect(() => follow(), [messages])

  const { where } = place
  return { ...place, isPrepended, isAtBottom: where !== 'further up', hasBelow: where !== 'end' }
}

/** Where the log is scrolled to, and the ways to move it. */
function useScrollPlace(below: RefObject<HTMLElement | null>) {
  const list = useRef<VirtualizerHandle>(null)
  const drawn = useRef<readonly ShownMessage[]>([])
  const anchor = useRef<Anchor>(undefined)
  const { settle, isSettling } = useSettling()
  const stuck = useRef(true)
  const [where, setWhere] = useState<Where>('end')

  const toBottom = useCallback(() => {
    stuck.current = true
    setWhere('end')
    list.current?.scrollToIndex(drawn.current.length - 1, { align: 'end', offset: heightOf(below) })
  }, [below])

  /** After every scroll and every change of size. */
  const onMoved = useCallback(() => {
    const handle = list.current
    // What lands stands over the end of a list that does not know its size yet: where that is means nothing.
    if (handle === null || isSettling() || isLanding(below)) return
    const now = whereIn(handle)
    stuck.current = now !== 'further up'
    setWhere(now)
    anchor.current = anchorIn(handle, drawn.current)
  }, [isSettling, below])

  /** A size changed: the window's, the composer's or a message's. */
  const onResized = useCallback(() => {
    if (stuck.current && !isSettling()) toBottom()
    else onMoved()
  }, [toBottom, onMoved, isSettling])

  /** Brings a message onto the screen; false when it is not in the log yet. */
  const scrollTo = useCallback(
    (key: MessageKey, align: 'center' | 'start' | 'nearest') => {
      const at = drawn.current.findIndex((message) => message.key === key)
      if (at < 0) return false
      stuck.current = false
      settle(() => list.current?.scrollToIndex(at, { align }), onMoved)
      return true
    },
    [settle, onMoved],
  )
  const held = useCallback(() => (stuck.current ? 'bottom' : anchor.current), [])
  /** Returns what was drawn before. */
  const draw = useCallback((messages: readonly ShownMessage[]) => {
    const was = drawn.current
    drawn.current = messages
    return was
  }, [])
  return { list, draw, where, held, toBottom, scrollTo, settle, isSettling, onMoved, onResized }
}

function isLanding({ current }: RefObject<HTMLElement | null>): boolean {
  return current?.dataset['landing'] !== undefined
}

/** By how much it makes the log longer. Asked of what is not empty only: the page is laid out to answer. */
function heightOf({ current }: RefObject<HTMLElement | null>): number {
  if (current?.hasChildNodes() !== true) return 0
  return current.offsetHeight + Number.parseFloat(getComputedStyle(current).marginBlockStart)
}

/** Does something now and in the next frames, while sizes become known; then looks where that led. */
function useSettling() {
  const left = useRef(0)
  const settle = useCallback((place: () => void, onDone: () => void) => {
    left.current = SETTLE_FRAMES
    const frame = () => {
      place()
      left.current--
      if (left.current > 0) requestAnimationFrame(frame)
      else onDone()
    }
    frame()
  }, [])
  return { settle, isSettling: useCallback(() => left.current > 0, []) }
}

function whereIn(handle: VirtualizerHandle): Where {
  const gap = handle.scrollSize - handle.scrollOffset - handle.viewportSize
  if (gap >= NEAR_BOTTOM_PX) return 'further up'
  return gap > HIDDEN_PX ? 'near' : 'end'
}

function anchorIn(handle: VirtualizerHandle, drawn: readonly ShownMessage[]): Anchor | undefined {
  const at = handle.findItemIndex(handle.scrollOffset)
  const message = drawn[at]
  if (message === undefined) return undefined
  return { key: message.key, offset: handle.scrollOffset - handle.getItemOffset(at) }
}

/** Whether the newest change put older messages on top: the virtual list must know while it draws. */
function usePrepended(messages: readonly ShownMessage[]): boolean {
  const [was, setWas] = useState(messages)
  const [isPrepended, setPrepended] = useState(false)
  if (was !== messages) {
    setWas(messages)
    setPrepended(isPrefixAdded(was, messages))
  }
  return isPrepended
}

/** Only older messages came, all of them above everything that was there. */
export function isPrefixAdded(was: readonly ShownMessage[], now: readonly ShownMessage[]): boolean {
  const added = now.length - was.length
  if (added <= 0 || was.length === 0) return false
  return now[added]?.key === was[0]?.key && now.at(-1)?.key === was.at(-1)?.key
}

function isOwnNew(was: readonly ShownMessage[], now: readonly ShownMessage[]): boolean {
  const last = now.at(-1)
  return (
    was.length > 0 &&
    last?.isMine === true &&
    last.key !== was.at(-1)?.key &&
    now.length > was.length
  )
}
