/**
 * Where a key belongs to something else: a text field, an open menu, a dialog. Keys are never taken
 * from those, nor from an input method that is choosing a word.
 */
import { isTyped, type Chord } from './chords.ts'

const TEXT_FIELDS =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="combobox"], ' +
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])'

/** Apple's keyboards move by paragraphs with ⌥ and an arrow: where there is text, that is the field's. */
export function isFree(chord: Chord, event: KeyboardEvent, isApple: boolean): boolean {
  // Some input methods report only key code 229.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false
  if (document.querySelector('dialog:modal') !== null) return false
  const { target } = event
  if (!(target instanceof Element)) return true
  if (target.closest('[popover]') !== null) return false
  const field = target.closest<HTMLElement>(TEXT_FIELDS)
  if (field === null || chord.key === 'Escape') return true
  if (isTyped(chord) || (chord.mod === undefined && chord.alt === undefined)) return false
  if (chord.alt === undefined) return true
  return !field.matches('select') && !(isApple && textOf(field) !== '')
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}

function textOf(field: HTMLElement): string {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
    ? field.value
    : (field.textContent ?? '')
}
