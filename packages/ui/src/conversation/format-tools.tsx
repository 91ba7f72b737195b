/**
 * A row of buttons that put signs around what is selected, or before its lines; pressed again, they take them away.
 * The box keeps its focus and its selection, and one step back undoes any of them. By keyboard it is one
 * stop: arrow keys go along it, Escape back to the box.
 */
import {
  Bold,
  Code,
  Italic,
  Link2,
  List,
  Strikethrough,
  TextQuote,
  type LucideIcon,
} from 'lucide-react'
import { useState, type KeyboardEvent, type RefObject } from 'react'
import { texts } from '../texts/catalogue.ts'
import { fenced, lined, linked } from '../writing/line-signs.ts'
import { wrapped, type Replacement, type Selected } from '../writing/wrapping.ts'
import { replaceIn } from './composer-insert.ts'
import styles from './format-tools.module.css'

interface Tool {
  readonly name: string
  readonly Sign: LucideIcon
  /** Mirrored where lines begin on the right. */
  readonly isOfLines?: boolean
  readonly make: (selected: Selected) => Replacement
}

interface FormatToolsProps {
  readonly id: string
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly onClose: () => void
}

export function FormatTools({ id, box, onClose }: FormatToolsProps) {
  const [active, setActive] = useState(0)
  const act = ({ make }: Tool) => {
    const element = box.current
    if (element === null) return
    const { value: text, selectionStart: from, selectionEnd: to } = element
    replaceIn(element, make({ text, from, to }))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const to = stepBy(event, active, buttons.length)
    if (event.key === 'Escape') onClose()
    else if (to !== undefined) {
      setActive(to)
      buttons[to]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      id={id}
      role="toolbar"
      tabIndex={-1}
      aria-label={texts.formatting.open}
      className={styles['tools']}
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    >
      {tools().map((tool, at) => (
        <button
          key={tool.name}
          type="button"
          aria-label={tool.name}
          title={tool.name}
          tabIndex={at === active ? 0 : -1}
          data-lines={tool.isOfLines ? '' : undefined}
          onFocus={() => setActive(at)}
          onClick={() => act(tool)}
        >
          <tool.Sign size={19} aria-hidden />
        </button>
      ))}
    </div>
  )
}

function tools(): readonly Tool[] {
  const { formats } = texts.help
  const { lines, link } = texts.formatting
  return [
    { name: formats.bold, Sign: Bold, make: (one) => wrapped(one, '**') },
    { name: formats.italic, Sign: Italic, make: (one) => wrapped(one, '*') },
    { name: formats.strike, Sign: Strikethrough, make: (one) => wrapped(one, '~~') },
    { name: formats.code, Sign: Code, make: asCode },
    { name: lines.list, Sign: List, isOfLines: true, make: (one) => lined(one, '- ') },
    { name: lines.quote, Sign: TextQuote, isOfLines: true, make: (one) => lined(one, '> ') },
    { name: link, Sign: Link2, make: linked },
  ]
}

function asCode(selected: Selected): Replacement {
  const { text, from, to } = selected
  return text.slice(from, to).trim().includes('\n') ? fenced(selected) : wrapped(selected, '`')
}

/** Undefined for a key that moves nowhere. Right is onward, or back where one reads from the right. */
function stepBy(
  { key, currentTarget }: KeyboardEvent<HTMLElement>,
  at: number,
  count: number,
): number | undefined {
  const onward = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1
  const step = { ArrowRight: onward, ArrowLeft: -onward }[key]
  if (step !== undefined) return (at + step + count) % count
  return { Home: 0, End: count - 1 }[key]
}
