/** A message's text without its markup: for previews, quotes, announcements and the clipboard of others. */
import { parseMessage } from './parse.ts'
import type { Block, Inline } from './tree.ts'

/**
 * Line ends as typed; list items keep a bullet or their number. Of code without what stands around it,
 * `isWhole` false, the language is left out too.
 */
export function textOnly(text: string, isWhole = true): string {
  return blocksText(parseMessage(text), isWhole)
}

function inlineText(content: readonly Inline[]): string {
  return content.map(textOf).join('')
}

function blocksText(blocks: readonly Block[], isWhole: boolean): string {
  let text = ''
  let wasBlock = false
  for (const block of blocks) {
    if (wasBlock) text += '\n'
    wasBlock = block.type !== 'gap'
    // A gap between blocks has one line end more than lines; the one before it is there already.
    text += block.type === 'gap' ? '\n'.repeat(block.lineCount) : blockText(block, isWhole)
  }
  return text
}

function blockText(block: Exclude<Block, { type: 'gap' }>, isWhole: boolean): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.content)
    case 'code-block':
      return block.info === '' || !isWhole ? block.text : `${block.info}\n${block.text}`
    case 'quote':
      return blocksText(block.blocks, isWhole)
    case 'list':
      return block.items
        .map(
          (item) =>
            `${block.isOrdered ? `${item.number}.` : '•'} ${blocksText(item.blocks, isWhole)}`,
        )
        .join('\n')
  }
}

function textOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text
    case 'mention':
      return `@${inline.mention.name}`
    default:
      return inlineText(inline.content)
  }
}
