/**
 * On a phone a finger that comes in from the leading edge pulls the screen away, and the one before it
 * is there. Where the platform has this gesture of its own it cancels ours, so nothing goes back twice.
 * Who wants less motion sees none: the screen only changes at the end.
 */
import { useEffect, useEffectEvent, type RefObject } from 'react'

const EDGE_PX = 28
const SLACK_PX = 10
/** Of the width: so far, or less when quick. */
const FAR = 0.35
const QUICK_PX_PER_MS = 0.5

interface Pull {
  readonly startX: number
  readonly startY: number
  readonly startAt: number
  /** 1 to the right, -1 to the left. */
  readonly sense: 1 | -1
  readonly pane: HTMLElement
  isSideways: boolean
  by: number
}

/** `pane`: the one that is pulled; undefined where there is nothing to go back to. */
export function useSwipeBack(
  area: RefObject<HTMLElement | null>,
  pane: () => HTMLElement | undefined,
  onBack: () => void,
): void {
  const paneNow = useEffectEvent(pane)
  const goBack = useEffectEvent(onBack)
  useEffect(() => {
    const element = area.current
    if (element === null) return undefined
    let pull: Pull | undefined
    const letGo = (isBack: boolean) => {
      pull?.pane.style.removeProperty('transform')
      pull = undefined
      if (isBack) goBack()
    }
    const onStart = (event: TouchEvent) => {
      const [finger] = event.touches
      pull =
        event.touches.length === 1 && finger !== undefined ? startOf(finger, paneNow()) : undefined
    }
    const onMove = (event: TouchEvent) => {
      const [finger] = event.touches
      if (pull === undefined || finger === undefined) return
      if (!moved(pull, finger)) return letGo(false)
      if (!pull.isSideways) return
      event.preventDefault()
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
        pull.pane.style.transform = `translateX(${pull.by * pull.sense}px)`
    }
    const onEnd = (event: TouchEvent) => {
      if (pull === undefined) return
      letGo(pull.isSideways && isEnough(pull, event.timeStamp))
    }
    const onCancel = () => letGo(false)
    element.addEventListener('touchstart', onStart, { passive: true })
    element.addEventListener('touchmove', onMove, { passive: false })
    element.addEventListener('touchend', onEnd)
    element.addEventListener('touchcancel', onCancel)
    return () => {
      letGo(false)
      element.removeEventListener('touchstart', onStart)
      element.removeEventListener('touchmove', onMove)
      element.removeEventListener('touchend', onEnd)
      element.removeEventListener('touchcancel', onCancel)
    }
  }, [area])
}

function startOf(finger: Touch, pane: HTMLElement | undefined): Pull | undefined {
  if (pane === undefined) return undefined
  const isRightToLeft = getComputedStyle(pane).direction === 'rtl'
  const fromEdge = isRightToLeft ? innerWidth - finger.clientX : finger.clientX
  if (fromEdge > EDGE_PX) return undefined
  return {
    startX: finger.clientX,
    startY: finger.clientY,
    startAt: performance.now(),
    sense: isRightToLeft ? -1 : 1,
    pane,
    isSideways: false,
    by: 0,
  }
}

/** False when the finger goes elsewhere: up or down it scrolls. */
function moved(pull: Pull, finger: Touch): boolean {
  pull.by = Math.max(0, (finger.clientX - pull.startX) * pull.sense)
  if (pull.isSideways) return true
  const across = Math.abs(finger.clientY - pull.startY)
  if (across > SLACK_PX && across > pull.by) return false
  pull.isSideways = pull.by > SLACK_PX
  return true
}

function isEnough({ by, startAt }: Pull, now: number): boolean {
  return by > innerWidth * FAR || (by > SLACK_PX * 4 && by / (now - startAt) > QUICK_PX_PER_MS)
}
