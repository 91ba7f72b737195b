/** A page with one card in its middle: welcome, invitations, and what went wrong with them. */
import type { ReactNode } from 'react'
import styles from './centred.module.css'
import { Mark } from './mark.tsx'

interface CentredProps {
  readonly title: string
  readonly hint?: string
  /** At the upper edge of the page, before everything else. */
  readonly above?: ReactNode
  /** Shown until there is something to show. */
  readonly isPassing?: boolean
  readonly children?: ReactNode
}

export function Centred({ title, hint, above, isPassing, children }: CentredProps) {
  return (
    <main className={styles['page']} data-passing={isPassing === true ? 'gone' : undefined}>
      {above !== undefined && <div className={styles['above']}>{above}</div>}
      <div className={styles['card']}>
        <Mark />
        <h1>{title}</h1>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        {children !== undefined && <div className={styles['rest']}>{children}</div>}
      </div>
    </main>
  )
}
