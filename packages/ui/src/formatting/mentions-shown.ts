/** The mentions that stand in a text as it is drawn: in no code, and in no longer name. */
import type { MessageMention } from './mentions.ts'
import type { Block, Inline } from './tree.ts'

export function mentionsShown(blocks: readonly Block[]): readonly MessageMention[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return inLine(block.content)
      case 'quote':
        return mentionsShown(block.blocks)
      case 'list':
        return block.items.flatMap((item) => mentionsShown(item.blocks))
      default:
        return []
    }
  })
}

function inLine(content: readonly Inline[]): readonly MessageMention[] {
  return content.flatMap((part) => {
    if (part.type === 'mention') return [part.mention]
    return 'content' in part ? inLine(part.content) : []
  })
}
