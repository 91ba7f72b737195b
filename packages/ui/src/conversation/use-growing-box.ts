/** The text box: as high as its text, up to a limit, and in focus when what it is for changes. */
import { use, useEffect, useLayoutEffect, useRef } from 'react'
import { AloneContext } from '../shell/places.ts'
import type { ComposerMode } from './composer-mode.ts'

export function useGrowingBox(text: string, mode: ComposerMode) {
  const box = useRef<HTMLTextAreaElement>(null)
  const isFirst = useRef(true)
  const isAlone = use(AloneContext)
  useLayoutEffect(() => {
    const element = box.current
    const form = element?.form
    // Where the style sheet lets it grow, measuring would lay out the page anew for each letter.
    if (element === null || !form || CSS.supports('field-sizing', 'content')) return
    // The log above must not feel the measuring: it would lose its place at the bottom.
    form.style.blockSize = `${form.offsetHeight}px`
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
    form.style.blockSize = ''
  }, [text])
  useEffect(() => {
    // On a phone the keyboard would cover the conversation one has just opened, who has no pointer at all has
    // a keyboard of their own; and in a page that is not ours people may be about something else.
    const isAsked = !isAlone && !matchMedia('(pointer: coarse)').matches
    const mayFocus = !isFirst.current || isAsked
    isFirst.current = false
    const element = box.current
    if (!mayFocus || element === null) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [mode, isAlone])
  return box
}
