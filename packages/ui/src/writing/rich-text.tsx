/** Untrusted text on screen, isolated from its surroundings: formatted, or plain as it is. */
import { memo } from 'react'
import type { MessageMention } from '../formatting/mentions.ts'
import { MessageText } from '../formatting/message-text.tsx'
import styles from './rich-text.module.css'

interface RichTextProps {
  readonly text: string
  /** With its formatting, and links that lead somewhere. */
  readonly links: boolean
  /** Whom the message says it mentions. */
  readonly mentions?: readonly MessageMention[] | undefined
}

export const RichText = memo(function RichText({ text, links, mentions }: RichTextProps) {
  if (links) return <MessageText text={text} mentions={mentions} />
  return (
    <span dir="auto" className={styles['text']}>
      {text}
    </span>
  )
})
