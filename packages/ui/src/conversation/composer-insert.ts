/** Changes what is in the text box as a person would: one step back undoes it. */
import type { Replacement } from '../writing/wrapping.ts'

/** Puts the replacement in, and selects what it says. The box tells of the change as of any typing. */
export function replaceIn(box: HTMLTextAreaElement, made: Replacement): void {
  box.focus()
  box.setSelectionRange(made.from, made.to)
  if (!typed(made.by)) {
    box.setRangeText(made.by)
    box.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  box.setSelectionRange(made.selectFrom, made.selectTo)
}

/** In place of these letters, with the caret behind it. */
export function insertIn(
  box: HTMLTextAreaElement,
  by: string,
  from = box.selectionStart,
  to = box.selectionEnd,
): void {
  const caret = from + by.length
  replaceIn(box, { from, to, by, selectFrom: caret, selectTo: caret })
}

/** Deprecated, and the only way that an undo knows of. */
function typed(text: string): boolean {
  try {
    return text === ''
      ? document.execCommand('delete')
      : document.execCommand('insertText', false, text)
  } catch {
    return false
  }
}
