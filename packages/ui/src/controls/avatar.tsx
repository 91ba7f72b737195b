/**
 * A sign with the first letter of a name; the colour is the same on every device. People are round, groups
 * are bubbles: which of the two something is shows before it is read.
 */
import styles from './avatar.module.css'

const COLOURS = 6

interface AvatarProps {
  readonly id: string
  readonly name: string
  readonly small?: boolean
  readonly isGroup?: boolean
}

export function Avatar({ id, name, small, isGroup }: AvatarProps) {
  return (
    <span
      className={styles['avatar']}
      data-colour={colourOf(id)}
      data-group={isGroup ? '' : undefined}
      data-small={small ? '' : undefined}
      aria-hidden
    >
      {firstLetter(name)}
    </span>
  )
}

/** 0..5, from the id alone. */
export function colourOf(id: string): number {
  let sum = 0
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) >>> 0
  return sum % COLOURS
}

/** The first grapheme without the marks stacked on it; a name of nothing visible gets a dot. */
export function firstLetter(name: string): string {
  const plain = name
    .trim()
    .normalize('NFD')
    .replace(/[\p{M}\p{C}]/gu, '')
  const [first] = plain
  return first === undefined ? '·' : first.toLocaleUpperCase()
}
