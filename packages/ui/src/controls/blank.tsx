/** A quiet page with one thing to say, for when there is nothing else to show. */
import type { ReactNode } from 'react'
import styles from './blank.module.css'

interface BlankProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly hint?: string | undefined
  /** Between the hint and what one can do. */
  readonly below?: ReactNode
  /** All there is in its place: the title is the heading of the screen. */
  readonly isScreen?: boolean
  readonly children?: ReactNode
}

export function Blank({ icon, title, hint, below, isScreen = false, children }: BlankProps) {
  const Heading = isScreen ? 'h1' : 'h2'
  return (
    <div className={styles['blank']}>
      {icon !== undefined && <span className={styles['icon']}>{icon}</span>}
      <Heading tabIndex={isScreen ? -1 : undefined}>{title}</Heading>
      {hint !== undefined && <p>{hint}</p>}
      {below !== undefined && <div className={styles['below']}>{below}</div>}
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}
