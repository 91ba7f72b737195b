/** A titled part of a panel or a page of settings. */
import { useId, type ReactNode } from 'react'
import styles from './section.module.css'

interface SectionProps {
  /** Left out where what is inside names itself. */
  readonly title?: string
  readonly hint?: string | undefined
  /** A card around what belongs together. */
  readonly isCard?: boolean
  readonly children?: ReactNode
}

export function Section({ title, hint, isCard = false, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles['section']} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && <h3 id={id}>{title}</h3>}
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {children !== undefined && (
        <div className={isCard ? styles['card'] : styles['plain']}>{children}</div>
      )}
    </section>
  )
}
