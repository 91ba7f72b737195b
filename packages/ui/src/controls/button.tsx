/** The two shapes of a button: with words, and an icon whose words are its accessible name. */
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'main' | 'plain' | 'danger'
  readonly icon?: ReactNode
}

export function Button({ look = 'plain', icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={styles['button']} data-look={look}>
      {icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends ComponentProps<'button'> {
  readonly name: string
}

export function IconButton({ name, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={name} {...rest} className={styles['icon']} aria-label={name}>
      {children}
    </button>
  )
}
