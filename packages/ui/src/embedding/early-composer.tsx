/**
 * Where somebody who has been here may write before the conversation itself is here: what they send is kept
 * on this device at once, and stands above until the conversation takes its place.
 */
import { ArrowUp } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from '../controls/button.tsx'
import composer from '../conversation/composer.module.css'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './early-composer.module.css'

interface EarlyComposerProps {
  /** The conversation cannot be fetched now. */
  readonly isAway: boolean
  /** Before anything was said. */
  readonly above?: ReactNode
  /** Sent, and not taken over yet. */
  readonly waiting: readonly { readonly id: string; readonly text: string }[]
  /** What was begun at another time. */
  readonly draft: string
  readonly onDraft: (text: string) => void
  /** Throws where it cannot be kept. */
  readonly onSend: (text: string) => Promise<void>
  /** An input method is choosing a word: what replaced the box now would take it away. */
  readonly onBusy: (isBusy: boolean) => void
}

export function EarlyComposer(props: EarlyComposerProps) {
  useLanguage()
  const { isAway, waiting, above } = props
  return (
    <div className={styles['early']}>
      {above}
      <Waiting texts={waiting} />
      {isAway && (
        <p role="status" className={styles['away']}>
          {texts.embedded.away}
        </p>
      )}
      <Box {...props} />
    </div>
  )
}

function Box(props: EarlyComposerProps) {
  const { text, hasFailed, write, submit } = useEarlyText(props)
  const box = useAsHighAsItsText(text)
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; some report only key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      className={composer['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
        box.current?.focus()
      }}
    >
      <div className={composer['row']}>
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={texts.composer.text}
          placeholder={texts.composer.text}
          enterKeyHint="send"
          value={text}
          onChange={({ target }) => write(target.value)}
          onKeyDown={onKeyDown}
          onCompositionStart={() => props.onBusy(true)}
          onCompositionEnd={() => props.onBusy(false)}
        />
        <IconButton
          name={texts.composer.send}
          type="submit"
          data-ready={text.trim() === '' ? undefined : ''}
        >
          <ArrowUp size={20} aria-hidden />
        </IconButton>
      </div>
      {hasFailed && (
        <p role="alert" className={composer['fault']}>
          {texts.composer.failed}
        </p>
      )}
    </form>
  )
}

/** What could not be kept comes back. */
function useEarlyText({ draft, onDraft, onSend }: EarlyComposerProps) {
  const [text, setText] = useState(draft)
  const [hasFailed, setFailed] = useState(false)
  const write = (next: string) => {
    setText(next)
    onDraft(next)
  }
  const submit = () => {
    if (text.trim() === '') return
    setFailed(false)
    write('')
    onSend(text).catch(() => {
      setFailed(true)
      write(text)
    })
  }
  return { text, hasFailed, write, submit }
}

function Waiting({ texts: all }: { texts: EarlyComposerProps['waiting'] }) {
  return (
    <ul className={styles['waiting']}>
      {all.map(({ id, text }) => (
        <li key={id}>
          <p dir="auto">{text}</p>
          <small>{texts.message.status['on-device']}</small>
        </li>
      ))}
    </ul>
  )
}

function useAsHighAsItsText(text: string) {
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    element.style.blockSize = 'auto'
    element.style.blockSize = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
  }, [text])
  return box
}
