/** A titled part of a panel or a page of settings. */
import { useId, type ReactNode } from 'react'
import { usePart, type Part } from '../shell/wanted-part.ts'
import styles from './section.module.css'

interface SectionProps {
  /** Left out where what is inside names itself. */
  readonly title?: string
  readonly hint?: string | undefined
  /** Without the card around what belongs together: where the parts are cards themselves, or all is one. */
  readonly isBare?: boolean
  /** Of the heading: 2 on a page of its own, 3 in a sheet, whose title is an h2. */
  readonly level?: 2 | 3
  /** By which the palette leads here. */
  readonly part?: Part
  readonly children: ReactNode
}

export function Section(props: SectionProps) {
  const { title, hint, isBare = false, level = 3, part, children } = props
  const id = useId()
  const place = usePart(part)
  const Heading = `h${level}` as const
  return (
    <section
      ref={place}
      className={styles['section']}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title !== undefined && (
        <Heading id={id} tabIndex={part === undefined ? undefined : -1}>
          {title}
        </Heading>
      )}
      <div className={isBare ? styles['bare'] : styles['card']}>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        {children}
      </div>
    </section>
  )
}
