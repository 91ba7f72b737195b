/** Where a small popover stands: beside the button that opened it, and always inside the window. */

const GAP_PX = 8

/** Above the button if there is room, else below, over it where there is room for neither; centred on it. */
export function placeAbove(element: HTMLElement, beside: HTMLElement): void {
  const anchor = beside.getBoundingClientRect()
  const { width, height } = element.getBoundingClientRect()
  const above = anchor.top - height - GAP_PX
  const below = Math.min(anchor.bottom + GAP_PX, innerHeight - height - GAP_PX)
  element.style.top = `${above >= GAP_PX ? above : Math.max(GAP_PX, below)}px`
  element.style.left = `${inWindow(anchor.left + anchor.width / 2 - width / 2, width)}px`
}

/** Below the button if there is room, else above; its end under the button's end. */
export function placeBelow(element: HTMLElement, beside: HTMLElement): void {
  const anchor = beside.getBoundingClientRect()
  const { width, height } = element.getBoundingClientRect()
  const isRightToLeft = getComputedStyle(beside).direction === 'rtl'
  const below = anchor.bottom + GAP_PX / 2
  const fits = below + height + GAP_PX <= innerHeight
  element.style.top = `${fits ? below : Math.max(GAP_PX, anchor.top - height - GAP_PX / 2)}px`
  element.style.left = `${inWindow(isRightToLeft ? anchor.left : anchor.right - width, width)}px`
}

function inWindow(left: number, width: number): number {
  return Math.max(GAP_PX, Math.min(left, innerWidth - width - GAP_PX))
}
