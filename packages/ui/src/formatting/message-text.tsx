/**
 * Untrusted text on screen, formatted: elements made from the tree, isolated from their surroundings, each
 * block in the direction of its own words. Between blocks stand the line ends that were typed, so that what
 * is read from the page, or selected in it, is the text.
 */
import { useParley } from '@parley/react'
import { Fragment, memo, useMemo, type ReactNode } from 'react'
import { isOnlyEmoji } from '../emoji/only-emoji.ts'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { CodeBlock } from './code-block.tsx'
import type { MessageMention } from './mentions.ts'
import styles from './message-text.module.css'
import { parseMessage } from './parse.ts'
import type { Block, Inline, Link, List } from './tree.ts'

interface MessageTextProps {
  readonly text: string
  /** Whom the message says it mentions; their names light up. */
  readonly mentions?: readonly MessageMention[] | undefined
}

export const MessageText = memo(function MessageText({ text, mentions }: MessageTextProps) {
  useLanguage()
  const blocks = useMemo(
    () => parseMessage(text, mentions === undefined ? {} : { mentions }),
    [text, mentions],
  )
  const [only] = blocks
  if (only?.type === 'paragraph' && blocks.length === 1)
    return (
      <div
        dir="auto"
        className={styles['text']}
        data-big={isOnlyEmoji(text) ? '' : undefined}
        data-one=""
      >
        <Inlines content={only.content} />
      </div>
    )
  return (
    <div dir="auto" className={styles['text']}>
      <Blocks blocks={blocks} />
    </div>
  )
})

/** Three empty lines look like many: nobody pushes what others wrote off the screen. */
const MOST_GAPS = 3

interface BlocksProps {
  readonly blocks: readonly Block[]
  /** In a quote or a list, which has a direction of its own from the words in it. */
  readonly isWithin?: boolean
}

function Blocks({ blocks, isWithin = false }: BlocksProps) {
  return blocks.map((block, at) => {
    if (block.type === 'gap') return <Fragment key={at}>{'\n'.repeat(block.lineCount)}</Fragment>
    const before = blocks[at - 1]
    const gap = before?.type === 'gap' ? Math.min(before.lineCount, MOST_GAPS) : undefined
    return (
      <Fragment key={at}>
        {at > 0 && '\n'}
        <OneBlock block={block} gap={gap} isWithin={isWithin} />
      </Fragment>
    )
  })
}

interface OneBlockProps {
  readonly block: Exclude<Block, { type: 'gap' }>
  /** Empty lines above. */
  readonly gap: number | undefined
  readonly isWithin: boolean
}

function OneBlock({ block, gap, isWithin }: OneBlockProps): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir={isWithin ? undefined : 'auto'} data-gap={gap}>
          <Inlines content={block.content} />
        </p>
      )
    case 'code-block':
      return <CodeBlock info={block.info} code={block.text} gap={gap} />
    case 'quote':
      return (
        <blockquote dir="auto" data-gap={gap}>
          <Blocks blocks={block.blocks} isWithin />
        </blockquote>
      )
    case 'list':
      return <ListBlock list={block} gap={gap} />
  }
}

/** Directions are the items' own; where the marks stand, the first words of the list decide. */
function ListBlock({ list, gap }: { list: List; gap: number | undefined }) {
  const items = list.items.map(({ number, blocks }, at) => (
    <Fragment key={at}>
      {at > 0 && '\n'}
      <li value={list.isOrdered ? number : undefined}>
        <Blocks blocks={blocks} isWithin />
      </li>
    </Fragment>
  ))
  return list.isOrdered ? (
    <ol dir="auto" data-gap={gap}>
      {items}
    </ol>
  ) : (
    <ul dir="auto" data-gap={gap}>
      {items}
    </ul>
  )
}

function Inlines({ content }: { content: readonly Inline[] }): ReactNode {
  return content.map((part, at) => <Fragment key={at}>{inlineElement(part)}</Fragment>)
}

function inlineElement(part: Inline): ReactNode {
  switch (part.type) {
    case 'text':
      return part.text
    case 'strong':
      return (
        <strong>
          <Inlines content={part.content} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <Inlines content={part.content} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines content={part.content} />
        </s>
      )
    case 'code':
      return <code dir="auto">{part.text}</code>
    case 'link':
      return <LinkElement link={part} />
    case 'mention':
      return <Mention mention={part.mention} />
  }
}

function LinkElement({ link }: { link: Link }) {
  return (
    <a href={link.href} title={link.href} target="_blank" rel="noopener noreferrer nofollow">
      <Inlines content={link.content} />
      {link.target !== undefined && (
        <bdi className={styles['target']} data-added>
          {' '}
          {texts.formatting.leadsTo(link.target)}
        </bdi>
      )}
    </a>
  )
}

/** Names may run in another direction than the words around them. */
function Mention({ mention }: { mention: MessageMention }) {
  const { me } = useParley()
  const isMine = mention.person === me || mention.person === 'everyone'
  return (
    <bdi className={styles['mention']} data-mine={isMine ? '' : undefined}>
      @{mention.name}
    </bdi>
  )
}
