/**
 * What has focus, wherever it is: of a part of the page that has a tree of its own, the page itself only
 * says that it is somewhere in there.
 */
export function focusedElement(): Element | null {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

/** Nothing is in focus that a person could see: what had it has gone. */
export function isFocusLost(): boolean {
  const focused = focusedElement()
  return focused === null || focused === document.body || focused.shadowRoot !== null
}
