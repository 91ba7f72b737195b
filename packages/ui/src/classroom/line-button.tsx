/** A button of the line under the name of a class, with how many wait behind it; on a phone its word below its icon. */
import type { ComponentProps } from 'react'
import { Button } from '../controls/button.tsx'
import styles from './line-button.module.css'

interface LineButtonProps extends Omit<ComponentProps<typeof Button>, 'children' | 'name'> {
  readonly says: string
  /** The same with its count, for whoever hears it. */
  readonly name?: string
  readonly count?: number
}

export function LineButton({ says, name = says, count = 0, ...rest }: LineButtonProps) {
  return (
    <span className={styles['holder']}>
      <Button {...rest} aria-label={name === says ? undefined : name} title={name}>
        <span className={styles['says']}>{says}</span>
        {count > 0 && (
          <span className={styles['count']} aria-hidden>
            {count > 99 ? '99+' : count}
          </span>
        )}
      </Button>
    </span>
  )
}
