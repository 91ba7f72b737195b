/** A page with one card in its middle: welcome, invitations, and what went wrong with them. */
import type { ReactNode } from 'react'
import styles from './centred.module.css'
import { Mark } from './mark.tsx'

export function Centred({
  title,
  hint,
  children,
}: {
  title: string
  hint?: string
  children?: ReactNode
}) {
  return (
    <main className={styles['page']}>
      <div className={styles['card']}>
        <Mark />
        <h1>{title}</h1>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        {children !== undefined && <div className={styles['rest']}>{children}</div>}
      </div>
    </main>
  )
}
