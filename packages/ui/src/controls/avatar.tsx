/**
 * The sign of a person or a group: their picture, or else the first letter of the name in a colour that is
 * the same on every device, unless this person gave the group another. People are round, groups are
 * bubbles: which of the two something is shows before it is read.
 */
import { useAccent, usePicture, type GroupId } from '@parley/react'
import { useState } from 'react'
import { COLOURS, useColour } from './colours.ts'
import { pictureUrl } from './picture-url.ts'
import styles from './avatar.module.css'

interface AvatarProps {
  /** Of a person or a group. */
  readonly id: string
  readonly name: string
  readonly small?: boolean
  readonly large?: boolean
  /** As large as it gets, for somebody who wants to see it. */
  readonly portrait?: boolean
  readonly isGroup?: boolean
}

export function Avatar({ id, name, small, large, portrait, isGroup }: AvatarProps) {
  const picture = usePicture(id)
  const accent = useAccent(id as GroupId)
  const colour = useColour(id)
  const [broken, setBroken] = useState<typeof picture>()
  return (
    <span
      className={styles['avatar']}
      data-colour={accent === undefined ? colour : accent % COLOURS}
      data-group={isGroup ? '' : undefined}
      data-size={sizeOf(small, large, portrait)}
      aria-hidden
    >
      {picture === undefined || picture === broken ? (
        firstLetter(name)
      ) : (
        <img
          src={pictureUrl(picture)}
          alt=""
          draggable={false}
          onError={() => setBroken(picture)}
        />
      )}
    </span>
  )
}

function sizeOf(small = false, large = false, portrait = false): string | undefined {
  if (portrait) return 'portrait'
  return small ? 'small' : large ? 'large' : undefined
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
