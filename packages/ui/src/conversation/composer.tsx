/** Where one writes: a text box that grows, what it answers or edits, what completes it, and two buttons. */
import { useGroupInfo, type Group, type MessageKey } from '@parley/react'
import { ArrowUp } from 'lucide-react'
import { useId, useRef, type KeyboardEvent } from 'react'
import { IconButton } from '../controls/button.tsx'
import { AnnounceToggle } from '../later/parts.ts'
import { texts } from '../texts/catalogue.ts'
import { mentionsIn, type Named } from '../writing/named-people.ts'
import { wrapped } from '../writing/wrapping.ts'
import { ComposerEmoji } from './composer-emoji.tsx'
import { ComposerFormat } from './composer-format.tsx'
import { Foot } from './composer-foot.tsx'
import { replaceIn } from './composer-insert.ts'
import { ModeLine } from './composer-mode-line.tsx'
import { Suggestions } from './composer-suggestions.tsx'
import { TextBox } from './composer-text-box.tsx'
import styles from './composer.module.css'
import { formatSignOf } from './format-keys.ts'
import { SlowLine } from './slow-line.tsx'
import { type Announcing, useAnnouncing } from './use-announcing.ts'
import { type Completion, peopleToMention, useCompletion } from './use-completion.ts'
import { mustWait, standingIn, useComposer, type ComposerModes } from './use-composer.ts'
import { useFilesRefused } from './use-files-refused.ts'
import { useGrowingBox } from './use-growing-box.ts'
import { useWrittenEarly } from './use-written-early.ts'

export interface ComposerProps extends ComposerModes {
  readonly group: Group
  /** The message whose thread one writes in; without one, the main conversation. */
  readonly thread?: MessageKey | undefined
  /** Its accessible name; only one box on a page may be called "Message". */
  readonly label?: string | undefined
  /** The arrow up in an empty composer. */
  readonly onEditLast: () => void
}

export function Composer({ group, thread, label, onEditLast, ...modes }: ComposerProps) {
  const { mode, onLeave } = modes
  const id = useId()
  const info = useGroupInfo(group)
  const people = peopleToMention(info)
  const taken = useRef(new Map<string, Named['person']>())
  const mentions = (text: string) => mentionsIn(text, people, taken.current)
  const announcing = useAnnouncing(info, { mode, thread })
  const to = { group, thread, mentionsIn: mentions, announcing }
  const writing = useComposer(to, modes)
  const { text, bytes, fault, write, submit, onPause } = writing
  const box = useGrowingBox(text, mode)
  useWrittenEarly(to, box, writing)
  const onTake = ({ name, person }: Named) => taken.current.set(name, person)
  const completion = useCompletion({ box, text, people, onTake })
  const files = useFilesRefused(thread === undefined)
  const onKeyDown = composerKeys({ completion, submit, onEditLast, mode, onLeave, text })

  return (
    <form
      className={styles['composer']}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
        box.current?.focus()
      }}
    >
      <Suggestions id={`${id}-list`} completion={completion} />
      {mode.type !== 'write' && <ModeLine id={`${id}-mode`} mode={mode} onLeave={onLeave} />}
      <AnnouncingLine id={`${id}-announcing`} announcing={announcing} />
      <div className={styles['row']} data-too-long={writing.isTooLong ? '' : undefined}>
        <ComposerFormat box={box} />
        <TextBox
          id={id}
          ref={box}
          name={label ?? texts.composer.text}
          text={text}
          isFaulty={fault !== undefined}
          completion={completion}
          onWrite={(next) => {
            files.forget()
            write(next)
          }}
          onPause={onPause}
          onPaste={files.onPaste}
          onKeyDown={onKeyDown}
        />
        <Announce announcing={announcing} />
        <ComposerEmoji box={box} />
        <Send
          isBarred={writing.isTooLong || (mode.type !== 'edit' && mustWait(info, thread))}
          isReady={text.trim() !== ''}
        />
      </div>
      <SlowLine id={`${id}-slow`} info={info} standing={standingIn(info.me, thread)} />
      <Foot id={`${id}-foot`} fault={fault} bytes={bytes} hasFiles={files.hasFiles} />
    </form>
  )
}

function Send({ isBarred, isReady }: { isBarred: boolean; isReady: boolean }) {
  return (
    <IconButton
      name={texts.composer.send}
      type="submit"
      aria-disabled={isBarred || undefined}
      data-ready={isReady ? '' : undefined}
    >
      <ArrowUp size={20} aria-hidden />
    </IconButton>
  )
}

function Announce({ announcing: { may, isOn, set } }: { announcing: Announcing }) {
  return may ? <AnnounceToggle isOn={isOn} onToggle={() => set(!isOn)} /> : null
}

function AnnouncingLine({ id, announcing }: { id: string; announcing: Announcing }) {
  return announcing.isOn ? (
    <p id={id} className={styles['announcing']}>
      {texts.lesson.announcing}
    </p>
  ) : null
}

interface KeyTargets extends Pick<ComposerModes, 'mode' | 'onLeave'> {
  readonly completion: Completion
  readonly submit: () => void
  readonly onEditLast: () => void
  readonly text: string
}

function composerKeys(targets: KeyTargets) {
  const { completion, submit, onEditLast, mode, onLeave, text } = targets
  return (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter chooses a word; some report only key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (completion.onKey(event)) return event.stopPropagation()
    const sign = formatSignOf(event.nativeEvent)
    if (sign !== undefined) {
      event.preventDefault()
      return wrapSelection(event.currentTarget, sign)
    }
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
}

function wrapSelection(box: HTMLTextAreaElement, sign: string): void {
  const { value, selectionStart, selectionEnd } = box
  replaceIn(box, wrapped({ text: value, from: selectionStart, to: selectionEnd }, sign))
}
