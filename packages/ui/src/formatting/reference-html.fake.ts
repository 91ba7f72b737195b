/** A tree as the HTML that CommonMark's examples are written in: for comparing, and for nothing else. */
import type { Block, Inline } from './tree.ts'

const MARK = 'https://commonmark.example/?'

/** Lets every address be a link, and finds it again in the link. */
export const LINK = {
  hrefOf: (address: string) =>
    address === '' ? undefined : `${MARK}${encodeURIComponent(address)}`,
}

export function htmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('\n')
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'gap':
      return ''
    case 'paragraph':
      return `<p>${inlineHtml(block.content).replace(/^[ \t]+|[ \t]+$/gm, '')}</p>`
    case 'code-block': {
      const [language = ''] = block.info.split(/\s/)
      const named = language === '' ? '' : ` class="language-${escaped(language)}"`
      return `<pre><code${named}>${escaped(block.text)}${block.text === '' ? '' : '\n'}</code></pre>`
    }
    case 'quote':
      return `<blockquote>${htmlOf(block.blocks)}</blockquote>`
    case 'list': {
      const first = block.items[0]?.number ?? 1
      const tag = block.isOrdered ? 'ol' : 'ul'
      const start = block.isOrdered && first !== 1 ? ` start="${first}"` : ''
      const items = block.items.map(({ blocks }) => `<li>${htmlOf(blocks)}</li>`)
      return `<${tag}${start}>${items.join('\n')}</${tag}>`
    }
  }
}

function inlineHtml(content: readonly Inline[]): string {
  return content.map(partHtml).join('')
}

function partHtml(part: Inline): string {
  switch (part.type) {
    case 'text':
      return escaped(part.text)
    case 'code':
      return `<code>${escaped(part.text.replace(/\n/g, ' '))}</code>`
    case 'mention':
      return `@${escaped(part.mention.name)}`
    case 'link': {
      const address = decodeURIComponent(part.href.slice(MARK.length))
      return `<a href="${escaped(address)}">${inlineHtml(part.content)}</a>`
    }
    case 'strike':
      return `<del>${inlineHtml(part.content)}</del>`
    default:
      return `<${part.type}>${inlineHtml(part.content)}</${part.type}>`
  }
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
