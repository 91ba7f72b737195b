/**
 * Where focus goes when a narrow window changes from one screen to the other: what had it is hidden
 * then, and a screen reader would start over. To the heading of the new screen, unless that screen has
 * taken focus itself.
 */
import { useEffect, useRef, type RefObject } from 'react'

export function useScreenFocus(screens: RefObject<HTMLElement | null>, place: unknown): void {
  const before = useRef(place)
  useEffect(() => {
    if (before.current === place) return undefined
    before.current = place
    // A dialog that led here gives focus back first.
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document
      const isLost = activeElement === document.body || activeElement?.checkVisibility() === false
      if (!isLost) return
      const headings = screens.current?.querySelectorAll<HTMLElement>('h1') ?? []
      const heading = [...headings].find((one) => one.checkVisibility())
      heading?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [screens, place])
}
