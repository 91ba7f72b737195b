/** The app's box takes over what was written before the app was there. */
import type { GroupId } from '@parley/client'
import type { WrittenEarly } from '@parley/ui'
import { pathOf } from '../places.ts'
import { BOX_PLACE, WRITABLE } from './early-box.ts'
import { takeLeftBehind, takeWords } from './early-words.ts'
import { BOOT_SCREEN } from './handing-over.ts'

/** Once: whoever asks has it. What another page left behind is for the box and not for sending. */
export function takeWrittenEarly(group: GroupId): WrittenEarly | undefined {
  const path = pathOf({ screen: 'group', group })
  const left = takeLeftBehind(path, Date.now()).flatMap(({ sent, text }) => [...sent, text])
  const own = takeFromBox(path)
  const text = [...left, own?.text ?? ''].filter((one) => one.trim() !== '').join('\n')
  if (own === undefined && text === '') return undefined
  return { sent: own?.sent ?? [], text, hasFocus: own?.hasFocus ?? false }
}

function takeFromBox(path: string): WrittenEarly | undefined {
  const holder = document.querySelector<HTMLElement>(`[${BOOT_SCREEN}]`)
  const box = holder?.querySelector<HTMLTextAreaElement>(`textarea[${WRITABLE}]`)
  if (holder === null || !box || holder.getAttribute(BOX_PLACE) !== path) return undefined
  holder.removeAttribute(BOX_PLACE)
  const words = takeWords(holder.getAttribute(BOOT_SCREEN) ?? '', path)
  const hasFocus = document.activeElement === box
  const sent = words?.sent ?? []
  const text = box.value
  holder.inert = true
  holder.setAttribute('aria-hidden', 'true')
  showAppsTextIn(box, text)
  return { sent, text, hasFocus }
}

/** Until the app's own screen is to be seen, whoever goes on writing sees it here. */
function showAppsTextIn(box: HTMLTextAreaElement, text: string): void {
  box.value = text
  const follow = ({ target }: Event): void => {
    if (!box.isConnected) removeEventListener('input', follow)
    else if (target instanceof HTMLTextAreaElement) box.value = target.value
  }
  addEventListener('input', follow)
}
