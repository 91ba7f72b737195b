/** A quiet page with one thing to say, for when there is nothing else to show. */
import type { ReactNode } from 'react'
import styles from './blank.module.css'

interface BlankProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly hint?: string
  readonly children?: ReactNode
}

export function Blank({ icon, title, hint, children }: BlankProps) {
  return (
    <div className={styles['blank']}>
      {icon !== undefined && <span className={styles['icon']}>{icon}</span>}
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}
