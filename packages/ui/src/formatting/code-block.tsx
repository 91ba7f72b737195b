/**
 * A block of code: its language, a button that copies it, and the code, which scrolls sideways inside its
 * frame. Colours come later by themselves, once what knows languages is loaded; until then, and where it
 * fails, the code is plain.
 */
import { Check, Copy } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './code-block.module.css'
import { copyText } from './copy-text.ts'
import type { Colour } from './highlight.ts'

interface CodeBlockProps {
  /** What stands behind the opening fence: the language first, and all of it shown. */
  readonly info: string
  readonly code: string
  readonly gap: number | undefined
}

export function CodeBlock({ info, code, gap }: CodeBlockProps) {
  const colours = useColours(info, code)
  const [frame, isScrolling] = useScrolling()
  const says = texts.formatting
  return (
    <div className={styles['block']} data-gap={gap} dir="ltr">
      {info !== '' && <bdi className={styles['info']}>{info}</bdi>}
      {info !== '' && '\n'}
      <pre
        ref={frame}
        className={styles['code']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- with focus, the arrow keys scroll it
        tabIndex={isScrolling ? 0 : undefined}
        role="group"
        aria-label={info === '' ? says.code : says.codeIn(info)}
      >
        <code>
          {colours?.map(([kind, text], at) => (
            <span key={at} data-kind={kind}>
              {text}
            </span>
          )) ?? code}
        </code>
      </pre>
      <CopyCode code={code} />
    </div>
  )
}

/** Whether there is more of it than its frame shows. */
function useScrolling() {
  const frame = useRef<HTMLPreElement>(null)
  const [isScrolling, setScrolling] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const look = () =>
      setScrolling(
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
      )
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, isScrolling] as const
}

function CopyCode({ code }: { code: string }) {
  const [result, setResult] = useState<'copied' | 'refused'>()
  const says = texts.formatting
  const words = result === undefined ? '' : result === 'copied' ? says.copied : says.notCopied
  return (
    <button
      type="button"
      className={styles['copy']}
      title={words === '' ? says.copyCode : words}
      aria-label={says.copyCode}
      onBlur={() => setResult(undefined)}
      onClick={() => {
        void copyText(code).then((isCopied) => setResult(isCopied ? 'copied' : 'refused'))
      }}
    >
      {result === 'copied' ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
      <span aria-live="polite">
        <Hidden>{words}</Hidden>
      </span>
    </button>
  )
}

/** Undefined until they are known; the parts joined are the code, or there are none. */
function useColours(info: string, code: string): readonly Colour[] | undefined {
  const [known, setKnown] = useState<{ of: string; colours: readonly Colour[] }>()
  useEffect(() => {
    if (info === '') return undefined
    let isGone = false
    import('./highlight.ts').then(
      ({ coloursOf }) => {
        const colours = coloursOf(info, code)
        if (!isGone && colours !== undefined) setKnown({ of: code, colours })
      },
      () => undefined, // plain is fine
    )
    return () => {
      isGone = true
    }
  }, [info, code])
  return known?.of === code ? known.colours : undefined
}
