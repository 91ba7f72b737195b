/**
 * The palette: one field that finds a group, a person or something to do. A combobox as screen readers
 * know it: focus stays in the field, the arrow keys choose, Enter does it.
 */
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { Hidden } from '../controls/hidden.tsx'
import { Modal } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import { Caps } from './caps.tsx'
import { findIn, type Findable } from './palette-results.ts'
import styles from './palette.module.css'
import { useFindable, type Found } from './use-findable.tsx'

export function Palette({ onClose }: { onClose: () => void }) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const found = inKinds(findIn(useFindable(), typed))
  const chosen = found[Math.min(at, found.length - 1)]
  const says = texts.palette
  // Focus is back where it was before anything is done.
  const choose = (one: Found | undefined) => {
    if (one === undefined) return
    flushSync(onClose)
    one.onChoose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
    if (event.key === 'Enter') choose(chosen)
    else if (to !== undefined && found.length > 0) setAt((to + found.length) % found.length)
    else return
    event.preventDefault()
  }
  return (
    <Modal title={texts.commands.palette} shape="palette" onClose={onClose}>
      <div className={styles['field']}>
        <Search size={18} aria-hidden />
        <input
          role="combobox"
          type="text"
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-label={says.field}
          placeholder={says.field}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.id}`}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <Results id={id} found={found} chosen={chosen} onChoose={choose} />
    </Modal>
  )
}

interface ResultsProps {
  readonly id: string
  /** As they stand on screen. */
  readonly found: readonly Found[]
  readonly chosen: Found | undefined
  readonly onChoose: (one: Found) => void
}

function Results(props: ResultsProps) {
  const { id, found, chosen } = props
  const list = useChosenInSight(chosen?.id)
  const says = texts.palette
  return (
    <>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={says.results}
        className={styles['list']}
      >
        {KINDS.map((kind) => (
          <Kind key={kind} kind={kind} {...props} />
        ))}
      </div>
      {found.length === 0 && <p className={styles['nothing']}>{says.nothing}</p>}
      <div role="status">
        <Hidden>{found.length === 0 ? says.nothing : says.found(found.length)}</Hidden>
      </div>
    </>
  )
}

interface KindProps extends ResultsProps {
  readonly kind: Findable['kind']
}

function Kind({ id, kind, found, chosen, onChoose }: KindProps) {
  const ofKind = found.filter((one) => one.kind === kind)
  if (ofKind.length === 0) return null
  return (
    <div role="group" aria-labelledby={`${id}-${kind}`}>
      <p id={`${id}-${kind}`} className={styles['kind']}>
        {texts.palette.kinds[kind]}
      </p>
      {ofKind.map((one) => (
        // The field has focus and the keys; this is for a mouse and a finger.
        <div
          key={one.id}
          id={`${id}-${one.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={one === chosen}
          className={styles['option']}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
          onKeyDown={undefined}
        >
          <span className={styles['icon']}>{one.icon}</span>
          <span className={styles['words']}>
            <bdi className={styles['name']}>{one.name}</bdi>
            {one.hint !== undefined && <span className={styles['hint']}>{one.hint}</span>}
          </span>
          {one.chord !== undefined && (
            <span className={styles['key']}>
              <Caps chord={one.chord} />
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

const KINDS = ['group', 'command', 'person'] as const

/** As they stand on screen, so that the arrow keys go through them from top to bottom. */
function inKinds(found: readonly Found[]): readonly Found[] {
  return KINDS.flatMap((kind) => found.filter((one) => one.kind === kind))
}

function useChosenInSight(chosen: string | undefined) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return list
}
