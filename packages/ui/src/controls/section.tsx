/** A titled part of a panel or a page of settings. */
import { useId, type ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  /** Left out where what is inside names itself. */
  readonly title?: string
  readonly hint?: string | undefined
  /** A card around what belongs together. */
  readonly isCard?: boolean
  /** Of the heading: 2 on a page of its own, 3 in a sheet, whose title is an h2. */
  readonly level?: 2 | 3
  readonly children?: ReactNode
}

export function Section({ title, hint, isCard = false, level = 3, children }: SectionProps) {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section className={styles['section']} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && <Heading id={id}>{title}</Heading>}
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {children !== undefined && (
        <div className={isCard ? styles['card'] : styles['plain']}>{children}</div>
      )}
    </section>
  )
}
