/** What a reply answers, as it is now: a quote never keeps what was deleted. Pressing it goes there. */
import { useBlocked, type QuotedMessage } from '@parley/react'
import { useColour } from '../controls/colours.ts'
import { texts } from '../texts/catalogue.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import { useMessageActs } from './acts.ts'
import styles from './quote.module.css'

const GLIMPSE_CHARS = 160

export function Quote({ quoted, tabIndex }: { quoted: QuotedMessage; tabIndex: number }) {
  const acts = useMessageActs()
  const colour = useColour(quoted.person)
  return (
    <button
      type="button"
      className={styles['quote']}
      data-colour={colour}
      title={texts.message.jumpToQuoted(quoted.author)}
      tabIndex={tabIndex}
      onClick={() => acts.goToQuoted(quoted)}
    >
      <bdi className={styles['author']}>{quoted.author}</bdi>
      <span className={styles['text']}>
        <QuotedText quoted={quoted} />
      </span>
    </button>
  )
}

type Quoted = Pick<QuotedMessage, 'person' | 'author' | 'text' | 'deleted'>

export function QuotedText({ quoted }: { quoted: Quoted }) {
  const isFolded = useBlocked().includes(quoted.person)
  if (isFolded) return <em>{texts.blocking.folded(quoted.author)}</em>
  if (quoted.deleted) return <em>{texts.message.quoteDeleted}</em>
  if (quoted.text === undefined) return <em>{texts.message.quoteMissing}</em>
  return <RichText text={glimpse(quoted.text, GLIMPSE_CHARS)} links={false} />
}
