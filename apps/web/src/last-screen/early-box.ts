/**
 * The box to write in, on the last screen, and the button that sends: the two things there that take something, where
 * the box was empty when the screen was kept. What is written goes to the disk with every letter, and to the app's own
 * box when that is there (`taking-over.ts`). What is sent stands at the end of the log, and says where it is.
 */
import { BELOW } from './drawing.ts'
import { keepWords, newSentWords, newWordsName, type SentWords } from './early-words.ts'
import { BOOT_SCREEN } from './handing-over.ts'

/** On a box that was empty, and may be written into. */
export const WRITABLE = 'data-writable'
/** Of it: the words for what is sent and no further than this device. */
export const KEPT_WORDS = 'data-kept-words'
/** On the button that sends what stands in it. */
export const SENDS = 'data-sends'

/** Beside the name of the words: the place they are for. */
export const BOX_PLACE = 'data-boot-place'

/** Everything around it stays for nobody to press or to hear of. False where there is none. */
export function openBox(holder: HTMLElement, path: string): boolean {
  const box = holder.querySelector<HTMLTextAreaElement>(`textarea[${WRITABLE}]`)
  if (box === null) return false
  const button = box.closest('form')?.querySelector<HTMLElement>(`[${SENDS}]`) ?? undefined
  const name = newWordsName()
  holder.setAttribute(BOOT_SCREEN, name)
  holder.setAttribute(BOX_PLACE, path)
  leaveAlone(button === undefined ? [box] : [box, button], holder)
  // As high as its text, where the style sheet sees to that; otherwise as it stood.
  if (CSS.supports('field-sizing', 'content')) box.style.blockSize = ''
  listen({ box, button, show: newShownSent(holder, box) }, (sent, text) =>
    keepWords(name, { path, sent, text }),
  )
  // On a phone the keyboard would cover what one has come to read.
  if (!matchMedia('(pointer: coarse)').matches) box.focus()
  return true
}

/** Only these are left: what is pressed beside them goes to the app below as soon as that is there. */
function leaveAlone(kept: readonly HTMLElement[], holder: HTMLElement): void {
  holder.style.pointerEvents = 'none'
  for (const one of kept) one.style.pointerEvents = 'auto'
  const leave = (parent: Element): void => {
    for (const one of parent.children) {
      if (kept.some((each) => each === one)) continue
      if (kept.some((each) => one.contains(each))) {
        one.setAttribute('role', 'none')
        leave(one)
      } else {
        one.setAttribute('inert', '')
        one.setAttribute('aria-hidden', 'true')
      }
    }
  }
  leave(holder)
}

interface Writing {
  readonly box: HTMLTextAreaElement
  readonly button: HTMLElement | undefined
  show(text: string): void
}

function listen(
  { box, button, show }: Writing,
  keep: (sent: readonly SentWords[], text: string) => boolean,
): void {
  const sent: SentWords[] = []
  const look = (): void => {
    button?.toggleAttribute('data-ready', box.value.trim() !== '')
  }
  const send = (): void => {
    const one = newSentWords(box.value)
    if (box.value.trim() === '' || !keep([...sent, one], '')) return
    sent.push(one)
    show(box.value)
    box.value = ''
    look()
  }
  box.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word; some report only key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return
    event.preventDefault()
    send()
  })
  button?.addEventListener('click', (event) => {
    event.preventDefault()
    send()
    box.focus()
  })
  box.addEventListener('input', () => {
    keep(sent, box.value)
    look()
  })
}

/** At the end of the log, where it will stand; and said once to whoever listens, from whom the log is hidden here. */
function newShownSent(holder: HTMLElement, box: HTMLElement): (text: string) => void {
  const words = box.getAttribute(KEPT_WORDS) ?? ''
  const log = holder.querySelector(`[${BELOW}]`)
  const heard = styled('output', 'position:absolute;overflow:hidden;clip-path:inset(50%)')
  holder.append(heard)
  return (text) => {
    const place = styled('div', SENT_PLACE)
    const bubble = styled('div', SENT_BUBBLE)
    const said = styled('p', 'overflow-wrap:anywhere;white-space:pre-wrap')
    said.dir = 'auto'
    said.textContent = text
    const where = styled('small', 'color:var(--ink-soft);font-size:var(--text-xs)')
    where.textContent = words
    bubble.append(said, where)
    place.append(bubble)
    log?.append(place)
    log?.scrollTo({ top: log.scrollHeight })
    heard.textContent = `${words}: ${text}`
  }
}

const SENT_PLACE =
  'display:grid;justify-items:end;inline-size:100%;max-inline-size:var(--column);margin-inline:auto;padding:0.0625rem var(--space-4)'
const SENT_BUBBLE =
  'display:flex;flex-wrap:wrap;align-items:baseline;justify-content:end;gap:0 var(--space-2);max-inline-size:85%;' +
  'padding:var(--space-2) var(--space-3);border-radius:var(--radius-l);background:var(--bubble-mine)'

function styled(tag: 'div' | 'output' | 'p' | 'small', style: string): HTMLElement {
  const element = document.createElement(tag)
  element.style.cssText = style
  return element
}
