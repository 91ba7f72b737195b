/**
 * The box to write in, on the last screen: the one thing there that takes something, where it was empty when the
 * screen was kept. What is written goes to the disk with every letter, and to the app's own box when that
 * is there (`taking-over.ts`).
 */
import { keepWords, newWordsName } from './early-words.ts'
import { BOOT_SCREEN } from './handing-over.ts'

/** On a box that was empty, and may be written into. */
export const WRITABLE = 'data-writable'

/** Beside the name of the words: the place they are for. */
export const BOX_PLACE = 'data-boot-place'

/** Everything around it stays for nobody to press or to hear of. False where there is none. */
export function openBox(holder: HTMLElement, path: string): boolean {
  const box = holder.querySelector<HTMLTextAreaElement>(`textarea[${WRITABLE}]`)
  if (box === null) return false
  const name = newWordsName()
  holder.setAttribute(BOOT_SCREEN, name)
  holder.setAttribute(BOX_PLACE, path)
  leaveAlone(box, holder)
  // As high as its text, where the style sheet sees to that; otherwise as it stood.
  if (CSS.supports('field-sizing', 'content')) box.style.blockSize = ''
  listen(box, (sent, text) => keepWords(name, { path, sent, text }))
  // On a phone the keyboard would cover what one has come to read.
  if (matchMedia('(pointer: fine)').matches) box.focus()
  return true
}

/** Only the box is left: what is pressed beside it goes to the app below as soon as that is there. */
function leaveAlone(box: HTMLElement, holder: HTMLElement): void {
  holder.style.pointerEvents = 'none'
  box.style.pointerEvents = 'auto'
  for (
    let at: HTMLElement = box;
    at !== holder && at.parentElement !== null;
    at = at.parentElement
  ) {
    if (at !== box) at.setAttribute('role', 'none')
    for (const beside of at.parentElement.children) {
      if (beside === at) continue
      beside.setAttribute('inert', '')
      beside.setAttribute('aria-hidden', 'true')
    }
  }
}

/** What was closed with Enter stays in sight until the app has it, or the next words begin. */
function listen(
  box: HTMLTextAreaElement,
  keep: (sent: readonly string[], text: string) => boolean,
): void {
  const sent: string[] = []
  box.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word; some report only key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    if (box.value.trim() === '' || box.ariaBusy === 'true') return
    if (!keep([...sent, box.value], '')) return
    sent.push(box.value)
    box.ariaBusy = 'true'
    box.style.color = 'var(--ink-soft)'
  })
  box.addEventListener('beforeinput', () => {
    if (box.ariaBusy !== 'true') return
    box.ariaBusy = null
    box.style.color = ''
    box.value = ''
  })
  box.addEventListener('input', () => keep(sent, box.value))
}
