/** Untrusted text on screen: isolated from its surroundings, links made of elements, never of HTML. */
import { memo } from 'react'
import styles from './rich-text.module.css'
import { textParts } from './text-parts.ts'

export const RichText = memo(function RichText({ text, links }: { text: string; links: boolean }) {
  if (!links)
    return (
      <span dir="auto" className={styles['text']}>
        {text}
      </span>
    )
  return (
    <div dir="auto" className={styles['text']}>
      {textParts(text).map((part, at) =>
        part.type === 'plain' ? (
          part.text
        ) : (
          <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </div>
  )
})
