/**
 * A finger that rests on a message. It is felt where the device offers that, and what the platform would
 * do with it, selecting a word, is left out: the sheet that opens has "Copy text".
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

/** `onPress` is called with the message's article. */
export function useLongPress(onPress: (article: HTMLElement) => void) {
  const press = useRef<Press>(undefined)
  const stop = () => clearTimeout(press.current?.timer)
  return {
    onPointerDown(event: PointerEvent): void {
      stop()
      press.current = undefined
      const article = articleUnder(event)
      if (article === undefined) return
      const timer = setTimeout(() => {
        letRelease()
        // Not everywhere, and where it is, a person may have turned it off.
        navigator.vibrate?.(FELT_MS)
        onPress(article)
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
function letRelease(): void {
  const over = new AbortController()
  const { signal } = over
  const end = () => over.abort()
  const onEnd = (event: TouchEvent) => {
    event.preventDefault()
    end()
  }
  addEventListener('touchend', onEnd, { capture: true, passive: false, signal })
  addEventListener('touchcancel', end, { capture: true, signal })
  addEventListener('touchstart', end, { capture: true, signal })
}

function articleUnder({ pointerType, target }: PointerEvent): HTMLElement | undefined {
  if (pointerType !== 'touch' || !(target instanceof Element)) return undefined
  if (target.closest('a, button, input, video, audio') !== null) return undefined
  return target.closest<HTMLElement>('article') ?? undefined
}
