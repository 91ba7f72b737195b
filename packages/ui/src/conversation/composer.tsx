/** Where one writes: a text box that grows, what it answers or edits, and one button. */
import { MAX_TEXT_BYTES, useGroupInfo, type Group, type ShownMessage } from '@parley/react'
import { ArrowUp, X } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { isNearLimit } from '../writing/text-size.ts'
import type { ComposerMode } from './composer-mode.ts'
import styles from './composer.module.css'
import { QuotedText } from './quote.tsx'
import { SlowLine } from './slow-line.tsx'
import { mustWait, useComposer, type ComposerModes } from './use-composer.ts'

export interface ComposerProps extends ComposerModes {
  readonly group: Group
  /** The arrow up in an empty composer. */
  readonly onEditLast: () => void
}

export function Composer({ group, onEditLast, ...modes }: ComposerProps) {
  const { mode, onLeave } = modes
  const { text, bytes, fault, write, submit, onPause } = useComposer(group, modes)
  const info = useGroupInfo(group)
  const box = useGrowingBox(text, mode)

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes, Enter chooses a word; some report only key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape' && mode.type !== 'write') {
      event.preventDefault()
      onLeave()
    } else if (event.key === 'ArrowUp' && !event.altKey && text === '' && mode.type === 'write') {
      event.preventDefault()
      onEditLast()
    }
  }

  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
        box.current?.focus()
      }}
    >
      {mode.type !== 'write' && <ModeLine mode={mode} onLeave={onLeave} />}
      <div className={styles['row']}>
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={texts.composer.text}
          aria-invalid={fault === undefined ? undefined : true}
          aria-describedby="composer-mode composer-slow composer-foot"
          placeholder={texts.composer.text}
          enterKeyHint="send"
          value={text}
          onChange={(event) => write(event.target.value)}
          onBlur={onPause}
          onKeyDown={onKeyDown}
        />
        <IconButton
          name={texts.composer.send}
          type="submit"
          aria-disabled={mode.type !== 'edit' && mustWait(info) ? true : undefined}
          data-ready={text.trim() === '' ? undefined : ''}
        >
          <ArrowUp size={20} aria-hidden />
        </IconButton>
      </div>
      <SlowLine info={info} />
      <Foot fault={fault} bytes={bytes} />
    </form>
  )
}

/** What is wrong, or, near the limit, how long the text is. */
function Foot({ fault, bytes }: { fault: string | undefined; bytes: number }) {
  if (fault !== undefined) {
    return (
      <p id="composer-foot" role="alert" className={styles['fault']}>
        {fault}
      </p>
    )
  }
  if (!isNearLimit(bytes, MAX_TEXT_BYTES)) return null
  return (
    <p id="composer-foot" className={styles['count']}>
      {texts.composer.count(bytes, MAX_TEXT_BYTES)}
    </p>
  )
}

function ModeLine({
  mode,
  onLeave,
}: {
  mode: Exclude<ComposerMode, { type: 'write' }>
  onLeave: () => void
}) {
  const message = mode.type === 'reply' ? mode.to : mode.message
  return (
    <div className={styles['mode']}>
      <div id="composer-mode" className={styles['words']}>
        <strong dir="auto">
          {mode.type === 'edit' ? texts.composer.editing : replyingTo(message)}
        </strong>
        <span>
          <QuotedText quoted={message} />
        </span>
      </div>
      <IconButton name={texts.composer.leave} onClick={onLeave}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}

function replyingTo({ isMine, author }: ShownMessage): string {
  return isMine ? texts.composer.replyingToOwn : texts.composer.replyingTo(author)
}

/** As high as its text, and in focus when what it is for changes. */
function useGrowingBox(text: string, mode: ComposerMode) {
  const box = useRef<HTMLTextAreaElement>(null)
  const isFirst = useRef(true)
  useLayoutEffect(() => {
    const element = box.current
    const form = element?.form
    if (element === null || !form) return
    // The log above must not feel the measuring: it would lose its place at the bottom.
    form.style.blockSize = `${form.offsetHeight}px`
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
    form.style.blockSize = ''
  }, [text])
  useEffect(() => {
    // On a phone the keyboard would cover the conversation one has just opened.
    const mayFocus = !isFirst.current || matchMedia('(pointer: fine)').matches
    isFirst.current = false
    const element = box.current
    if (!mayFocus || element === null) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [mode])
  return box
}
