/** A titled part of a panel or a page of settings. */
import { useId, type ReactNode } from 'react'
import { usePart, type Part } from '../shell/wanted-part.ts'
import styles from './section.module.css'

interface SectionProps {
  /** Left out where what is inside names itself. */
  readonly title?: string
  readonly hint?: string | undefined
  /** A card around what belongs together. */
  readonly isCard?: boolean
  /** Of the heading: 2 on a page of its own, 3 in a sheet, whose title is an h2. */
  readonly level?: 2 | 3
  /** By which the palette leads here. */
  readonly part?: Part
  readonly children?: ReactNode
}

export function Section(props: SectionProps) {
  const { title, hint, isCard = false, level = 3, part, children } = props
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
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {children !== undefined && (
        <div className={isCard ? styles['card'] : styles['plain']}>{children}</div>
      )}
    </section>
  )
}
