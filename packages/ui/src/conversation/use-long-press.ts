/**
 * A finger that rests on a message, or on a row of a list. It is felt where the device offers that, and what
 * the platform would do with it, selecting a word or showing a link, is left out: what opens has more to offer.
 */
import { useRef, type MouseEvent, type PointerEvent } from 'react'

const REST_MS = 450
const SLACK_PX = 10
const FELT_MS = 12

interface Press {
  readonly x: number
  readonly y: number
  readonly timer: ReturnType<typeof setTimeout>
}

interface Resting {
  /** What is rested on, and what in it is left to itself: selectors. */
  readonly on: string
  readonly but: string
  /** The finger that opened something is away again. */
  readonly onLift?: (element: HTMLElement) => void
}

const ON_MESSAGES: Resting = { on: 'article', but: 'a, button, input, video, audio' }

/** `onPress` is called with what was rested on. */
export function useLongPress(
  onPress: (element: HTMLElement) => void,
  { on, but, onLift }: Resting = ON_MESSAGES,
) {
  const press = useRef<Press>(undefined)
  const stop = () => clearTimeout(press.current?.timer)
  return {
    onPointerDown(event: PointerEvent): void {
      stop()
      press.current = undefined
      const element = event.pointerType === 'touch' ? under(event.target, on, but) : null
      if (element === null) return
      const timer = setTimeout(() => {
        letRelease(() => onLift?.(element))
        // Not everywhere, and where it is, a person may have turned it off.
        navigator.vibrate?.(FELT_MS)
        onPress(element)
      }, REST_MS)
      press.current = { x: event.clientX, y: event.clientY, timer }
    },
    onPointerMove({ clientX, clientY }: PointerEvent): void {
      const now = press.current
      if (now !== undefined && Math.hypot(clientX - now.x, clientY - now.y) > SLACK_PX) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu(event: MouseEvent): void {
      if (press.current !== undefined) event.preventDefault()
    },
  }
}

/** The release of this press presses nothing: below the finger there is a sheet by now, with buttons. */
function letRelease(onLift: () => void): void {
  const over = new AbortController()
  const { signal } = over
  const end = () => over.abort()
  const onEnd = (event: TouchEvent) => {
    event.preventDefault()
    end()
    onLift()
  }
  addEventListener('touchend', onEnd, { capture: true, passive: false, signal })
  addEventListener('touchcancel', end, { capture: true, signal })
  addEventListener('touchstart', end, { capture: true, signal })
}

function under(target: EventTarget, on: string, but: string): HTMLElement | null {
  if (!(target instanceof Element) || target.closest(but) !== null) return null
  return target.closest<HTMLElement>(on)
}
