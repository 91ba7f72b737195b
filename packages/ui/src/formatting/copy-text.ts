/** Puts text on the clipboard; false when the browser does not let us. */
import { focusedElement } from '../controls/focused.ts'

export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      // Not allowed just now: the old way below often still is.
    }
  }
  return copyBySelection(text)
}

/** Deprecated, and the only way on plain http. Focus goes back to where it was. */
function copyBySelection(text: string): boolean {
  const before = focusedElement()
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.style.position = 'fixed'
  field.style.opacity = '0'
  // Inside an open dialog nothing outside of it takes focus.
  ;(before?.closest('dialog') ?? document.body).append(field)
  try {
    field.select()
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
