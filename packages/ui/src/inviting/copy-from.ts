/** Copies what a text field holds; false when the browser lets us only select it. */

export async function copyFrom(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  field.focus()
  field.select()
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(field.value)
      return true
    } catch {
      // Not allowed just now: the old way below often still is.
    }
  }
  return copySelection()
}

/** Deprecated, and the only way on plain http: a classroom without internet has no https. */
function copySelection(): boolean {
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
