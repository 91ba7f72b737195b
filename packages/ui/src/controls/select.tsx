/** One of several, in a native list behind a box that looks as our fields do. */
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './select.module.css'

export function Select({ dir, ...props }: ComponentProps<'select'>) {
  return (
    <span className={styles['box']} dir={dir}>
      <select {...props} />
      <ChevronDown size={18} aria-hidden />
    </span>
  )
}
